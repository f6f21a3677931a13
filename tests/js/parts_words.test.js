// Words and figures of the player. Pure modules only: what draws needs a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callName, clockText, electionOf, momentText, numberWords, readNatural, stockOf, strokeGroups, strokeWords, writtenOf, printedLine } from '../../static/js/ui/parts/format.js';
import { sumText } from '../../static/js/ui/parts/sums.js';

test('the clock is read with a point, and other days name themselves', () => {
  assert.equal(clockText(0), '00.00');
  assert.equal(clockText(554), '09.14');
  assert.equal(momentText({ day: 'H', minute: 680 }), 'pukul 11.20');
  assert.equal(momentText({ day: 'H-3', minute: 960 }), 'H-3 pukul 16.00');
});

test('figures become words as C.HASIL wants them', () => {
  const words = {
    0: 'nol', 10: 'sepuluh', 11: 'sebelas', 12: 'dua belas', 19: 'sembilan belas', 20: 'dua puluh', 21: 'dua puluh satu', 100: 'seratus', 101: 'seratus satu',
    111: 'seratus sebelas', 256: 'dua ratus lima puluh enam', 1000: 'seribu', 1100: 'seribu seratus', 2015: 'dua ribu lima belas', 110000: 'seratus sepuluh ribu', 999999: 'sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan',
  };
  for (const [n, text] of Object.entries(words)) assert.equal(numberWords(Number(n)), text);
});

test('only a natural number below a million is one', () => {
  assert.equal(readNatural(' 051 '), 51);
  assert.equal(readNatural('999999'), 999999);
  for (const text of ['', ' ', '-1', '1.5', '1,5', '1e3', 'lima', '1000000', '٥']) assert.equal(readNatural(text), null, text);
  assert.deepEqual(writtenOf({ fields: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }, { a: '0', b: 'x' }), { a: 0 });
});

test('strokes stand in fives, and are told in groups, not as a sum', () => {
  assert.deepEqual(strokeGroups(0), []);
  assert.deepEqual(strokeGroups(5), [5]);
  assert.deepEqual(strokeGroups(13), [5, 5, 3]);
  assert.equal(strokeWords(strokeGroups(13)), '2 ikat lima, lebih 3');
  assert.equal(strokeWords(strokeGroups(10)), '2 ikat lima');
  assert.equal(strokeWords(strokeGroups(4)), '4');
  assert.equal(strokeWords([]), 'belum ada turus');
});

test('an item of a set is a ballot by its id or by the pile it draws from', () => {
  const pack = { raw: { elections: [{ id: 'DPR' }, { id: 'DPRD_KAB' }] } };
  assert.equal(electionOf(pack, { id: 'dprd_kab' }).id, 'DPRD_KAB');
  assert.equal(electionOf(pack, { id: 'x', effects: [['surat_suara_digunakan_dpr', 1], ['surat_suara_tidak_digunakan_dpr', -1]] }).id, 'DPR');
  assert.equal(electionOf(pack, { id: 'gembok', effects: [] }), undefined);
  assert.equal(stockOf({ counters: { surat_suara_tidak_digunakan_dpr: 0 } }, { id: 'DPR' }), 0);
  assert.equal(stockOf({ counters: {} }, { id: 'DPR' }), null);
});

test('a sum shows its figures, and both sides when they differ', () => {
  const forms = { f: { a: 77, b: 14, c: 1, d: 62 }, g: { a: 70 } };
  const sum = { left: ['a'], right: ['b', 'c', 'd'], op: '==' };
  assert.equal(sumText(forms, 'f', sum, false), '77 = 14 + 1 + 62');
  assert.equal(sumText({ f: { ...forms.f, b: 15 } }, 'f', sum, true), '77 ≠ 15 + 1 + 62 (78)');
  assert.equal(sumText(forms, 'f', { left: ['a'], right: ['g/a'], op: '<=' }, true), '77 > 70');
});

test('people are called as they are called', () => {
  assert.equal(callName({ nama: 'MELATI ANGGREK', sapaan: 'Ibu' }), 'Ibu Melati');
  assert.equal(callName({ nama: 'MELATI ANGGREK', sapaan: 'Bu Melati' }), 'Bu Melati');
  assert.equal(callName({ nama: 'Sekelompok pemuda' }), 'Sekelompok');
});

test('a line of C.HASIL is called as it is printed, and the log in words tells rows of one line apart', () => {
  assert.equal(printedLine('IV.pair:1'), 'IV');
  assert.equal(printedLine('IV.cand:3.2'), 'IV');
  assert.equal(printedLine('IV.blank_column'), 'IV');
  assert.equal(printedLine('I.B.4'), 'I.B.4');
});
