/** A session after a restore of the server: its numbers are others now, and what this phone knows and the server lacks goes home once more. Pure. */
import { readEvents } from './session.js';

const same = (a, b) => a.length === b?.length && a.every((part, at) => part === b[at]);

/**
 * `events` are all the server has under `zaman`. Returns what the record says from now on, and how many lines of each log are proved to be there.
 * Logs of others that only this phone still has are carried home like collected ones (`others`). A trainer's acts cannot come back this way:
 * `pulih` says that something is gone from the server, until its person has read it.
 */
export function afterRestore(record, own, zaman, events) {
  let common = 0;
  while (common < record.events.length && same(record.events[common], events[common])) common += 1;
  const { logs: there } = readEvents(record.id, events);
  const had = readEvents(record.id, record.events);
  const others = { ...record.others };
  for (const [attempt, lines] of had.logs) {
    const most = Math.max(there.get(attempt)?.length ?? 0, others[attempt]?.length ?? 0);
    if (!own.has(attempt) && lines.length > most) others[attempt] = lines;
  }
  const names = { ...record.names };
  for (const act of had.acts) if (act.act === 'duduk') names[act.log] ??= act.nama;
  const proved = new Map();
  for (const [attempt, lines] of [...own, ...Object.entries(others)]) {
    const held = there.get(attempt) ?? [];
    if (held.every((line, at) => line === lines[at])) proved.set(attempt, held.length);
  }
  // The number of an incident that is gone may be another's tomorrow.
  const handled = (record.handled ?? []).filter((n) => n <= common);
  const pulih = common < record.events.length ? 1 : (record.pulih ?? 0);
  return { change: { zaman, events, others, names, handled, pulih }, proved };
}
