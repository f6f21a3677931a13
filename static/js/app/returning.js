/**
 * A phone that is new to its person takes what the server holds of them: cards, schedule and progress follow from the logs. Once; and again at every
 * round while the server says that there is more behind a word of the PPS or of an older phone (docs/adr/0092).
 */
import { load, parse_line, replay } from '../engine/index.js';
import { unpack } from '../group/packed.js';
import { fromBase64 } from '../platform/base64.js';
import { chain } from '../platform/digest.js';
import { attemptsOf, takeAttempt } from '../store/attempts.js';
import { getMeta, putMeta } from '../store/meta.js';
import { getPack } from '../store/packs.js';

const PACKED = 3; // the protocol that brought packed logs
const MOST = 60; // answers of one visit: a bound, not a hope

/**
 * `deps`: `{profile, post(path, body), fetchPack(hash), speaks}`; `speaks` is the server's highest protocol. `{came, closed}`: something came; the server
 * has more that this phone may not have yet. Whatever does not fit its own hash is left out.
 */
export async function takeOwn({ profile, post, fetchPack, speaks = 1 }) {
  const key = `diambil/${profile.id}`;
  if ((await getMeta(key)) === profile.enrolled) return { came: false, closed: false };
  let came = false;
  let closed = false;
  for (let turn = 0; turn < MOST; turn += 1) {
    const have = (await attemptsOf(profile.id)).map((each) => each.id);
    const answer = await post('/api/sync/mine', { have: have.slice(-2000), ...(speaks >= PACKED ? { packed: 1 } : {}) });
    closed = Boolean(answer.tertutup); // a server from before it was guarded says nothing of it
    for (const log of answer.logs) came = (await keep(profile.id, log, fetchPack)) || came;
    if (!answer.lagi || !answer.logs.length) break;
  }
  if (!closed) await putMeta(key, profile.enrolled);
  return { came, closed };
}

/** The lines, from pieces as the server stores them. */
async function unpacked(pieces, raw, hash) {
  const lines = [];
  for (const piece of pieces) lines.push(...(await unpack(fromBase64(piece), raw, hash)));
  return lines;
}

async function keep(profile, { attempt_id, pack_hash, kind, head, ...log }, fetchPack) {
  await getPack(pack_hash).catch(() => fetchPack(pack_hash));
  const raw = await getPack(pack_hash);
  const lines = log.packed ? await unpacked(log.packed, raw, pack_hash).catch(() => []) : log.lines;
  const heads = await chain(attempt_id, lines);
  if (!lines.length || heads[heads.length - 1] !== head) return false;
  const events = lines.map(parse_line);
  const pack = load(raw);
  const [hash, engine, ruleset, mode, ...seats] = events[0].answer;
  const over = replay(pack, events).done;
  const record = { id: attempt_id, profile, pack_hash: hash, engine, ruleset, mode, seats, kind, began: events[0].wall, finished: over ? events[events.length - 1].wall : 0, elsewhere: 1 };
  return takeAttempt(record, lines);
}
