/** A secret wrapped by a six-digit PIN: PBKDF2-SHA-256 to an AES-GCM key. A wrong PIN costs time, never data. */
import { randomBytes } from './uuid.js';

const ROUNDS = 600_000;
const utf8 = new TextEncoder();

export const isPin = (text) => /^[0-9]{6}$/.test(text);

/** `pepper(salt)`, when there is one, makes the salt out of a secret of this phone: without the phone no PIN can even be tried. */
async function keyFrom(pin, salt, rounds, pepper) {
  const raw = await crypto.subtle.importKey('raw', utf8.encode(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: pepper ? await pepper(salt) : salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function lock(key, secret) {
  const iv = randomBytes(12);
  return { iv, box: new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, utf8.encode(secret))) };
}

const unlock = async (key, { iv, box }) => new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, box));

/** What one PIN opens: `reseal(secret)` replaces the secret, `lock(text)` and `unlock(box)` keep more under the same PIN without asking again. */
const keeper = (key, how, secret) => ({
  secret,
  reseal: async (other) => ({ ...how, ...(await lock(key, other)) }),
  lock: (text) => lock(key, text),
  unlock: (box) => unlock(key, box),
});

/** Lock `secret` (text) with the PIN: `{sealed, secret, reseal, lock, unlock}`; `sealed` is plain data for IndexedDB. */
export async function seal(pin, secret, rounds = ROUNDS, pepper = null) {
  const how = { salt: randomBytes(16), rounds, ...(pepper && { pepper: 1 }) };
  const kept = keeper(await keyFrom(pin, how.salt, rounds, pepper), how, secret);
  return { ...kept, sealed: await kept.reseal(secret) };
}

/** `{secret, reseal, lock, unlock}`, or null when the PIN is wrong. */
export async function unseal(pin, sealed, pepper = null) {
  const { salt, rounds } = sealed;
  const key = await keyFrom(pin, salt, rounds, sealed.pepper ? pepper : null);
  try {
    return keeper(key, { salt, rounds, ...(sealed.pepper && { pepper: 1 }) }, await unlock(key, sealed));
  } catch {
    return null;
  }
}

const WAITS_S = [0, 0, 0, 10, 30, 60, 300];
const LONGEST_S = 900;

/** Milliseconds to wait after this many wrong PINs in a row: three are free, then it grows to a quarter of an hour. */
export const waitAfter = (fails) => 1000 * (WAITS_S[fails] ?? LONGEST_S);

/** Milliseconds still to wait. A clock that was set back must not lock anyone out for longer than the wait itself. */
export function waitLeft({ fails = 0, last_fail = 0 }, now) {
  const wait = waitAfter(fails);
  return Math.min(wait, Math.max(0, last_fail + wait - now));
}
