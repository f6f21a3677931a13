/** Logs as the sender sees them: lines with their chain. A log that was proved whole is not read again until somebody doubts it. */
import { chain } from '../platform/digest.js';

/** All logs of `attempts`, oldest first. `source`: `{lastSeq(id), lines(id)}`; `acks`: Map of attempt id -> ack. */
export async function openLogs(attempts, source, acks) {
  const logs = [];
  for (const attempt of attempts) {
    const ack = acks.get(attempt.id);
    const last = await source.lastSeq(attempt.id);
    if (last < 0) continue;
    const log = { attempt, last, head: '', lines: null, heads: null };
    if (ack?.proved === last && ack.head) log.head = ack.head;
    else await load(log, source);
    logs.push(log);
  }
  return logs.sort((a, b) => (a.attempt.id < b.attempt.id ? -1 : 1));
}

/** Read and hash the lines of one log, once a round. */
export async function load(log, source) {
  if (log.lines) return;
  log.lines = await source.lines(log.attempt.id);
  log.heads = await chain(log.attempt.id, log.lines);
  log.last = log.lines.length - 1;
  log.head = log.heads[log.last];
}

/** How much of our log the server's `[last_seq, head]` proves; -1 when nothing, or when it holds other lines than ours. */
export function provedBy(log, have) {
  if (!Array.isArray(have) || have[0] < 0) return -1;
  const ours = have[0] === log.last ? log.head : log.heads?.[have[0]];
  return ours !== undefined && ours === have[1] ? have[0] : -1;
}
