/** Each person's signing key on this phone: P-256, made here, its private half not extractable by anyone. */
import { makeSigningKey } from '../platform/sign.js';
import { read, result, write } from './db.js';

/** `{profile, pair, pub}`: `pub` is the compressed public point as bytes. Made at the first question. */
export async function signingKey(profile) {
  const known = await read('keys', (s) => result(s.get(profile)));
  if (known) return known;
  const fresh = { profile, ...(await makeSigningKey()) };
  // Two tabs may ask at once: the first to store it wins.
  return write('keys', async (s) => {
    const there = await result(s.get(profile));
    if (there) return there;
    await result(s.add(fresh));
    return fresh;
  });
}
