import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromBase45, toBase45 } from '../../static/js/group/base45.js';
import { BLOCK, MAX_DATA, blocksOf, crc32, decoder, encoder } from '../../static/js/group/frames.js';

const CASES = JSON.parse(readFileSync(new URL('../vectors/qr/bingkai.json', import.meta.url), 'utf8'));
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data) => Buffer.from(data).toString('hex');

/** A generator of our own, so that a failing seed can be played again. */
function chance(seed) {
  let x = seed >>> 0 || 1;
  return () => ((x = (Math.imul(x, 48271) >>> 0) % 0x7fffffff) / 0x7fffffff);
}
const blob = (n, seed) => Uint8Array.from({ length: n }, chance(seed)).map((_, i) => (i * 31 + seed * 7 + (i >> 3)) & 255);

for (const kase of CASES) {
  test(`${kase.nama}`, () => {
    if (kase.base45 !== undefined) {
      assert.equal(toBase45(bytes(kase.hex)), kase.base45);
      assert.equal(hex(fromBase45(kase.base45)), kase.hex);
    } else if (kase.bukan !== undefined) assert.equal(fromBase45(kase.bukan), null);
    else if (kase.crc !== undefined) assert.equal(crc32(bytes(kase.hex)), kase.crc);
    else if (kase.blok) assert.equal(Array.from(blocksOf(kase.nomor, kase.jumlah)).join(''), kase.blok);
    else assert.equal(encoder(bytes(kase.hex), kase.ukuran).frame(kase.nomor), kase.teks);
  });
}

function receive(data, loss, seed, block = BLOCK) {
  const roll = chance(seed);
  const { count, frame } = encoder(data, block);
  const into = decoder();
  for (let n = 0, got = 0; n < 20 * count + 200; n += 1) {
    if (roll() < loss) continue;
    got += 1;
    if (into.add(frame(n)) === 'utuh') return { got, count, data: into.state.data };
  }
  return { got: Infinity, count, data: null };
}

test('[fault 43] with any loss from 0 to 60 % the bytes come through, at little more than as many frames as there are blocks (1,000 runs)', () => {
  let spare = 0;
  let blocks = 0;
  for (let run = 1; run <= 1000; run += 1) {
    const data = blob(1 + ((run * 97) % 5000), run);
    const { got, count, data: out } = receive(data, (run % 61) / 100, run);
    assert.deepEqual(out, data, `seed ${run}`);
    assert.ok(got - count <= 16, `seed ${run}: ${got} frames for ${count} blocks`);
    spare += got - count;
    blocks += count;
  }
  assert.ok(spare / blocks < 0.2, `${spare} spare frames for ${blocks} blocks`);
});

test('[fault 43] frames twice, backwards and mixed with another phone are no harm', () => {
  const [mine, other] = [blob(2000, 1), blob(2000, 2)].map((d) => ({ d, e: encoder(d) }));
  const into = decoder();
  assert.equal(into.add(mine.e.frame(0)), 'baru');
  const said = [];
  for (let n = mine.e.count * 2; n >= 0 && !into.state.data; n -= 1) {
    said.push(into.add(other.e.frame(n)));
    into.add(mine.e.frame(n));
    into.add(mine.e.frame(n));
  }
  assert.ok(said.every((word) => word === 'lain'));
  assert.deepEqual(into.state.data, mine.d);
  assert.equal(into.add(other.e.frame(0)), 'baru'); // done with the first phone, the next may come
});

test('[fault 44] when the first phone is gone, the next one is listened to', () => {
  const next = blob(900, 5);
  const { frame } = encoder(next);
  const into = decoder();
  into.add(encoder(blob(900, 4)).frame(0));
  for (let n = 0; n < 60 && into.state.data === null; n += 1) into.add(frame(n));
  assert.deepEqual(into.state.data, next);
});

test('[fault 42] a forged frame spoils a transfer once, never the result', () => {
  const data = blob(1200, 9);
  const { count, frame } = encoder(data);
  const forged = fromBase45(frame(0));
  forged[20] ^= 1;
  const into = decoder();
  into.add(toBase45(forged));
  for (let n = 0; n < 20 * count && into.state.data === null; n += 1) into.add(frame(n));
  assert.deepEqual(into.state.data, data);
});

test('[fault 43] a stranger cannot make us take memory', () => {
  const frame = (change) => {
    const b = fromBase45(encoder(blob(400, 3)).frame(0));
    change(new DataView(b.buffer));
    return toBase45(b);
  };
  const said = (text) => decoder().add(text);
  assert.equal(said(frame(() => {})), 'baru');
  assert.equal(said(frame((v) => v.setUint8(5, 255))), 'asing'); // 16 MB announced
  assert.equal(said(frame((v) => (v.setUint8(5, 1), v.setUint16(6, 1)))), 'asing'); // one byte over the limit
  assert.equal(said(frame((v) => v.setUint16(6, 0))), 'asing');
  assert.equal(said(frame((v) => v.setUint16(8, 1))), 'asing');
  assert.equal(said(frame((v) => v.setUint16(8, 0))), 'asing');
  assert.equal(said(frame((v) => v.setUint8(0, 0x20))), 'asing');
  for (const text of ['', 'HALO', 'https://contoh.id/#/undangan/AAAAA-BBBBB', 'A'.repeat(100_000), ':::', 'é'.repeat(30), null, 5]) assert.equal(said(text), 'asing');
  assert.throws(() => encoder(new Uint8Array(MAX_DATA + 1)), RangeError);
  assert.throws(() => encoder(new Uint8Array(0)), RangeError);
});

test('the largest transfer allowed still goes through', () => {
  const data = blob(MAX_DATA, 11);
  assert.deepEqual(receive(data, 0.3, 3).data, data);
});
