/** Packs on this phone, named by the SHA-256 of their bytes, kept as received and checked again whenever one is opened. */
import { wallMs } from '../platform/clock.js';
import { sha256Hex } from '../platform/digest.js';
import { read, result, transact, write } from './db.js';
import { StoreError } from './errors.js';

const opened = new Map(); // hash -> parsed pack, verified in this run of the app
const known = new Map(); // hash -> what describes it
const sound = new Set(); // hashes whose bytes were compared in this run of the app

const describe = (hash, pack, bytes) => ({
  hash,
  kind: pack.kind,
  ruleset: pack.ruleset,
  size: pack.size,
  title: pack.title,
  bytes: bytes.byteLength,
  stored: wallMs(),
});

/** Store received bytes; refuses bytes that are not what the name says. */
export async function putPack(hash, bytes) {
  if ((await sha256Hex(bytes)) !== hash) throw new StoreError('paket-rusak');
  const pack = JSON.parse(new TextDecoder().decode(bytes));
  const about = describe(hash, pack, bytes);
  await write('packs', (s) => result(s.put({ ...about, body: bytes })));
  known.set(hash, about);
  sound.add(hash);
}

/** Is a day that may be begun on this phone? By its name only, in one trip: a start asks this before it draws anything. Whoever opens the day compares its bytes. */
export const anyDayHere = () =>
  transact(['packs', 'meta'], 'readonly', async (tx) => {
    const [names, offered] = await Promise.all([result(tx.objectStore('packs').getAllKeys()), result(tx.objectStore('meta').get('published'))]);
    return (offered?.value ?? []).some((p) => p.kind === 'hari' && names.includes(p.hash));
  });

/** What is here, without the bodies. Bytes never change under their name, so each is read once in a run. */
export async function listPacks() {
  const rows = await read('packs', async (s) => {
    const names = await result(s.getAllKeys());
    const fresh = await Promise.all(names.filter((hash) => !known.has(hash)).map((hash) => result(s.get(hash))));
    for (const { body, ...about } of fresh) known.set(about.hash, about);
    return names.map((hash) => known.get(hash));
  });
  return rows.sort((a, b) => a.bytes - b.bytes);
}

/** Compare a pack with its name, once in a run. A damaged one is removed so that it can be fetched again. */
async function compare(hash) {
  const row = await read('packs', (s) => result(s.get(hash)));
  if (!row) return; // another tab made room
  const { body, ...about } = row;
  if ((await sha256Hex(body)) === hash) {
    sound.add(hash);
    known.set(hash, about);
  } else {
    opened.delete(hash);
    await write('packs', (s) => result(s.delete(hash)));
  }
}

/** What is here and still exactly its bytes: of all packs, or of those with these names. */
export async function soundPacks(only = null) {
  const held = await read('packs', (s) => result(s.getAllKeys()));
  const wanted = only ? only.filter((hash) => held.includes(hash)) : held;
  for (const hash of wanted) if (!sound.has(hash)) await compare(hash);
  return wanted.filter((hash) => sound.has(hash)).map((hash) => known.get(hash));
}

/** The parsed pack; verified over its bytes the first time in each run. */
export async function getPack(hash) {
  if (opened.has(hash)) return opened.get(hash);
  const row = await read('packs', (s) => result(s.get(hash)));
  if (!row) throw new StoreError('tidak-ada');
  if ((await sha256Hex(row.body)) !== hash) {
    sound.delete(hash);
    throw new StoreError('paket-rusak');
  }
  const pack = JSON.parse(new TextDecoder().decode(row.body));
  opened.set(hash, pack);
  return pack;
}

/** Make room: packs no attempt refers to can be downloaded again. True when something went. */
export async function dropUnusedPacks() {
  return transact(['packs', 'attempts'], 'readwrite', async (tx) => {
    const used = new Set((await result(tx.objectStore('attempts').getAll())).map((a) => a.pack_hash));
    const packs = tx.objectStore('packs');
    let dropped = 0;
    for (const { hash, kind } of await result(packs.getAll())) {
      if (used.has(hash) || kind !== 'hari') continue;
      await result(packs.delete(hash));
      dropped += 1;
    }
    return dropped > 0;
  });
}
