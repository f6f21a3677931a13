/** One round of sending: hello, the missing suffixes, and proof. Pure of the browser: store, network and identity are handed in. */
import { load, openLogs, provedBy } from './logs.js';

export const MAX_LINES = 200; // a request
export const MAX_PACKED_LINES = 1000; // about 5 KB when each travels as some five bytes
const PROTOCOL = [1, 3]; // 2: signed parts, carried bundles, 3: packed parts; the server says in its hello how far it goes along
const MAX_PARTS = 25;
const MAX_ATTEMPTS = 500; // a hello
const MAX_REQUESTS = 400; // a round: a bound, not a hope
const PARKED = new Set(['ditolak', 'bercabang', 'ditahan']);

/** The next request: parts from each first missing line on, oldest attempt first, within the limits. */
export function nextParts(logs, next, limit) {
  const parts = [];
  let room = limit;
  for (const log of logs) {
    const from = next.get(log.attempt.id);
    if (from === undefined || from > log.last || room === 0 || parts.length === MAX_PARTS) continue;
    const lines = log.lines.slice(from, from + room);
    room -= lines.length;
    const { id, pack_hash, engine } = log.attempt;
    parts.push({ attempt_id: id, pack_hash, engine, from_seq: from, lines, head: log.heads[from + lines.length - 1] });
  }
  return parts;
}

/** A signature for each attempt whose last line goes with this request; a part that only begins one needs none. */
async function signParts(deps, logs, parts) {
  for (const part of parts) {
    const log = find(logs, part.attempt_id);
    if (part.from_seq + part.lines.length - 1 === log.last) part.sig = await deps.sign(log.attempt, log.last, part.head);
  }
}

/** The parts as they travel: packed for a server that understands it, unless it could not read this log so before. */
function packParts(deps, logs, book, parts) {
  return Promise.all(
    parts.map(async (part) => {
      const { lines, ...rest } = part;
      const log = find(logs, part.attempt_id);
      const packed = book.packed && !book.plainly.has(part.attempt_id) && (await deps.pack(log.attempt, lines, log.lines[0]));
      return packed ? { ...rest, packed } : part;
    }),
  );
}

/**
 * Judge one result: what it proves, and from which line to go on (undefined: nothing more for this attempt in this round).
 * Only a head equal to our own prefix hash proves anything.
 */
export function judge(log, part, result) {
  const proved = provedBy(log, [result.last_seq, result.head]);
  const sentTo = part.from_seq + part.lines.length - 1;
  // A restored phone may know less than the server. "Had it" about our whole log is then the proof.
  const knowsMore = result.status === 'sudah_ada' && result.last_seq > log.last && part.from_seq === 0 && sentTo === log.last;
  if (knowsMore) return { proved: log.last };
  if (result.status === 'ditahan') {
    const asksEarlier = result.code === 'gap' && proved + 1 < part.from_seq;
    if (asksEarlier) return { proved, next: proved + 1 };
    return { proved, next: result.code !== 'gap' && sentTo < log.last ? sentTo + 1 : undefined };
  }
  const went = (result.status === 'diterima' || result.status === 'sudah_ada') && proved >= part.from_seq;
  return { proved, next: went && proved < log.last ? proved + 1 : undefined };
}

/** What a round needs to remember while it runs. */
function ledger(deps, acks, epoch) {
  return {
    next: new Map(),
    plainly: new Set(), // attempts whose lines this server wants as they are
    keep: (log, change) => {
      const ack = { ...acks.get(log.attempt.id), attempt: log.attempt.id, epoch, at: deps.wall, ...change };
      ack.head = ack.proved === log.last ? log.head : '';
      acks.set(log.attempt.id, ack);
      return deps.acks.put(ack);
    },
  };
}

async function upload(deps, logs, book) {
  let limit = book.packed ? MAX_PACKED_LINES : MAX_LINES;
  for (let i = 0; i < MAX_REQUESTS; i += 1) {
    const parts = nextParts(logs, book.next, limit);
    if (!parts.length) return;
    if (book.signed) await signParts(deps, logs, parts);
    const sent = await packParts(deps, logs, book, parts);
    try {
      const { results = [] } = await deps.post('/api/sync/upload', { device_id: deps.who.device_id, parts: sent }, true);
      await takeResults(logs, book, parts, results, new Set(sent.filter((p) => p.packed).map((p) => p.attempt_id)));
      deps.progress?.();
    } catch (e) {
      if (e.kind !== 'large') throw e;
      if (limit === 1) await park(logs, book, parts[0].attempt_id);
      limit = Math.max(1, Math.floor(limit / 2));
    }
  }
}

