/** Seats' logs from hand to hand without a network: sealed bundles (docs/format-bundle.md) in a file or on a screen, opened and checked against the session. */
import { CREW_MODE, Refusal, load, parse_line, read_log } from '../engine/index.js';
import { linesOf, open, seal, split } from './bundle.js';
import { crewOf } from './session.js';

/** Bytes of every log in `logs` (attempt -> lines), one bundle after the other. */
export async function sealLogs({ sesi, pack, logs, names, who, key }) {
  const parts = [];
  for (const [attempt_id, lines] of logs) {
    parts.push(await seal({ attempt_id, pack_hash: sesi.paket, engine: sesi.mesin, device_id: who.device_id, member_id: who.member_id, kab: who.kab, name: names(attempt_id), lines, pack, key }));
  }
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) (all.set(part, at), (at += part.length));
  return all;
}

/**
 * What is in these bytes, each judged by itself: `[{attempt, name, lines, signed, refused}]`; `refused` is empty when the log belongs to the session.
 * Throws BundleError when the bytes are no bundles at all.
 */
export async function openLogs(bytes, sesi, raw) {
  const pack = load(raw);
  const found = [];
  for (const bundle of split(bytes)) {
    const b = await open(bundle);
    const row = { attempt: b.attempt_id, name: b.name, lines: [], signed: b.signed, refused: '' };
    found.push(row);
    if (b.pack_hash !== sesi.paket) row.refused = 'crew-pack';
    else if (!b.signed) row.refused = 'signature-invalid';
    else await judge(row, b, sesi, raw, pack);
  }
  return found;
}

async function judge(row, bundle, sesi, raw, pack) {
  row.lines = await linesOf(bundle, raw);
  try {
    const events = row.lines.map(parse_line);
    if (events[0].answer[3] !== CREW_MODE) throw new Refusal('start-mismatch', 'no seat of a crew');
    read_log(pack, crewOf(pack, sesi, []), { attempt: row.attempt, events });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    row.refused = error.code;
  }
}

/** Put opened logs beside those that are here: `{others, names, told}` with a sentence's worth for each. A shorter copy of what is here changes nothing. */
export function takeLogs(rows, own, others, names) {
  const next = { others: { ...others }, names: { ...names }, told: [] };
  for (const row of rows) {
    const here = own.get(row.attempt) ?? next.others[row.attempt] ?? [];
    const same = here.slice(0, row.lines.length).every((line, at) => line === row.lines[at]) && row.lines.slice(0, here.length).every((line, at) => line === here[at]);
    const fate = row.refused || (!same ? 'crew-fork' : row.lines.length <= here.length ? 'sudah' : 'baru');
    next.told.push({ name: row.name, fate });
    if (fate !== 'baru' || own.has(row.attempt)) continue;
    next.others[row.attempt] = row.lines;
    next.names[row.attempt] = row.name;
  }
  return next;
}
