/** Small facts about this phone: who it is, which server it last spoke to, which profile was used last. */
import { randomHex } from '../platform/uuid.js';
import { read, result, write } from './db.js';

export const getMeta = async (key) => (await read('meta', (s) => result(s.get(key))))?.value;
export const putMeta = (key, value) => write('meta', (s) => result(s.put({ key, value })));

/** `device_id` and `db_epoch`, made with the database: a wiped or restored phone is a new origin. */
export async function identity() {
  const known = await getMeta('identity');
  if (known) return known;
  const fresh = { device_id: randomHex(16), db_epoch: randomHex(8) };
  // `add` decides when two tabs start at once; the loser reads the winner's.
  try {
    await write('meta', (s) => result(s.add({ key: 'identity', value: fresh })));
    return fresh;
  } catch {
    return getMeta('identity');
  }
}
