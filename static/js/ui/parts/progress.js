/** Where we are in the day, counted from pack and state. Pure. */
const asked = (pack, step) => step.kind !== 'checklist';

/** How far the day is for these seats: decisions behind, decisions in all (those that a guard may skip included). */
export function progress(pack, state) {
  const own = pack.steps.map((step, at) => [step, at]).filter(([step]) => asked(pack, step) && state.seats.includes(step.role));
  return { behind: own.filter(([, at]) => at < state.at).length, total: own.length };
}

/** Voters who stand in the queue: those whose turn comes within the next half hour of this day and has not begun. */
export function queueLength(pack, at, window = 30) {
  const now = pack.steps[at];
  if (!now || now.phase !== 'pemungutan') return null;
  const met = new Set(pack.steps.slice(0, at + 1).map((step) => step.thread));
  const waiting = new Set();
  for (const step of pack.steps.slice(at + 1)) {
    if (step.day !== now.day || step.phase !== now.phase || step.minute > now.minute + window) break;
    if (step.thread && !met.has(step.thread)) waiting.add(step.thread);
  }
  return waiting.size;
}

/** Where the person of this step stands in the TPS; before voting day there is no TPS yet. */
export const placeOf = (step) => (step.day === 'H' ? step.place : undefined);

const WALK = ['pintu', 'meja_4', 'meja_5', 'tunggu', 'meja_123', 'bilik', 'kotak', 'tinta', 'keluar'];
const EVERY = 3; // an ordinary voter comes every three minutes and needs one minute for each place

/**
 * The ordinary voters who are on their way through the TPS at this minute: [{key, place}]. They follow the clock alone, so that the same
 * minute always looks the same; the voter of this step is not among them, nor anybody at the place where that one stands.
 */
export function passers(step) {
  if (step?.phase !== 'pemungutan' || !step.place) return [];
  const newest = Math.floor(step.minute / EVERY);
  return [0, 1, 2]
    .map((back) => ({ key: newest - back, place: WALK[step.minute - EVERY * (newest - back)] }))
    .filter((who) => who.place !== step.place);
}

/** The number of this ballot among those of its election, while counting: {n, of, election} or null. */
export function ballotNumber(pack, at) {
  const election = judged(pack, pack.steps[at]);
  if (!election) return null;
  const same = pack.steps.map((step, i) => [judged(pack, step), i]).filter(([e]) => e === election);
  return { n: same.filter(([, i]) => i <= at).length, of: same.length, election };
}

/** The election of the ballot a judge step shows. */
export function judged(pack, step) {
  if (step?.kind !== 'judge') return null;
  const card = step.cards?.find((c) => c.type === 'surat_suara');
  return pack.raw.ballots[card?.ballot]?.election ?? null;
}
