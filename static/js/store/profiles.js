/** People who share this phone. The record holds no secret in the clear: the device token is wrapped by the PIN (platform/pin.js). */
import { read, result, write } from './db.js';
import { StoreError } from './errors.js';

export const GUEST = 'tamu';

export const getProfile = (id) => read('profiles', (s) => result(s.get(id)));
export const listProfiles = () => read('profiles', (s) => result(s.getAll()));
export const putProfile = (profile) => write('profiles', (s) => result(s.put(profile)));

export const patchProfile = (id, change) =>
  write('profiles', async (s) => {
    const record = await result(s.get(id));
    if (!record) throw new StoreError('tidak-ada');
    const next = { ...record, ...change };
    await result(s.put(next));
    return next;
  });

/** Someone without an invitation: plays, keeps the attempts, sends nothing until enrolled. */
export async function ensureGuest() {
  const known = await getProfile(GUEST);
  if (known) return known;
  const guest = { id: GUEST, kind: 'tamu', nama: 'Tamu', peran: '' };
  await putProfile(guest);
  return guest;
}
