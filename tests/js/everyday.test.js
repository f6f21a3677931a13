import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromeLink, isEmbedded } from '../../static/js/platform/browser.js';
import { asStoreError, StoreError } from '../../static/js/store/errors.js';
import { carried, countDone, groups, seatsFor, ticks } from '../../static/js/ui/parts/checklist.js';

const raw = {
  phases: [{ id: 'persiapan', label: 'Persiapan' }, { id: 'pemungutan', label: 'Pemungutan' }],
  roles: [{ id: 'kpps_4' }],
  steps: [
    { id: 's1', phase: 'pemungutan', role: 'kpps_4', title: 'A', items: [{ id: 'a', text: 'A' }] },
    { id: 's2', phase: 'persiapan', role: 'semua', title: 'B', items: [{ id: 'b', text: 'B' }] },
    { id: 's3', phase: 'persiapan', role: 'kpps_5', title: 'C', items: [{ id: 'c', text: 'C' }] },
  ],
};

test('a member sees their own items and everybody’s, in the order of the phases', () => {
  const seats = seatsFor(raw, 'kpps_4');
  assert.deepEqual(seats, ['kpps_4', 'semua']);
  assert.deepEqual(groups(raw, seats).map((g) => [g.phase, g.items.map((i) => i.id)]), [['persiapan', ['b']], ['pemungutan', ['a']]]);
});

test('someone without a role sees what is for everybody', () => {
  assert.deepEqual(seatsFor(raw, ''), ['semua']);
  assert.deepEqual(seatsFor(raw, 'kpps_9'), ['semua']);
});

test('the last tick of an item counts', () => {
  const done = ticks([{ step: 'mulai', answer: ['x'] }, { step: 's1', answer: ['a', 'sudah'] }, { step: 's1', answer: ['a', 'belum'] }, { step: 's2', answer: ['b', 'sudah'] }]);
  assert.deepEqual(done, { a: 'belum', b: 'sudah' });
  assert.equal(countDone([{ id: 'a' }, { id: 'b' }], done), 1);
});

test('a newer list keeps the ticks that still have their item', () => {
  assert.deepEqual(carried({ a: 'sudah', gone: 'sudah', b: 'belum' }, [{ id: 'a' }, { id: 'b' }]), [{ id: 'a' }]);
});

test('chat apps’ own windows are recognised, real browsers are not', () => {
  assert.equal(isEmbedded('Mozilla/5.0 (Linux; Android 11; RMX3231; wv) AppleWebKit/537.36 Version/4.0 Chrome/95.0 Mobile'), true);
  assert.equal(isEmbedded('Mozilla/5.0 (iPhone) Instagram 200.0'), true);
  assert.equal(isEmbedded('Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36'), false);
  const here = { protocol: 'https:', host: 'contoh.id', pathname: '/', search: '', href: 'https://contoh.id/#/undangan/A' };
  assert.match(chromeLink(here), /^intent:\/\/contoh\.id\/#Intent;scheme=https;package=com\.android\.chrome;/);
});

test('what the browser throws becomes a code and a sentence that says what to do', () => {
  assert.equal(asStoreError({ name: 'QuotaExceededError' }).code, 'penuh');
  assert.equal(asStoreError({ name: 'ConstraintError' }).code, 'bentrok');
  assert.equal(asStoreError({ name: 'Aneh' }).code, 'tertutup');
  const own = new StoreError('tab-lain');
  assert.equal(asStoreError(own), own);
  assert.match(own.message, /jendela lain/);
});
