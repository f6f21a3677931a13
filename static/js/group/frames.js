/**
 * Bytes through a screen and a camera that lose frames: first the blocks as they are, then random sums of blocks over GF(2); any set of frames
 * with as many independent ones as there are blocks gives the bytes back. What a frame says is a stranger's word: bounded before memory is taken.
 */
import { fromBase45, toBase45 } from './base45.js';

export const BLOCK = 236; // with its header 248 bytes = 372 signs: a QR code of version 10-L, which worn screens and cheap cameras still manage
export const MAX_DATA = 64 * 1024;
const SIGN = 0x51; // the first byte of every frame: format 1
const HEADER = 12; // sign 1, crc of all data 4, length 3, block 2, number 2 (big endian)
const LAST_NUMBER = 0xffff;
const PATIENCE = 12; // frames of another transfer in a row before we believe that ours is gone
const MAX_BLOCKS = 1024;
const MIN_BLOCK = 16;
const MAX_BLOCK = 1024;

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** CRC-32 (IEEE): names a transfer and notices a forged or misread frame. */
export function crc32(bytes) {
  let c = 0xffffffff;
  for (const b of bytes) c = CRC[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function mix(x) {
  let y = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  y = Math.imul(y ^ (y >>> 16), 0x45d9f3b);
  return (y ^ (y >>> 16)) >>> 0;
}

/** Which of `count` blocks are summed in frame `number`: the first `count` frames are the blocks themselves. */
export function blocksOf(number, count) {
  const chosen = new Uint8Array(count);
  if (number < count) {
    chosen[number] = 1;
    return chosen;
  }
  let any = 0;
  for (let i = 0; i < count; i += 1) {
    chosen[i] = mix(Math.imul(number, 0x9e3779b1) ^ Math.imul(i + 1, 0x85ebca6b)) & 1;
    any |= chosen[i];
  }
  if (!any) chosen[number % count] = 1;
  return chosen;
}

function addTo(target, source) {
  for (let i = 0; i < source.length; i += 1) target[i] ^= source[i];
}

/** `{count, frame(number) -> text}`; numbers go round after 65,536. */
export function encoder(data, block = BLOCK) {
  if (data.length < 1 || data.length > MAX_DATA) throw new RangeError('panjang data di luar batas');
  const count = Math.ceil(data.length / block);
  const crc = crc32(data);
  function frame(n) {
    const number = n & LAST_NUMBER;
    const out = new Uint8Array(HEADER + block);
    const view = new DataView(out.buffer);
    view.setUint8(0, SIGN);
    view.setUint32(1, crc);
    view.setUint8(5, data.length >> 16);
    view.setUint16(6, data.length & 0xffff);
    view.setUint16(8, block);
    view.setUint16(10, number);
    const body = out.subarray(HEADER);
    blocksOf(number, count).forEach((yes, i) => yes && addTo(body, data.subarray(i * block, (i + 1) * block)));
    return toBase45(out);
  }
  return { count, frame };
}

/** A frame's own words, or null when it is none of ours or asks for more than we allow. */
function readFrame(text) {
  const bytes = typeof text === 'string' && text.length <= 2 * (MAX_BLOCK + HEADER) ? fromBase45(text) : null;
  if (!bytes || bytes.length <= HEADER || bytes[0] !== SIGN) return null;
  const view = new DataView(bytes.buffer);
  const length = (view.getUint8(5) << 16) | view.getUint16(6);
  const block = view.getUint16(8);
  const count = Math.ceil(length / block);
  const sane = block >= MIN_BLOCK && block <= MAX_BLOCK && bytes.length === HEADER + block && length > 0 && length <= MAX_DATA && count <= MAX_BLOCKS;
  return sane ? { name: `${view.getUint32(1)}/${length}/${block}`, crc: view.getUint32(1), length, block, count, number: view.getUint16(10), body: bytes.slice(HEADER) } : null;
}

/** The rows of one transfer, kept so that each has a pivot of its own. */
function collector({ crc, length, block, count }) {
  const rows = new Array(count).fill(null);
  const seen = new Set();
  let rank = 0;
  function add({ number, body }) {
    if (seen.has(number)) return false;
    seen.add(number);
    const chosen = blocksOf(number, count);
    for (let k = 0; k < count; k += 1) {
      if (!chosen[k]) continue;
      if (!rows[k]) {
        rows[k] = { chosen, body };
        rank += 1;
        return true;
      }
      addTo(chosen, rows[k].chosen);
      addTo(body, rows[k].body);
    }
    return false;
  }
  /** All bytes, or null when they are not what their sender hashed. */
  function solve() {
    const out = new Uint8Array(count * block);
    for (let k = count - 1; k >= 0; k -= 1) {
      const { chosen, body } = rows[k];
      for (let j = k + 1; j < count; j += 1) if (chosen[j]) addTo(body, rows[j].body);
      out.set(body, k * block);
    }
    const data = out.subarray(0, length);
    return crc32(data) === crc ? data : null;
  }
  return { add, solve, get rank() { return rank; } }; // prettier-ignore
}

/**
 * `add(text)` -> `asing` (no frame of ours), `lain` (of another transfer, ignored), `ulang`, `baru`, or `utuh` when `data` is there.
 * A transfer that does not add up in the end is begun anew.
 */
export function decoder() {
  let name = '';
  let parts = null;
  let strangers = 0;
  const state = { data: null, got: 0, count: 0, name: '' };

  function begin(frame) {
    name = frame.name;
    parts = collector(frame);
    Object.assign(state, { data: null, got: 0, count: frame.count, name });
  }

  function add(text) {
    const frame = readFrame(text);
    if (!frame) return 'asing';
    if (frame.name !== name) {
      strangers += 1;
      if (parts && strangers < PATIENCE && !state.data) return 'lain';
      begin(frame);
    }
    strangers = 0;
    if (state.data) return 'utuh';
    if (!parts.add(frame)) return 'ulang';
    state.got = parts.rank;
    if (state.got < state.count) return 'baru';
    state.data = parts.solve();
    if (state.data) return 'utuh';
    begin(frame);
    return 'ulang';
  }
  return { state, add };
}
