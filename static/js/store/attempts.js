/** Attempts: one play of one pack by one person. The record only says what it is; the log says what happened. */
import { parse_line } from '../engine/events.js';
import { wallMs } from '../platform/clock.js';
import { holdLock } from '../platform/locks.js';
import { uuid7 } from '../platform/uuid.js';
import { read, result, transact, write } from './db.js';
import { StoreError, advised } from './errors.js';
import { isReadable, lastSeq, lines, makeRow, writeLine } from './event_log.js';
import { dropUnusedPacks } from './packs.js';

export const lockName = (id) => `percobaan:${id}`;

export const getAttempt = (id) => read('attempts', (s) => result(s.get(id)));
export const attemptsOf = (profile) => read('attempts', (s) => result(s.index('profile').getAll(profile)));
export const allAttempts = () => read('attempts', (s) => result(s.getAll()));

/** A person's attempts: those that can be read now, and how many wait behind a forgotten PIN. */
export async function openAttemptsOf(profile) {
  const all = await attemptsOf(profile);
  const open = await Promise.all(all.map(({ id }) => isReadable(id)));
  return { mine: all.filter((_, at) => open[at]), locked: open.filter((each) => !each).length };
}

/** Change fields of an attempt's record (never its log). */
export const patchAttempt = (id, change) =>
  write('attempts', async (s) => {
    const record = await result(s.get(id));
    if (!record) throw new StoreError('tidak-ada');
    await result(s.put({ ...record, ...change }));
  });

/** Take an attempt played on another phone, whole or not at all; one that is here already stays as it is. True when it was new. */
export async function takeAttempt(record, lines) {
  const rows = await Promise.all(lines.map((line, seq) => makeRow(record.profile, record.id, seq, line)));
  return transact(['attempts', 'log'], 'readwrite', async (tx) => {
    if (await result(tx.objectStore('attempts').get(record.id))) return false;
    await result(tx.objectStore('attempts').put(record));
    for (const row of rows) await result(tx.objectStore('log').put(row));
    return true;
  });
}

/** The server erased it on purpose and had it whole before: log, record and ack go together. */
export const forgetAttempt = (id) =>
  transact(['attempts', 'log', 'acks'], 'readwrite', async (tx) => {
    await result(tx.objectStore('log').delete(IDBKeyRange.bound([id, 0], [id, Infinity])));
    await result(tx.objectStore('acks').delete(id));
    await result(tx.objectStore('attempts').delete(id));
  });

/** Hand a guest's attempts to the member who has just enrolled on this phone. The log itself names nobody. */
export async function giveAttempts(from, to) {
  const mine = await attemptsOf(from);
  for (const { id } of mine) await patchAttempt(id, { profile: to });
  return mine.length;
}

/** The right to write one attempt, or null; a browser that does not answer is an error with words (errors.js). */
const lockOf = (id) => advised(holdLock(lockName(id)));

/** The attempts of one profile, as the player uses them. */
export function attemptsFor(profile, changed = () => {}) {
  const held = new Map(); // attempt id -> {release, next}: what this tab may write
  let queue = Promise.resolve();

  async function own(id) {
    const record = await getAttempt(id);
    if (!record || record.profile !== profile) throw new StoreError('tidak-ada');
    return record;
  }

  /** Take the right to write; false when another tab has it. */
  async function hold(id) {
    if (held.has(id)) return true;
    await own(id);
    const release = await lockOf(id);
    if (!release) return false;
    held.set(id, { release, next: (await lastSeq(id)) + 1 });
    return true;
  }

  function release(id) {
    held.get(id)?.release();
    held.delete(id);
  }

  async function put(id, event, extra) {
    const cursor = held.get(id);
    try {
      const written = await writeLine(profile, id, cursor.next, event, extra);
      cursor.next += 1;
      changed();
      return written;
    } catch (e) {
      release(id); // what this tab believes about the log may be wrong now; the next try reads it again
      throw e;
    }
  }

  /** A new attempt has no record to look up yet: its lock is taken by name alone. */
  async function holdNew(id) {
    const release = await lockOf(id);
    if (release) held.set(id, { release, next: 0 });
    return Boolean(release);
  }

  async function putWithRoom(take, id, event, extra) {
    if (!(await take(id))) throw new StoreError('tab-lain');
    try {
      return await put(id, event, extra);
    } catch (e) {
      if (e.code !== 'penuh' || !(await dropUnusedPacks())) throw e;
    }
    if (!(await take(id))) throw new StoreError('tab-lain');
    return put(id, event, extra);
  }

  /** One at a time: a double tap becomes two events in order or a refusal by the engine, never a clash. */
  function inTurn(work) {
    const mine = queue.then(work);
    queue = mine.catch(() => {});
    return mine;
  }

  return {
    hold,
    release,
    get: async (id) => {
      const record = await getAttempt(id);
      return record?.profile === profile ? record : undefined;
    },
    list: async () => (await openAttemptsOf(profile)).mine.sort((a, b) => (a.id < b.id ? 1 : -1)),
    events: async (id) => {
      await own(id);
      return (await lines(id)).map(parse_line);
    },
    /** Begin: the record and line 0 in one transaction, so there is no attempt without a start. */
    create: ({ pack_hash, engine = '1', ruleset, mode = 'langsung', seats, kind = 'hari' }) =>
      inTurn(async () => {
        const id = uuid7();
        const record = { id, profile, pack_hash, engine: String(engine), ruleset, mode, seats, kind, began: wallMs(), finished: 0 };
        const start = { step: 'mulai', answer: [pack_hash, record.engine, ruleset, mode, ...seats], role: '' };
        await putWithRoom(holdNew, id, start, { names: ['attempts'], work: (tx) => result(tx.objectStore('attempts').put(record)) });
        return record;
      }),
    /** Resolves only when the event is durable (strict). */
    append: (id, { step, answer, role }) => inTurn(() => putWithRoom(hold, id, { step, answer, role })),
    finish: async (id) => {
      await own(id);
      await patchAttempt(id, { finished: wallMs() });
      release(id);
      changed();
    },
    releaseAll: () => [...held.keys()].forEach(release),
  };
}
