/** The log: lines are written once and never changed, edited or removed. Key [attempt, seq], written with `add`; at rest in their owner's vault. */
import { format_line, parse_line } from '../engine/events.js';
import { monoMs, tenths, wallMs } from '../platform/clock.js';
import { read, result, transact } from './db.js';
import { StoreError } from './errors.js';
import { isOpen, openLine, same, sealText } from './vault.js';

const range = (id, from = 0, to = Infinity) => IDBKeyRange.bound([id, from], [id, to]);
const place = (id, seq) => `${id}/${seq}`;

/** The rows of one attempt as they are stored. */
export const rowsOf = (id, from = 0) => read('log', (s) => result(s.getAll(range(id, from))));

/** The lines of one attempt from `from` on, in order. */
export const lines = async (id, from = 0) => Promise.all((await rowsOf(id, from)).map((row) => openLine(row.line, place(id, row.seq))));

/** The last seq on this phone, or -1. */
export async function lastSeq(id) {
  const cursor = await read('log', (s) => result(s.openKeyCursor(range(id), 'prev')));
  return cursor ? cursor.key[1] : -1;
}

/** Can this attempt be read now, from its first line on? A forgotten PIN closes what was written under it. */
export async function isReadable(id) {
  const first = await read('log', (s) => result(s.get([id, 0])));
  return !first || isOpen(first.line);
}

async function addRow(store, row, again) {
  if (again) {
    // The first try may have reached the disk before the connection broke: the same bytes are then success, not a clash.
    const there = await result(store.get([row.attempt, row.seq]));
    if (there && same(there.line, row.line)) return;
    if (there) throw new StoreError('bentrok');
  }
  await result(store.add(row));
}

/** A row for `line` of this person's attempt. */
export const makeRow = async (profile, attempt, seq, line) => ({ attempt, seq, line: await sealText(profile, place(attempt, seq), line) });

/** Write line `seq` for `profile`; resolves when it is durable. `extra` may put more rows into the same transaction. */
export async function writeLine(profile, id, seq, { step, answer, role }, extra = null) {
  const line = format_line({ seq, step, answer, role, wall: tenths(wallMs()), mono: tenths(monoMs()) });
  const row = await makeRow(profile, id, seq, line);
  const names = extra ? ['log', ...extra.names] : ['log'];
  await transact(names, 'readwrite', async (tx, again) => {
    if (extra) await extra.work(tx);
    await addRow(tx.objectStore('log'), row, again);
  });
  return parse_line(line);
}
