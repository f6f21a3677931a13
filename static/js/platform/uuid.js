/** Random ids. UUIDv7 so that attempts sort by the time they were begun; hex for nonces and device ids. */
import { wallMs } from './clock.js';

export const randomBytes = (n) => crypto.getRandomValues(new Uint8Array(n));

export const toHex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/** `n` random bytes as lower-case hex. */
export const randomHex = (n) => toHex(randomBytes(n));

/** A number in [0, 1) from the system's generator. */
export const randomUnit = () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;

/** UUIDv7 (RFC 9562): 48 bits of wall time, then 74 random bits. Not crypto.randomUUID: Chrome 90 lacks it. */
export function uuid7(ms = wallMs(), random = randomBytes(10)) {
  const b = new Uint8Array(16);
  for (let i = 5, t = ms; i >= 0; i--, t = Math.floor(t / 256)) b[i] = t % 256;
  b.set(random, 6);
  b[6] = (b[6] & 0x0f) | 0x70;
  b[8] = (b[8] & 0x3f) | 0x80;
  const h = toHex(b);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}
