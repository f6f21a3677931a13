import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BundleError, linesOf, open, seal, split } from '../../static/js/group/bundle.js';
import { reader, writer } from '../../static/js/group/bytes.js';
import { lengthen } from '../../static/js/group/shortlog.js';
import { expand, makeSigningKey, sign, verify } from '../../static/js/platform/sign.js';

const TESTS = new URL('../', import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, TESTS), 'utf8'));
const pack = (name) => json(`packs/${name}.json`);
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data) => Buffer.from(data).toString('hex');

for (const kase of json('vectors/qr/catatan.json')) {
  test(kase.nama, () => {
    assert.deepEqual(lengthen(bytes(kase.hex), pack(kase.pack), kase.hash), kase.lines);
  });
}

for (const kase of json('vectors/qr/bundel.json')) {
  test(kase.nama, async () => {
    const opened = await open(bytes(kase.hex));
    for (const [name, value] of Object.entries(kase.harap)) assert.equal(name === 'pub' ? hex(opened.pub) : opened[name], value, name);
    assert.deepEqual(await linesOf(opened, pack(kase.pack)), kase.lines);
  });
}

const CASE = json('vectors/qr/bundel.json')[0];
const [LINES, DAY] = [CASE.lines, pack(CASE.pack)];

async function sealed(change = {}) {
  const key = change.key ?? (await makeSigningKey());
  const { attempt_id, pack_hash, device_id, member_id, kab } = CASE.harap;
  return seal({ attempt_id, pack_hash, engine: '1', device_id, member_id, kab, name: 'Cempaka', lines: LINES, pack: DAY, key, ...change });
}

test('what is sealed opens, alone and beside others, and is named alike when it is sealed anew', async () => {
  const key = await makeSigningKey();
  const two = [await sealed({ key }), await sealed({ key })];
  assert.notDeepEqual(two[0], two[1]);
  const both = await Promise.all(split(Uint8Array.from([...two[0], ...two[1]])).map(open));
  assert.equal(both[0].digest, both[1].digest);
  assert.ok(both.every((b) => b.signed && b.name === 'Cempaka'));
});

test('every flipped byte is noticed', async () => {
  const whole = await sealed();
  for (let at = 0; at < whole.length; at += 1) {
    const broken = whole.slice();
    broken[at] ^= 1;
    await assert.rejects(async () => Promise.all(split(broken).map(open)), BundleError, `byte ${at}`);
  }
});

test('a log without its pack says so; another pack or another log is no proof', async () => {
  const opened = await open(await sealed());
  await assert.rejects(linesOf(opened, null), { code: 'paket-tidak-ada' });
  await assert.rejects(linesOf({ ...opened, head: '0'.repeat(64) }, DAY), { code: 'rantai' });
  await assert.rejects(linesOf({ ...opened, log: opened.log.slice(0, -3) }, DAY), BundleError);
});

test('a gigabyte in a few bytes is not unpacked', async () => {
  const many = new Uint8Array(3 * 1024 * 1024);
  const small = new Uint8Array(await new Response(new Blob([many]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
  await assert.rejects(linesOf({ ...(await open(await sealed())), how: 1, log: small }, null), { code: 'rusak' });
});

test('a browser without deflate seals all the same', async () => {
  const kept = globalThis.CompressionStream;
  try {
    globalThis.CompressionStream = undefined;
    const opened = await open(await sealed());
    assert.equal(opened.how, 4);
    assert.deepEqual(await linesOf(opened, DAY), LINES);
  } finally {
    globalThis.CompressionStream = kept;
  }
});

test('numbers up to 2^53 go in and out, and a reader never runs past the end', () => {
  for (const n of [0, 127, 128, 2 ** 31, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER]) {
    const w = writer();
    w.varint(n);
    assert.equal(reader(w.done()).varint(), n);
  }
  for (const bad of [[], [128], [255, 255, 255, 255, 255, 255, 255, 255, 255, 1]]) assert.throws(() => reader(Uint8Array.from(bad)).varint(), RangeError);
  assert.throws(() => reader(Uint8Array.from([200, 1, 65])).text(300), RangeError);
});

test('a compressed key is the same key, and what is no point is refused', async () => {
  const { pair, pub } = await makeSigningKey();
  assert.deepEqual(expand(pub), new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const signature = await sign(pair, 'isi');
  assert.equal(await verify(pub, signature, 'isi'), true);
  assert.equal(await verify(pub, signature, 'lain'), false);
  assert.equal(await verify(new Uint8Array(33), signature, 'isi'), false);
  await assert.rejects(crypto.subtle.exportKey('pkcs8', pair.privateKey));
});
