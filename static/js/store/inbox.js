/** What the server has for a person (feedback, schedule, ...): kept on the phone, read without a network, read marks told later. */
import { read, result, transact, write } from './db.js';

const all = (profile) => IDBKeyRange.bound([profile], [profile, []]);

const rowsOf = (profile) => read('inbox', (s) => result(s.getAll(all(profile))));

/** A person's items, of one kind if it is named: `{kind, id, rev, body, read}`; `read` is the revision that was read, or 0. */
export const inboxOf = async (profile, kind = '') => (await rowsOf(profile)).filter((row) => !kind || row.kind === kind);

export const unreadOf = async (profile) => (await rowsOf(profile)).filter((row) => row.read < row.rev).length;

/** The person has seen this item. Told to the server at the next hello. */
export const markRead = (profile, kind, id) =>
  write('inbox', async (s) => {
    const row = await result(s.get([profile, kind, id]));
    if (row && row.read < row.rev) await result(s.put({ ...row, read: row.rev }));
  });

/** The person says they were there: a row of the phone's own, told like a read mark, once and for all. */
export const sayPresent = (profile, id) =>
  write('inbox', async (s) => {
    const key = { profile, kind: 'hadir', id };
    if (!(await result(s.get([profile, 'hadir', id])))) await result(s.put({ ...key, rev: 1, body: {}, read: 1, told: 0 }));
  });

/** What a hello says: what is here, and what was read since the server was last told. */
export async function inboxReport(profile) {
  const rows = await rowsOf(profile);
  return {
    kotak: rows.filter((r) => r.kind !== 'hadir').map((r) => [r.kind, r.id, r.rev]),
    dibaca: rows.filter((r) => r.read > r.told).map((r) => [r.kind, r.id, r.read]),
  };
}

/** Take a hello's answer: new or changed items, items that are gone, and the read marks the server has now been told. */
export const takeInbox = (profile, { kiriman = [], dicabut = [] }, told = []) =>
  transact(['inbox'], 'readwrite', async (tx) => {
    const store = tx.objectStore('inbox');
    for (const [kind, id, rev] of told) {
      const row = await result(store.get([profile, kind, id]));
      if (row) await result(store.put({ ...row, told: rev }));
    }
    for (const { kind, id, rev, body } of kiriman) {
      const before = await result(store.get([profile, kind, id]));
      await result(store.put({ profile, kind, id, rev, body, read: before?.read ?? 0, told: before?.told ?? 0 }));
    }
    for (const [kind, id] of dicabut) await result(store.delete([profile, kind, id]));
  });
