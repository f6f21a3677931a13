/** Logs that travel packed or without a network: sealing one's own, taking those of others, bringing these to the server. Fetched when there are some. */
import { BundleError, open, seal, split } from '../group/bundle.js';
import { pack } from '../group/packed.js';
import { toBase64 } from '../platform/base64.js';
import { wallMs } from '../platform/clock.js';
import { dropCarried, keepCarried, listCarried, patchCarried } from '../store/carried.js';
import { lines } from '../store/event_log.js';
import { signingKey } from '../store/keys.js';
import { getMeta, identity } from '../store/meta.js';
import { getPack } from '../store/packs.js';

const PACKED = 3; // the protocol that brought packed logs
const A_REQUEST = 20; // bundles
const KEEP_MS = 30 * 86_400_000; // after the server has it, a while longer: it may be restored from a backup
const ARRIVED = new Set(['diterima', 'sudah_ada', 'ditahan', 'bercabang']);

function joined(parts) {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** One's own attempts as bundles, one after the other. */
export async function sealAttempts(attempts, profile) {
  const [{ device_id }, key] = await Promise.all([identity(), signingKey(profile.id)]);
  const old = (await getMeta('speaks')) < PACKED; // a server that cannot read packed logs gets them as text
  const member = profile.kind === 'tamu' ? {} : { member_id: profile.id, kab: profile.kab };
  const parts = [];
  for (const a of attempts) {
    const pack = old ? null : await getPack(a.pack_hash).catch(() => null); // gone or damaged: the log then travels as text
    const about = { attempt_id: a.id, pack_hash: a.pack_hash, engine: a.engine, device_id, ...member, name: profile.nama };
    parts.push(await seal({ ...about, lines: await lines(a.id), pack, key }));
  }
  return joined(parts);
}

/** Some lines of an attempt as base64 in as few bytes as its pack allows, or nothing when they can only travel as they are. */
export async function packLines({ pack_hash }, lines, first) {
  const raw = await getPack(pack_hash).catch(() => null);
  const packed = raw && (await pack(lines, raw, pack_hash, JSON.parse(first)[2].slice(4)));
  return packed ? toBase64(packed) : '';
}

/** Keep bundles of others: `[{digest, name, decisions, fresh}]`. Throws BundleError; then nothing is kept. */
export async function takeBundles(bytes) {
  const opened = [];
  for (const raw of split(bytes)) opened.push([raw, await open(raw)]);
  if (!opened.length) throw new BundleError('rusak');
  const taken = [];
  for (const [raw, b] of opened) {
    const about = { digest: b.digest, attempt: b.attempt_id, member: b.member_id, name: b.name, decisions: b.last_seq };
    taken.push({ ...about, fresh: await keepCarried({ ...about, bytes: raw, got: wallMs(), status: '', code: '', epoch: '' }) });
  }
  return taken;
}

/** What others gave to this phone, newest first, without the bytes. */
export const carriedNow = async () => (await listCarried()).map(({ bytes, ...row }) => row).sort((a, b) => b.got - a.got);

/** Did the server say so under the epoch it has now? */
const arrived = (row, epoch) => ARRIVED.has(row.status) && row.epoch === epoch;

/** Only our own name for a bundle proves that the server speaks of it. */
async function note(rows, answer, when) {
  for (let at = 0; at < rows.length; at += 1) {
    const said = answer.results?.[at];
    if (said && (said.digest === rows[at].digest || said.status === 'ditolak')) await patchCarried(rows[at].digest, { status: said.status, code: said.code, ...when });
  }
}

/** Bring to the server what it has not said yet that it holds. `post` as in sync/client.js. */
export async function bringCarried(post, device_id, epoch, now = wallMs()) {
  const rows = await listCarried();
  const waiting = rows.filter((r) => !arrived(r, epoch) && r.status !== 'ditolak');
  for (let i = 0; i < waiting.length; i += A_REQUEST) {
    const some = waiting.slice(i, i + A_REQUEST);
    await note(some, await post('/api/sync/carry', { device_id, bundles: some.map((r) => toBase64(r.bytes)) }, true), { epoch, sent: now });
  }
  for (const row of rows) if (arrived(row, epoch) && now - row.sent > KEEP_MS) await dropCarried(row.digest);
}
