/** What the server has for a person (feedback, schedule, ...): kept on the phone, read without a network, read marks told later. */
import { read, result, transact, write } from './db.js';
import { isOpen, openText, sealText } from './vault.js';

const all = (profile) => IDBKeyRange.bound([profile], [profile, []]);

const rowsOf = (profile) => read('inbox', (s) => result(s.getAll(all(profile))));

/** Where an item lies: its text opens nowhere else. */
const placeOf = ({ profile, kind, id, rev }) => `kotak/${profile}/${kind}/${id}/${rev}`;

// Items from before there were vaults hold their body as it is.
const opened = async ({ text, ...row }) => (text === undefined ? row : { ...row, body: JSON.parse(await openText(text, placeOf(row))) });

/** A person's items, of one kind if it is named: `{kind, id, rev, body, read}`; `read` is the revision that was read, or 0. */
export const inboxOf = async (profile, kind = '') =>
  Promise.all((await rowsOf(profile)).filter((row) => (!kind || row.kind === kind) && isOpen(row.text)).map(opened));

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
  const rows = (await rowsOf(profile)).filter((row) => isOpen(row.text)); // what a forgotten PIN closed is asked for again
  return {
    kotak: rows.filter((r) => r.kind !== 'hadir').map((r) => [r.kind, r.id, r.rev]),
    dibaca: rows.filter((r) => r.read > r.told).map((r) => [r.kind, r.id, r.read]),
  };
}

/** Take a hello's answer: new or changed items, items that are gone, and the read marks the server has now been told. `since`: now, by this phone. */
export async function takeInbox(profile, { kiriman = [], dicabut = [] }, told = [], since = 0) {
  const fresh = await Promise.all(
    kiriman.map(async ({ kind, id, rev, body }) => ({ profile, kind, id, rev, text: await sealText(profile, placeOf({ profile, kind, id, rev }), JSON.stringify(body)) }))
  );
  return transact(['inbox'], 'readwrite', async (tx) => {
    const store = tx.objectStore('inbox');
    for (const [kind, id, rev] of told) {
      const row = await result(store.get([profile, kind, id]));
      if (row) await result(store.put({ ...row, told: rev }));
    }
    for (const row of fresh) {
      const before = await result(store.get([profile, row.kind, row.id]));
      await result(store.put({ ...row, read: before?.read ?? 0, told: before?.told ?? 0, since: before?.since ?? since }));
    }
    for (const [kind, id] of dicabut) await result(store.delete([profile, kind, id]));
  });
}

/** Items from before this person had a vault go into it; read marks given meanwhile stay. */
export async function sealInbox(profile) {
  const plain = (await rowsOf(profile)).filter((row) => row.text === undefined);
  const texts = await Promise.all(plain.map((row) => sealText(profile, placeOf(row), JSON.stringify(row.body))));
  if (!plain.length) return;
  await write('inbox', async (s) => {
    for (const [at, { kind, id, rev }] of plain.entries()) {
      const there = await result(s.get([profile, kind, id]));
      if (there?.text !== undefined || there?.rev !== rev) continue;
      const { body, ...rest } = there;
      await result(s.put({ ...rest, text: texts[at] }));
    }
  });
}
