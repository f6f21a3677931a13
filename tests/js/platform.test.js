import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { chain, emptyHead, sha256Hex } from '../../static/js/platform/digest.js';
import { isPin, seal, unseal, waitAfter, waitLeft } from '../../static/js/platform/pin.js';
import { randomHex, randomUnit, uuid7 } from '../../static/js/platform/uuid.js';

const sha = (text) => createHash('sha256').update(text).digest('hex');

test('the chain is the one of docs/format-events.md', async () => {
  const id = '0193a000-0000-7000-8000-000000000001';
  const lines = ['[0,"mulai",["x"],"",1,0]', '[1,"a","b","kpps_4",2,1]'];
  const start = sha(`simulasi-tps/1:${id}`);
  const first = sha(`${start}\n${lines[0]}`);
  assert.equal(await emptyHead(id), start);
  assert.deepEqual(await chain(id, lines), [first, sha(`${first}\n${lines[1]}`)]);
  assert.equal(await sha256Hex(new Uint8Array([1, 2, 3])), sha(Buffer.from([1, 2, 3])));
});

test('attempt ids are UUIDv7: they sort by time and carry version and variant', () => {
  const early = uuid7(1_700_000_000_000);
  const late = uuid7(1_700_000_000_001);
  assert.match(early, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(early < late);
  assert.equal(uuid7(0x0123456789ab, new Uint8Array(10)), '01234567-89ab-7000-8000-000000000000');
  assert.equal(new Set(Array.from({ length: 500 }, () => uuid7(5))).size, 500);
  assert.match(randomHex(16), /^[0-9a-f]{32}$/);
  assert.ok(randomUnit() >= 0 && randomUnit() < 1);
});

test('the PIN opens what it closed, and no other PIN does', async () => {
  const { sealed } = await seal('482913', 'kd1.token', 1000);
  assert.equal(JSON.stringify(sealed).includes('kd1'), false);
  assert.equal((await unseal('482913', sealed)).secret, 'kd1.token');
  assert.equal(await unseal('482914', sealed), null);
});

test('a renewed token stays under the same PIN', async () => {
  const opened = await unseal('482913', (await seal('482913', 'lama', 1000)).sealed);
  assert.equal((await unseal('482913', await opened.reseal('baru'))).secret, 'baru');
});

test('waits grow and end at a quarter of an hour; a clock set back locks nobody out for longer', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 50].map(waitAfter);
  assert.deepEqual(waits, [0, 0, 0, 10_000, 30_000, 60_000, 300_000, 900_000, 900_000]);
  assert.equal(waitLeft({ fails: 3, last_fail: 1000 }, 4000), 7000);
  assert.equal(waitLeft({ fails: 3, last_fail: 1000 }, 99_000), 0);
  assert.equal(waitLeft({ fails: 3, last_fail: 5_000_000_000 }, 0), 10_000);
  assert.equal(waitLeft({}, 5), 0);
});

test('a PIN is six digits', () => {
  assert.equal(isPin('012345'), true);
  for (const bad of ['', '12345', '1234567', '12345a', ' 12345']) assert.equal(isPin(bad), false);
});
