/** What happened in a group session, as engine and screens want it: logs, the trainer's acts, who sits where. Pure. */
import { CLAIM, Refusal, find_lapses, merge, parse_line } from '../engine/index.js';

/** The card of a session (docs/regu.md): the path after `#/gabung/`, or null when it is only a code or nothing of ours. */
export function readCard([code, id, pack, engine, start, seats, pace]) {
  const whole = /^[0-9a-f]{32}$/.test(id ?? '') && /^[0-9a-f]{64}$/.test(pack ?? '') && /^\d+$/.test(start ?? '') && /^[1-7]+$/.test(seats ?? '');
  if (!whole) return null;
  const dashed = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
  return { id: dashed, kode: code, paket: pack, mesin: engine, mulai: Number(start), kursi: [...seats].map((n) => `kpps_${n}`), laju: Number(pace) || 0 };
}

/** Seats a log claims, with their turns. */
function claimsOf(lines) {
  return lines.flatMap((line, at) => {
    if (at && !line.includes(`"${CLAIM}"`)) return [];
    const { answer, step } = parse_line(line);
    if (!at) return answer.slice(5);
    return step === CLAIM ? [answer] : [];
  });
}

/** `{logs: Map(attempt -> lines), acts: [{act, ...}], holders: {role: {attempt, turn, nama}}, status}` of events in order and logs from elsewhere. */
export function readEvents(id, events, more = new Map()) {
  const logs = new Map();
  const acts = [];
  for (const [n, attempt, , body] of events) {
    if (attempt === id) acts.push({ ...JSON.parse(body), n });
    else logs.set(attempt, [...(logs.get(attempt) ?? []), body]);
  }
  for (const [attempt, lines] of more) if (lines.length > (logs.get(attempt)?.length ?? 0)) logs.set(attempt, lines);
  const names = new Map(acts.filter((a) => a.act === 'duduk').map((a) => [a.log, a.nama]));
  const holders = {};
  for (const [attempt, lines] of logs) {
    for (const claim of claimsOf(lines)) {
      const [role, turn] = [claim.split(':')[0], Number(claim.split(':')[1])];
      if (!holders[role] || holders[role].turn < turn) holders[role] = { attempt, turn, nama: names.get(attempt) ?? '' };
    }
  }
  const handled = new Set(acts.map((a) => a.n_kejadian));
  for (const a of acts) if (a.act === 'kejadian') a.handled = handled.has(a.n);
  const moves = { mulai: 'berjalan', lanjut: 'berjalan', jeda: 'jeda', selesai: 'selesai' };
  const last = acts.filter((a) => moves[a.act]);
  return { logs, acts, holders, status: last.length ? moves[last[last.length - 1].act] : 'rencana' };
}

/** Seconds between voters: as planned, until the trainer changes it. */
export const paceOf = (sesi, acts) => [...acts].reverse().find((a) => a.act === 'laju')?.laju ?? sesi.laju ?? 0;

/** The crew as the engine wants it. `alone`: the seats of a phone that plays against the pack. */
export function crewOf(pack, sesi, acts, { final = 0, alone = null } = {}) {
  const covers = {};
  for (const a of acts) {
    if (a.act === 'paket') covers[a.kursi] = pack.steps.length;
    if (a.act === 'kembali') covers[a.kursi] = a.sampai;
  }
  return { session: sesi.id, pack: sesi.paket, final, covers, lapses: alone ? find_lapses(pack, alone) : {} };
}

/** The day of these logs, or `{refused}`. */
export function dayOf(pack, crew, logs) {
  try {
    return merge(pack, crew, [...logs].map(([attempt, lines]) => ({ attempt, events: lines.map(parse_line) })));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refused: error.code };
  }
}

/** The crew's day as this phone knows it, and when each of its own decisions was written: `{state, wrote: Map(step -> {wall, seq})}`. */
export function standingOf(pack, record, own) {
  const alone = record.mode === 'tanpa';
  const seen = readEvents(record.id, record.events, new Map([...own, ...(alone ? [] : Object.entries(record.others ?? {}))]));
  const seats = alone ? record.mine.flatMap((each) => each.claims).map((claim) => claim.split(':')[0]) : null;
  const crew = crewOf(pack, record.sesi, alone ? [] : seen.acts, { final: seen.status === 'selesai' ? 1 : 0, alone: seats });
  const wrote = new Map([...own.values()].flat().map(parse_line).map((event) => [event.step, { wall: event.wall, seq: event.seq }]));
  return { state: dayOf(pack, crew, alone ? own : seen.logs).ahead ?? null, wrote };
}

const WHY = {
  'crew-session': 'catatan dari sesi lain',
  'crew-pack': 'catatan dari hari lain (paketnya berbeda)',
  'engine-version': 'catatan dari aplikasi versi lain',
  'crew-fork': 'ada dua catatan berbeda dari ponsel yang sama',
  'seat-held-twice': 'dua ponsel memegang kursi yang sama',
  'start-mismatch': 'bukan catatan kursi regu',
};

/** A refusal in words. */
export const refusalWords = (code) => WHY[code] ?? `catatan tidak bisa dibaca (${code})`;
