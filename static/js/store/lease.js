/** One tab at a time where the browser has no Web Locks: a row that runs out by itself when its tab dies. */
import { randomHex } from '../platform/uuid.js';
import { wallMs } from '../platform/clock.js';
import { result, write } from './db.js';

export const LEASE_MS = 60_000;
const mine = randomHex(8);

/** True when this tab may go on; asked again, it lengthens its own lease. A clock that jumped must not lock everybody out. */
export const takeLease = (name, now = wallMs(), owner = mine) =>
  write('meta', async (s) => {
    const key = `sewa:${name}`;
    const held = (await result(s.get(key)))?.value;
    if (held && held.owner !== owner && held.until > now && held.until <= now + LEASE_MS) return false;
    await result(s.put({ key, value: { owner, until: now + LEASE_MS } }));
    return true;
  });

export const giveLease = (name, owner = mine) =>
  write('meta', async (s) => {
    const key = `sewa:${name}`;
    if ((await result(s.get(key)))?.value.owner === owner) await result(s.delete(key));
  });
