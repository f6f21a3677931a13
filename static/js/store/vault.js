/**
 * What a person wrote lies encrypted on a phone that several people use (docs/adr/0013). A vault is a key with a name; the keys are here only
 * while their owner is in. A value at rest is either plain text (a guest's, or from before) or `{v: vault, b: iv and AES-GCM}`.
 */
import { fromBase64Url } from '../platform/base64.js';
import { randomBytes } from '../platform/uuid.js';
import { StoreError } from './errors.js';

const IV = 12;
const LOCKED = '';
const utf8 = new TextEncoder();
const keys = new Map(); // vault -> key
const pens = new Map(); // profile -> the vault it writes with, LOCKED once it was closed
const seen = new Map(); // about -> text of lines, which never change

/** The person is in: `ring` is `[[vault, key as base64url]]`; the last is written with. Without any, they write plainly. */
export async function openVaults(profile, ring) {
  for (const [vault, raw] of ring) keys.set(vault, await crypto.subtle.importKey('raw', fromBase64Url(raw), 'AES-GCM', false, ['encrypt', 'decrypt']));
  if (ring.length) pens.set(profile, ring[ring.length - 1][0]);
  else pens.delete(profile);
}

/** The person is out: nothing can be read or written in their name any more. */
export function closeVaults() {
  keys.clear();
  seen.clear();
  for (const profile of pens.keys()) pens.set(profile, LOCKED);
}

export const hasVault = (profile) => Boolean(pens.get(profile));
export const isSealed = (stored) => typeof stored === 'object' && stored !== null;
/** Can this be read now? */
export const isOpen = (stored) => !isSealed(stored) || keys.has(stored.v);

/** Text as it is stored for this person. `about` names its place: moved elsewhere, it does not open. */
export async function sealText(profile, about, text) {
  const vault = pens.get(profile);
  if (vault === undefined) return text;
  if (vault === LOCKED) throw new StoreError('terkunci');
  const iv = randomBytes(IV);
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8.encode(about) }, keys.get(vault), utf8.encode(text));
  const b = new Uint8Array(IV + box.byteLength);
  b.set(iv);
  b.set(new Uint8Array(box), IV);
  return { v: vault, b };
}

export async function openText(stored, about) {
  if (!isSealed(stored)) return stored;
  const key = keys.get(stored.v);
  if (!key) throw new StoreError('terkunci');
  try {
    const how = { name: 'AES-GCM', iv: stored.b.subarray(0, IV), additionalData: utf8.encode(about) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, stored.b.subarray(IV)));
  } catch (e) {
    throw new StoreError('terkunci', e);
  }
}

/** As `openText`, for what never changes: opened once while its owner is in. */
export async function openLine(stored, about) {
  if (!isSealed(stored)) return stored;
  if (!isOpen(stored)) throw new StoreError('terkunci');
  const text = seen.get(about) ?? (await openText(stored, about));
  if (keys.has(stored.v)) seen.set(about, text);
  return text;
}

/** Are these the same stored bytes? */
export const same = (a, b) => (isSealed(a) && isSealed(b) ? a.v === b.v && a.b.join() === b.b.join() : a === b);
