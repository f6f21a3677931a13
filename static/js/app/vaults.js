/** The keys of a person's vaults: made here, kept under their PIN and, for the day it is forgotten, under the server's padlock (docs/adr/0013). */
import { toBase64Url } from '../platform/base64.js';
import { closeBox } from '../platform/padlock.js';
import { randomBytes, randomHex } from '../platform/uuid.js';
import { getMeta, identity } from '../store/meta.js';

const bare = (id) => id.replace(/-/g, '');

/** A new key and its box: `{entry: [vault, key], box: [vault, k, box]}`. Null without the padlock: what only a PIN opens could be lost with it. */
async function makeVault(member) {
  const padlock = await getMeta('gembok');
  if (!padlock) return null;
  const vault = randomHex(8);
  const raw = randomBytes(32);
  const { device_id } = await identity();
  const closed = await closeBox(padlock, raw, `${bare(device_id)}|${bare(member)}|${vault}`);
  return { entry: [vault, toBase64Url(raw)], box: [vault, ...closed] };
}

/**
 * What a profile keeps of its vaults: `{ring, boxes}`, made new when there is none yet. `known` are entries whose keys are in hand, `boxes` all there
 * are. Without a padlock `{ring: [], boxes}`.
 */
export async function completeRing(member, known, boxes) {
  if (known.length) return { ring: known, boxes };
  const made = await makeVault(member);
  return made ? { ring: [made.entry], boxes: [...boxes, made.box] } : { ring: [], boxes };
}

/** `{pin, boxes}` for the profile's record; `opened` is what platform/pin.js made of the PIN. */
export const keepRing = async (opened, { ring, boxes }) => ({ pin: ring.length ? await opened.lock(JSON.stringify(ring)) : null, boxes });

/** The ring of a record, opened by its PIN. */
export const readRing = async (opened, vault) => (vault?.pin ? JSON.parse(await opened.unlock(vault.pin)) : []);
