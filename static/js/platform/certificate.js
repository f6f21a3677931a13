/** Is a certificate the server's? By WebCrypto, with public keys this phone was told when it fetched its packs; no network. */

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/**
 * `{state, content}`: `sah` (the bytes are signed by a known key), `palsu` (they are not, or it is no certificate), `kunci` (signed with a key this phone
 * does not know). `keys` is `{k1: base64url point}`.
 */
export async function checkCertificate(text, keys) {
  const [prefix, payload, signature, more] = String(text).trim().split('.');
  if (prefix !== 'STPS1' || !payload || !signature || more !== undefined) return { state: 'palsu', content: null };
  let bytes, content, sealed;
  try {
    bytes = bytesOf(payload);
    sealed = bytesOf(signature);
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { state: 'palsu', content: null };
  }
  const point = keys?.[`k${content?.k}`];
  if (!point) return { state: 'kunci', content: null };
  try {
    const key = await crypto.subtle.importKey('raw', bytesOf(point), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const good = sealed.length === 64 && (await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, sealed, bytes));
    return good ? { state: 'sah', content } : { state: 'palsu', content: null };
  } catch {
    return { state: 'palsu', content: null };
  }
}