const find = (logs, id) => logs.find((log) => log.attempt.id === id);

/** One line that is too large even alone: that attempt waits, the others go on. */
async function park(logs, book, id) {
  const log = find(logs, id);
  const proved = book.next.get(id) - 1;
  book.next.delete(id);
  await book.keep(log, { proved, status: 'ditolak', code: 'too-large', tried: log.last });
}

/** Did it refuse the packing rather than the log? Then the lines go as they are. */
const unread = (result) => result.status === 'ditolak' && (result.code === 'line-invalid' || result.code === 'head-mismatch');

async function takeResults(logs, book, parts, results, packed) {
  for (const part of parts) {
    const log = find(logs, part.attempt_id);
    const result = results.find((r) => r.attempt_id === part.attempt_id);
    book.next.delete(part.attempt_id);
    if (!result) continue; // unmentioned is not acknowledged; the next round offers it again
    if (packed.has(part.attempt_id) && unread(result)) {
      book.plainly.add(part.attempt_id);
      book.next.set(part.attempt_id, part.from_seq);
      continue;
    }
    const { proved, next } = judge(log, part, result);
    if (next !== undefined) book.next.set(part.attempt_id, next);
    await book.keep(log, { proved, status: result.status, code: result.code ?? '', tried: log.last });
  }
}

/** Does this attempt wait for a person, with nothing new to tell the server? */
const isParked = (log, ack) => Boolean(ack) && PARKED.has(ack.status) && ack.tried === log.last && ack.code !== 'gap';

/** Compare what the server has with what we have; the server's word counts, not our memory of its earlier words. */
async function compare(deps, logs, acks, have, book) {
  for (const log of logs) {
    const theirs = have?.[log.attempt.id];
    if (provedBy(log, theirs) !== log.last) await load(log, deps.source);
    const proved = provedBy(log, theirs);
    const ack = acks.get(log.attempt.id);
    if (proved === log.last) {
      if (ack?.proved !== proved) await book.keep(log, { proved, status: 'sudah_ada', code: '' });
    } else {
      if (ack && ack.proved > proved) await book.keep(log, { proved });
      if (!isParked(log, ack)) book.next.set(log.attempt.id, proved + 1);
    }
  }
}

/** What was erased on the server goes here too, but only what it had whole: the rest is not ours to throw away, and says `erased`. */
async function forgetErased(deps, logs, before, forget) {
  const gone = new Set(forget.filter((id) => before.get(id)?.proved === find(logs, id)?.last));
  for (const id of gone) await deps.forget?.(id);
  return logs.filter((log) => !gone.has(log.attempt.id));
}

/**
 * One round. `deps`: `{attempts, source: {lastSeq, lines}, acks: {all, put, clear}, post(path, body, compress), who: {device_id, db_epoch},
 * epoch: {get, put}, packs, wall, app, progress?, inbox?: {report, take},
 * sign?(attempt, last, head), pack?(attempt, lines, first line), says?, forget?(id)}`; `says` goes into the hello as it is. Returns the server's hello. Throws ExchangeError; what was proved until then is kept.
 */
export async function syncRound(deps) {
  const read = async () => new Map((await deps.acks.all()).map((a) => [a.attempt, a]));
  let acks = await read();
  const before = acks;
  let logs = (await openLogs(deps.attempts, deps.source, acks)).slice(-MAX_ATTEMPTS);
  const extra = { ...deps.says, ...((await deps.inbox?.report()) ?? {}) };
  const hello = await deps.post('/api/sync/hello', {
    protocol: PROTOCOL,
    app: deps.app,
    engine: '1',
    device_id: deps.who.device_id,
    db_epoch: deps.who.db_epoch,
    wall: deps.wall,
    packs: deps.packs,
    attempts: logs.map((log) => [log.attempt.id, log.last, log.head]),
    ...extra,
  });
  await deps.inbox?.take(hello, extra.dibaca);
  if (hello.server_epoch !== (await deps.epoch.get())) {
    // A restored or copied server: what another one acknowledged counts for nothing.
    await deps.acks.clear();
    await deps.epoch.put(hello.server_epoch);
    acks = await read();
  }
  logs = await forgetErased(deps, logs, before, hello.forget ?? []);
  const book = ledger(deps, acks, hello.server_epoch);
  const speaks = (hello.speaks ?? [1, 1])[1];
  book.signed = Boolean(deps.sign) && speaks >= 2;
  book.packed = Boolean(deps.pack) && speaks >= 3;
  await compare(deps, logs, acks, hello.have, book);
  await upload(deps, logs, book);
  return hello;
}
