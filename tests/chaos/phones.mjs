// Phones that run the app's own sync modules over a real network, with a store in memory. One JSON order a line in, one answer a line out.
import { createInterface } from 'node:readline';
import { pack } from '../../static/js/group/packed.js';
import { syncRound } from '../../static/js/sync/client.js';
import { exchange } from '../../static/js/sync/exchange.js';
import { stateOf } from '../../static/js/sync/states.js';

const base = process.argv[2];
const fetcher = (path, options) => fetch(base + path, options);
const phones = new Map();
const packs = new Map(); // what every phone has on the shelf: hash -> pack

/** Of every second log the lines travel as they are, as those of older phones do. */
async function packLines({ id, pack_hash }, lines, first) {
  if (parseInt(id.at(-1), 16) % 2) return '';
  const packed = await pack(lines, packs.get(pack_hash), pack_hash, JSON.parse(first)[2].slice(4));
  return packed ? Buffer.from(packed).toString('base64') : '';
}

const fresh = ({ device_id, db_epoch, token }) => ({ device_id, db_epoch, token, attempts: [], logs: new Map(), acks: new Map(), epoch: undefined });
const post = (phone) => (path, body, compress = false) => exchange(path, body, { token: phone.token, fetcher, compress });

/** What sync/client.js is handed by app/sender.js, over this phone's memory instead of IndexedDB. */
const deps = (phone, wall) => ({
  attempts: [...phone.attempts],
  source: { lastSeq: async (id) => phone.logs.get(id).length - 1, lines: async (id) => [...phone.logs.get(id)] },
  acks: {
    all: async () => [...phone.acks.values()],
    put: async (ack) => phone.acks.set(ack.attempt, ack),
    clear: async () => phone.acks.clear(),
  },
  epoch: { get: async () => phone.epoch, put: async (value) => (phone.epoch = value) },
  post: post(phone),
  who: { device_id: phone.device_id, db_epoch: phone.db_epoch },
  pack: packLines,
  packs: [],
  wall,
  app: 'badai',
});

const states = (phone) => {
  const seen = {};
  for (const [id, lines] of phone.logs) {
    const ack = phone.acks.get(id);
    seen[id] = { state: stateOf(lines.length - 1, ack), proved: ack?.proved ?? -1, code: ack?.code ?? '', score: ack?.score?.points };
  }
  return seen;
};

async function round(phone, wall) {
  try {
    const hello = await syncRound(deps(phone, wall));
    if (hello.token) phone.token = hello.token;
    return { error: '', states: states(phone) };
  } catch (e) {
    if (e.kind === undefined) throw e; // a fault of our own is not weather
    return { error: e.kind, status: e.status, states: states(phone) };
  }
}

async function insist(phone, wall, tries) {
  let last = await round(phone, wall);
  for (let i = 1; i < tries && last.error; i += 1) {
    await new Promise((go) => setTimeout(go, 50));
    last = await round(phone, wall);
  }
  return last;
}

const orders = {
  paket: ({ hash, isi }) => packs.set(hash, isi) && {},
  buat: ({ phone, ...who }) => phones.set(phone, fresh(who)) && {},
  // A restored or cloned phone: everything copied, and from then on two of it.
  salin: ({ phone, dari }) => {
    const from = phones.get(dari);
    phones.set(phone, { ...from, attempts: [...from.attempts], logs: new Map([...from.logs].map(([id, l]) => [id, [...l]])), acks: new Map(from.acks) });
    return {};
  },
  mulai: ({ phone, attempt, lines }) => {
    phones.get(phone).attempts.push(attempt);
    phones.get(phone).logs.set(attempt.id, lines);
    return {};
  },
  main: ({ phone, id, lines }) => {
    phones.get(phone).logs.get(id).push(...lines);
    return {};
  },
  putaran: ({ phone, wall, tries = 1 }) => insist(phones.get(phone), wall, tries),
  serentak: async ({ names, wall, tries }) => {
    const all = await Promise.all(names.map((name) => insist(phones.get(name), wall, tries)));
    return { phones: Object.fromEntries(names.map((name, i) => [name, all[i]])) };
  },
  // Pieces by any road, in any order, any number of times: whatever the answers say, nothing is believed here.
  titip: async ({ phone, parts }) => {
    const { device_id } = phones.get(phone);
    const answers = [];
    for (const part of parts) {
      try {
        answers.push((await post(phones.get(phone))('/api/sync/upload', { device_id, parts: [part] }, true)).results[0].status);
      } catch (e) {
        if (e.kind === undefined) throw e;
        answers.push(e.kind);
      }
    }
    return { answers };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  let answer;
  try {
    answer = await orders[order.perintah](order);
  } catch (e) {
    answer = { rusak: String(e.stack ?? e) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
