/** Group sessions of one person, by session id, in their vault; whoever writes a record decides what else is in it. Two people of one phone may sit in the same session. */
import { read, result, transact } from './db.js';
import { isOpen, openText, sealText } from './vault.js';

const place = (profile, id) => `regu/${profile}/${id}`;
// Records from before there were vaults lie under the session's bare id, as they are.
const opened = async (row) => (row.text === undefined ? row : JSON.parse(await openText(row.text, row.id)));

const rowsOf = async (profile) => (await read('crew', (s) => result(s.getAll()))).filter((row) => row.profile === profile && isOpen(row.text));

/** What stores a record, so that it can go into a transaction with something else. */
export async function crewWork(record) {
  const id = place(record.profile, record.id);
  const row = { id, profile: record.profile, text: await sealText(record.profile, id, JSON.stringify(record)) };
  return async (tx) => {
    const store = tx.objectStore('crew');
    await result(store.put(row));
    const old = await result(store.get(record.id));
    if (old?.profile === record.profile) await result(store.delete(record.id));
  };
}

export const listCrew = async (profile) => Promise.all((await rowsOf(profile)).map(opened));
export const getCrew = async (profile, id) => (await listCrew(profile)).find((record) => record.id === id);

export const putCrew = async (record) => transact(['crew'], 'readwrite', await crewWork(record));

/** Records from before this person had a vault go into it, unless one was changed meanwhile. */
export async function sealCrew(profile) {
  for (const old of (await rowsOf(profile)).filter((row) => row.text === undefined)) {
    const work = await crewWork(old);
    await transact(['crew'], 'readwrite', async (tx) => {
      const there = await result(tx.objectStore('crew').get(old.id));
      if (JSON.stringify(there) === JSON.stringify(old)) await work(tx);
    });
  }
}
