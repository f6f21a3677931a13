/** The log: lines are written once and never changed, edited or removed. Key [attempt, seq], written with `add`. */
import { format_line, parse_line } from '../engine/events.js';
import { monoMs, tenths, wallMs } from '../platform/clock.js';
import { read, result, transact } from './db.js';
import { StoreError } from './errors.js';

const range = (id, from = 0, to = Infinity) => IDBKeyRange.bound([id, from], [id, to]);

/** The lines of one attempt from `from` on, in order. */
export const lines = async (id, from = 0) => (await read('log', (s) => result(s.getAll(range(id, from))))).map((r) => r.line);

/** The last seq on this phone, or -1. */
export async function lastSeq(id) {
  const cursor = await read('log', (s) => result(s.openKeyCursor(range(id), 'prev')));
  return cursor ? cursor.key[1] : -1;
}

/** The last line on this phone, or undefined. */
export async function lastLine(id) {
  const cursor = await read('log', (s) => result(s.openCursor(range(id), 'prev')));
  return cursor?.value.line;
}

async function addRow(store, row, again) {
  if (again) {
    // The first try may have reached the disk before the connection broke: the same bytes are then success, not a clash.
    const there = await result(store.get([row.attempt, row.seq]));
    if (there?.line === row.line) return;
    if (there) throw new StoreError('bentrok');
  }
  await result(store.add(row));
}

/** Write line `seq`; resolves when it is durable. `extra` may put more rows into the same transaction. */
export async function writeLine(id, seq, { step, answer, role }, extra = null) {
  const line = format_line({ seq, step, answer, role, wall: tenths(wallMs()), mono: tenths(monoMs()) });
  const names = extra ? ['log', ...extra.names] : ['log'];
  await transact(names, 'readwrite', async (tx, again) => {
    if (extra) await extra.work(tx);
    await addRow(tx.objectStore('log'), { attempt: id, seq, line }, again);
  });
  return parse_line(line);
}
