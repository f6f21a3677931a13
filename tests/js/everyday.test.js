import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromeLink, installWay, isEmbedded } from '../../static/js/platform/browser.js';
import { asStoreError, StoreError } from '../../static/js/store/errors.js';
import { byPrinciple, carried, countDone, groups, listsOf, seatsFor, ticks } from '../../static/js/ui/parts/checklist.js';

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
  assert.deepEqual(groups(raw, seats).map((g) => [g.id, g.items.map((i) => i.id)]), [['persiapan', ['b']], ['pemungutan', ['a']]]);
});

test('someone without a role sees what is for everybody', () => {
  assert.deepEqual(seatsFor(raw, ''), ['semua']);
  assert.deepEqual(seatsFor(raw, 'kpps_9'), ['semua']);
});

test('a phase is shown list by list, each with its own heading', () => {
  const items = [{ id: 'a', step: 's1', heading: 'A' }, { id: 'b', step: 's2', heading: 'B' }, { id: 'c', step: 's1', heading: 'A' }];
  assert.deepEqual(listsOf(items).map((l) => [l.id, l.label, l.items.map((i) => i.id)]), [['s1', 'A', ['a', 'c']], ['s2', 'B', ['b']]]);
});

test('the same items by principle: each principle once, what is work and not conduct last', () => {
  const phases = [
    { id: 'persiapan', items: [{ id: 'a' }, { id: 'b', asas: 'Mandiri' }] },
    { id: 'pemungutan', items: [{ id: 'c', asas: 'Jujur' }, { id: 'd', asas: 'Mandiri' }, { id: 'e' }] },
  ];
  assert.deepEqual(byPrinciple(phases).map((g) => [g.label, g.items.map((i) => i.id)]), [['Mandiri', ['b', 'd']], ['Jujur', ['c']], ['Pekerjaan di TPS', ['a', 'e']]]);
  assert.deepEqual(byPrinciple([]), []);
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
  const here = { protocol: 'https:', host: 'contoh.id', pathname: '/', search: '', hash: '#/undangan/A', href: 'https://contoh.id/#/undangan/A' };
  const link = chromeLink(here);
  assert.match(link, /^intent:\/\/contoh\.id\/#\/undangan\/A#Intent;scheme=https;package=com\.android\.chrome;/);
  // Android's Intent.parseUri cuts at the last '#': what stands before is opened, the invitation with it.
  assert.equal(link.slice(0, link.lastIndexOf('#')), 'intent://contoh.id/#/undangan/A');
});

test('the home screen is explained in the words of the browser at hand', () => {
  const chrome = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36';
  const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1';
  assert.equal(installWay(chrome), 'chrome');
  assert.equal(installWay(chrome.replace('Chrome/', 'SamsungBrowser/23.0 Chrome/')), 'samsung');
  assert.equal(installWay(safari), 'safari');
  // Whose menus we do not know gets no wrong advice; a chat app's window is sent to Chrome instead.
  for (const other of [safari.replace('Version/16.6', 'CriOS/120.0'), `${chrome} EdgA/120.0`, 'Mozilla/5.0 (Android 13; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0', `${chrome} [FBAN/FB4A]`, 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0'])
    assert.equal(installWay(other), '', other);
});

test('what the browser throws becomes a code and a sentence that says what to do', () => {
  assert.equal(asStoreError({ name: 'QuotaExceededError' }).code, 'penuh');
  assert.equal(asStoreError({ name: 'ConstraintError' }).code, 'bentrok');
  assert.equal(asStoreError({ name: 'Aneh' }).code, 'tertutup');
  const own = new StoreError('tab-lain');
  assert.equal(asStoreError(own), own);
  assert.match(own.message, /jendela lain/);
});
