/** A secret wrapped by a six-digit PIN: PBKDF2-SHA-256 to an AES-GCM key. A wrong PIN costs time, never data. */
import { randomBytes } from './uuid.js';

const ROUNDS = 600_000;
const utf8 = new TextEncoder();

export const isPin = (text) => /^[0-9]{6}$/.test(text);

async function keyFrom(pin, salt, rounds) {
  const raw = await crypto.subtle.importKey('raw', utf8.encode(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function close(key, salt, rounds, secret) {
  const iv = randomBytes(12);
  const box = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, utf8.encode(secret)));
  return { salt, iv, rounds, box };
}

/** Lock `secret` (text) with the PIN: `{sealed, secret, reseal}`; `sealed` is plain data for IndexedDB. */
export async function seal(pin, secret, rounds = ROUNDS) {
  const salt = randomBytes(16);
  const key = await keyFrom(pin, salt, rounds);
  const reseal = (other) => close(key, salt, rounds, other);
  return { sealed: await reseal(secret), secret, reseal };
}

/** `{secret, reseal(newSecret)}`, or null when the PIN is wrong. `reseal` locks another secret with the same PIN without asking again. */
export async function unseal(pin, { salt, iv, rounds, box }) {
  const key = await keyFrom(pin, salt, rounds);
  try {
    const secret = new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, box));
    return { secret, reseal: (other) => close(key, salt, rounds, other) };
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
