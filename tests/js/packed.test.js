import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { columns, pack, unpack } from '../../static/js/group/packed.js';

const TESTS = new URL('../', import.meta.url);
const json = (path) => JSON.parse(readFileSync(new URL(path, TESTS), 'utf8'));
const raw = (name) => json(`packs/${name}.json`);
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));

for (const kase of json('vectors/qr/padat.json')) {
  test(kase.nama, async () => {
    const day = raw(kase.pack);
    if (!kase.hex) return assert.equal(await pack(kase.lines, day, kase.hash, kase.kursi), null);
    assert.equal(Buffer.from(columns(kase.lines, day, kase.hash, kase.kursi)).toString('hex'), kase.hex);
    for (const packed of [Uint8Array.from([2, ...bytes(kase.hex)]), await pack(kase.lines, day, kase.hash, kase.kursi)]) {
      assert.deepEqual(await unpack(packed, day, kase.hash), kase.lines);
    }
    return undefined;
  });
}

for (const kase of json('vectors/qr/padat-tolak.json')) {
  test(kase.nama, () => assert.rejects(unpack(bytes(kase.hex), raw(kase.pack), kase.hash)));
}

const CASE = json('vectors/qr/padat.json').find((kase) => kase.pack === 'semua-jenis');

test('a log of another pack, or one with a hole, does not come back as something else', async () => {
  const packed = await pack(CASE.lines, raw('semua-jenis'), CASE.hash);
  const elsewhere = await unpack(packed, raw('bank'), CASE.hash).catch(() => []);
  assert.notDeepEqual(elsewhere, CASE.lines);
  assert.equal(await pack([CASE.lines[0], CASE.lines[2]], raw('semua-jenis'), CASE.hash), null);
});

test('without a way to deflate it travels plain', async (t) => {
  const kept = globalThis.CompressionStream;
  t.after(() => (globalThis.CompressionStream = kept));
  globalThis.CompressionStream = undefined;
  const packed = await pack(CASE.lines, raw('semua-jenis'), CASE.hash);
  assert.equal(packed[0], 2);
  assert.deepEqual(await unpack(packed, raw('semua-jenis'), CASE.hash), CASE.lines);
});
