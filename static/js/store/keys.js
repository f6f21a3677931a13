/** Each person's signing key on this phone: P-256, made here, its private half not extractable by anyone. */
import { makeSigningKey } from '../platform/sign.js';
import { read, result, write } from './db.js';

/** `{profile, pair, pub}`: `pub` is the compressed public point as bytes. Made at the first question. */
export const signingKey = (profile) => keptOrMade(profile, makeSigningKey);

/** Makes salts of this phone's own: a key nobody can export, part of every PIN. */
export async function pepper(salt) {
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const { secret } = await keptOrMade('#ponsel', async () => ({ secret: await crypto.subtle.generateKey(how, false, ['sign']) }));
  return new Uint8Array(await crypto.subtle.sign('HMAC', secret, salt));
}

async function keptOrMade(profile, make) {
  const known = await read('keys', (s) => result(s.get(profile)));
  if (known) return known;
  const fresh = { profile, ...(await make()) };
  // Two tabs may ask at once: the first to store it wins.
  return write('keys', async (s) => {
    const there = await result(s.get(profile));
    if (there) return there;
    await result(s.add(fresh));
    return fresh;
  });
}
