/** Boxes only the server can open: ECDH over P-256 with a key used once, HKDF-SHA-256, AES-GCM. The server's half is simulasi/services/padlock.py. */
import { toBase64Url, fromBase64Url } from './base64.js';
import { randomBytes } from './uuid.js';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const utf8 = new TextEncoder();
const INFO = utf8.encode('simulasi-tps/gembok/1');

/** Close `secret` (bytes) with the server's `{k, titik}`; `whose` is closed in with it: `[k, box]`. */
export async function closeBox({ k, titik }, secret, whose) {
  const theirs = await crypto.subtle.importKey('raw', fromBase64Url(titik), CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, once.privateKey, 256);
  const wide = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: point, info: INFO };
  const key = await crypto.subtle.deriveKey(how, wide, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = randomBytes(12);
  const closed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(whose) }, key, secret));
  const box = new Uint8Array(point.length + iv.length + closed.length);
  box.set(point);
  box.set(iv, point.length);
  box.set(closed, point.length + iv.length);
  return [k, toBase64Url(box)];
}
