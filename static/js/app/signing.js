/** How one person's uploads are signed and sent. */
import { statement } from '../group/statement.js';
import { toBase64Url } from '../platform/base64.js';
import { sign } from '../platform/sign.js';
import { signingKey } from '../store/keys.js';
import { exchange } from '../sync/exchange.js';

/** Signs uploads of one person: `(attempt, last, head) -> text`. */
export function signer(profile, device_id) {
  return async ({ id, pack_hash, engine }, last_seq, head) => {
    const { pair } = await signingKey(profile.id);
    return toBase64Url(await sign(pair, statement({ attempt_id: id, pack_hash, engine, device_id, member_id: profile.id, last_seq, head })));
  };
}

export const publicKey = async (profile) => toBase64Url((await signingKey(profile.id)).pub);

/** `post` for one person's token. */
export const poster = (token) => (path, body, compress = false) => exchange(path, body, { token, compress });
