/** People who share this phone. The record holds no secret in the clear: token and vault keys are wrapped by the PIN (platform/pin.js). */
import { read, result, write } from './db.js';
import { StoreError } from './errors.js';

export const GUEST = 'tamu';

export const getProfile = (id) => read('profiles', (s) => result(s.get(id)));
export const listProfiles = () => read('profiles', (s) => result(s.getAll()));
export const putProfile = (profile) => write('profiles', (s) => result(s.put(profile)));

/** Replace a record by `make(what is there now)`, which may be nothing; gives what is stored then. */
export const changeProfile = (id, make) =>
  write('profiles', async (s) => {
    const next = make(await result(s.get(id)));
    await result(s.put(next));
    return next;
  });

export const patchProfile = (id, change) =>
  changeProfile(id, (record) => {
    if (!record) throw new StoreError('tidak-ada');
    return { ...record, ...change };
  });

/** Someone without an invitation: plays, keeps the attempts, sends nothing until enrolled. */
export async function ensureGuest() {
  const known = await getProfile(GUEST);
  if (known) return known;
  const guest = { id: GUEST, kind: 'tamu', nama: 'Tamu', peran: '' };
  await putProfile(guest);
  return guest;
}
