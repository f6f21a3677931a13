/** The sealed bundle: one attempt with its log, chain, pack and signature, the same bytes in a file and on a screen. docs/format-bundle.md */
import { emptyHead, nextHead, sha256Hex } from '../platform/digest.js';
import { deflate, inflate } from '../platform/deflate.js';
import { sign, verify } from '../platform/sign.js';
import { toHex } from '../platform/uuid.js';
import { reader, writer } from './bytes.js';
import { pack, unpack } from './packed.js';
import { lengthen } from './shortlog.js';
import { NOBODY, bare, statement } from './statement.js';

export const MAX_BUNDLE = 64 * 1024;
const MAX_LOG = 2 * 1024 * 1024;
const MAGIC = [0x53, 0x54, 1]; // "ST", format 1
const CHECK = 4;
const [AS_TEXT, BY_PACK, PACKED] = [0, 2, 4]; // the first two plus one when deflated; the second is only read
const utf8 = new TextEncoder();

export class BundleError extends Error {
  /** @param {'rusak'|'terlalu-baru'|'paket-tidak-ada'|'rantai'} code */
  constructor(code, cause) {
    super(code);
    this.name = 'BundleError';
    Object.assign(this, { code, cause });
  }
}

const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const dashed = (h) => `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;

/** The chain's value after all lines. */
export async function headOf(attempt_id, lines) {
  let head = await emptyHead(attempt_id);
  for (const line of lines) head = await nextHead(head, line);
  return head;
}

/** Packed, or as text, deflated or not. */
async function packLog(lines, raw, hash) {
  const packed = raw && (await pack(lines, raw, hash));
  if (packed) return [PACKED, packed];
  const plain = utf8.encode(lines.join('\n'));
  const small = await deflate(plain);
  return small && small.length < plain.length ? [AS_TEXT + 1, small] : [AS_TEXT, plain];
}

/**
 * Seal one attempt: `{attempt_id, pack_hash, engine, device_id, member_id, kab, name, lines, pack, key: {pair, pub}}`; `pack` may be null
 * when it is not on this phone any more, or when whoever reads this is known to be too old for it. Returns bytes.
 */
export async function seal(a) {
  const last_seq = a.lines.length - 1;
  const head = await headOf(a.attempt_id, a.lines);
  const signature = await sign(a.key.pair, statement({ ...a, last_seq, head }));
  const [how, log] = await packLog(a.lines, a.pack, a.pack_hash);
  const w = writer();
  for (const hex of [bare(a.attempt_id), a.pack_hash, bare(a.device_id), bare(a.member_id || NOBODY)]) w.bytes(fromHex(hex));
  w.varint(a.kab || 0);
  w.bytes(a.key.pub);
  w.text(a.engine);
  w.text(a.name.slice(0, 40));
  w.varint(last_seq);
  w.bytes(fromHex(head));
  w.bytes(signature);
  w.byte(how);
  w.bytes(log);
  const body = w.done();
  const all = writer();
  all.bytes(MAGIC);
  all.varint(body.length);
  all.bytes(body);
  const sealed = all.done();
  all.bytes(fromHex((await sha256Hex(sealed)).slice(0, 2 * CHECK)));
  return all.done();
}

/** One after the other: a file or a transfer may hold several. Throws BundleError when any of it is no bundle. */
export function split(bytes) {
  const found = [];
  try {
    for (const r = reader(bytes); r.left; ) {
      const start = bytes.length - r.left;
      if (r.byte() !== MAGIC[0] || r.byte() !== MAGIC[1]) throw new RangeError('awal');
      if (r.byte() !== MAGIC[2]) throw new BundleError('terlalu-baru');
      const length = r.varint();
      if (length > MAX_BUNDLE) throw new RangeError('terlalu besar');
      r.bytes(length + CHECK);
      found.push(bytes.slice(start, bytes.length - r.left));
    }
  } catch (e) {
    throw e instanceof BundleError ? e : new BundleError('rusak', e);
  }
  return found;
}

/**
 * What a bundle says, its checksum and signature checked: `signed` is false when the key in it did not write it. `digest` names what is sealed:
 * sealed anew, it is the same.
 */
export async function open(bundle) {
  try {
    const sum = (await sha256Hex(bundle.slice(0, -CHECK))).slice(0, 2 * CHECK);
    if (sum !== toHex(bundle.slice(-CHECK))) throw new RangeError('jumlah');
    const r = reader(bundle.slice(0, -CHECK));
    r.bytes(MAGIC.length);
    r.varint();
    const hex = (n) => toHex(r.bytes(n));
    const b = { attempt_id: dashed(hex(16)), pack_hash: hex(32), device_id: hex(16), member_id: hex(16), kab: r.varint(), pub: r.bytes(33) };
    Object.assign(b, { engine: r.text(80), name: r.text(160), last_seq: r.varint(), head: hex(32), signature: r.bytes(64), how: r.byte() });
    b.log = r.bytes(r.left);
    b.member_id = b.member_id === NOBODY ? '' : dashed(b.member_id);
    b.signed = await verify(b.pub, b.signature, statement(b));
    b.digest = await sha256Hex(Uint8Array.from([...b.pub, ...utf8.encode(statement(b)), ...(b.signed ? [] : b.signature)]));
    return b;
  } catch (e) {
    throw new BundleError('rusak', e);
  }
}

async function read(b, raw) {
  if (b.how === PACKED) return unpack(b.log, raw, b.pack_hash);
  const plain = b.how % 2 ? await inflate(b.log, MAX_LOG) : b.log;
  return b.how >= BY_PACK ? lengthen(plain, raw, b.pack_hash) : new TextDecoder().decode(plain).split('\n');
}

/** The lines of an opened bundle, proved by the chain. `raw`, the pack, is needed unless the log travels as text. */
export async function linesOf(b, raw) {
  if (b.how > PACKED) throw new BundleError('terlalu-baru');
  if (b.how >= BY_PACK && !raw) throw new BundleError('paket-tidak-ada');
  let lines;
  try {
    lines = await read(b, raw);
  } catch (e) {
    throw new BundleError('rusak', e);
  }
  if (lines.length !== b.last_seq + 1 || (await headOf(b.attempt_id, lines)) !== b.head) throw new BundleError('rantai');
  return lines;
}
