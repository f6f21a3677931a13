import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { seal, unseal } from '../../static/js/platform/pin.js';
import { toBase64Url } from '../../static/js/platform/base64.js';
import { closeVaults, hasVault, isOpen, openLine, openText, openVaults, same, sealText } from '../../static/js/store/vault.js';

const key = (n) => toBase64Url(new Uint8Array(32).fill(n));
const MINE = [['aa', key(1)]];
const YOURS = [['bb', key(2)]];
const text = (stored) => Buffer.from(stored.b).toString('latin1');

beforeEach(() => closeVaults());

test('[fault 53] what is written into a vault is read by its owner and shows nothing of itself', async () => {
  await openVaults('melati', MINE);
  const stored = await sealText('melati', 'a/1', 'saya memilih JAWABAN');
  assert.equal(text(stored).includes('JAWABAN'), false);
  assert.equal(await openText(stored, 'a/1'), 'saya memilih JAWABAN');
  assert.equal(await openLine(stored, 'a/1'), 'saya memilih JAWABAN');
});

test('[fault 53] once its owner is out, a vault opens for nobody, whoever comes in; their own does', async () => {
  await openVaults('melati', MINE);
  const stored = await sealText('melati', 'a/1', 'rahasia');
  await openLine(stored, 'a/1'); // read before: not kept either
  closeVaults();
  await openVaults('anggrek', YOURS);
  assert.equal(isOpen(stored), false);
  await assert.rejects(openText(stored, 'a/1'), { code: 'terkunci' });
  await assert.rejects(openLine(stored, 'a/1'), { code: 'terkunci' });
  assert.equal(await openText(await sealText('anggrek', 'a/1', 'milik saya'), 'a/1'), 'milik saya');
  closeVaults();
  await openVaults('melati', MINE);
  assert.equal(await openText(stored, 'a/1'), 'rahasia');
});

test('[fault 53] a late write of somebody who has gone is refused, never written open', async () => {
  await openVaults('melati', MINE);
  closeVaults();
  await assert.rejects(sealText('melati', 'a/2', 'terlambat'), { code: 'terkunci' });
  await openVaults('anggrek', YOURS);
  await assert.rejects(sealText('melati', 'a/2', 'terlambat'), { code: 'terkunci' });
});

test('a value does not open in another place, nor when a bit of it was changed', async () => {
  await openVaults('melati', MINE);
  const stored = await sealText('melati', 'a/1', 'satu');
  await assert.rejects(openText(stored, 'a/2'), { code: 'terkunci' });
  for (const at of [0, 12, stored.b.length - 1]) {
    const b = stored.b.slice();
    b[at] ^= 1;
    await assert.rejects(openText({ ...stored, b }, 'a/1'), { code: 'terkunci' });
  }
});

test('a guest writes openly, and what lay open before is read as it is', async () => {
  await openVaults('tamu', []);
  assert.equal(await sealText('tamu', 'a/1', 'terbuka'), 'terbuka');
  assert.equal(await openText('terbuka', 'a/1'), 'terbuka');
  assert.deepEqual([hasVault('tamu'), isOpen('terbuka'), isOpen(undefined)], [false, true, true]);
});

test('who has several keys writes with the last and reads with all', async () => {
  await openVaults('melati', MINE);
  const old = await sealText('melati', 'a/1', 'lama');
  await openVaults('melati', [...MINE, ...YOURS]);
  const fresh = await sealText('melati', 'a/2', 'baru');
  assert.deepEqual([old.v, fresh.v, await openText(old, 'a/1'), await openText(fresh, 'a/2')], ['aa', 'bb', 'lama', 'baru']);
});

test('the same text twice is not the same bytes; the same bytes are the same', async () => {
  await openVaults('melati', MINE);
  const [one, two] = [await sealText('melati', 'a/1', 'x'), await sealText('melati', 'a/1', 'x')];
  assert.equal(same(one, two), false);
  assert.equal(same(one, { v: one.v, b: one.b.slice() }), true);
  assert.deepEqual([same('x', 'x'), same('x', one), same(undefined, one)], [true, false, false]);
});

test('with a pepper no PIN can be tried without the phone, and the box says that it has one', async () => {
  const pepper = async (salt) => salt.map((b) => b ^ 0x5a);
  const opened = await seal('482913', 'kd1.token', 1000, pepper);
  const ring = await opened.lock('kunci');
  assert.equal(opened.sealed.pepper, 1);
  assert.equal(await unseal('482913', opened.sealed), null);
  const again = await unseal('482913', opened.sealed, pepper);
  assert.deepEqual([again.secret, await again.unlock(ring)], ['kd1.token', 'kunci']);
  assert.equal((await unseal('482913', await again.reseal('baru'), pepper)).secret, 'baru');
  // What was sealed before there was a pepper opens as before.
  assert.equal((await unseal('482913', (await seal('482913', 'lama', 1000)).sealed, pepper)).secret, 'lama');
});
