// Another language: sentences are looked up, holes keep their place, nothing but words is touched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../../static/js/ui/translate.js';

const WORDS = { 'Sisa {} dari {}': '{} of {} left', Kembali: 'Back', 'Selamat {}': 'Good {}', pagi: 'morning', 'Bukan {}? Ganti': 'Not {}? Change', 'Hilang {}': 'Lost' };
const template = (strings) => strings;
const { template: told, sentence } = translator(WORDS);

test('text of a template is translated around its holes, blanks kept', () => {
  const at = told(template`<p class="Kembali">  Sisa ${1} dari
    ${2} </p><a aria-label="Kembali" href=${'x'}>Kembali</a><i>Lain</i>`);
  assert.deepEqual([...at.strings], ['<p class="Kembali">  ', ' of ', ' left </p><a aria-label="Back" href=', '>Back</a><i>Lain</i>']);
  assert.deepEqual(at.said, [true, true, false]);
  assert.ok(Object.hasOwn(at.strings, 'raw'));
});

test('a translation that lost a hole is not used, and the same template is made once', () => {
  const drawn = () => template`<b>Hilang ${1}</b>`;
  const make = () => told(drawn());
  assert.deepEqual([...make().strings], ['<b>Hilang ', '</b>']);
  const strings = template`<b>Kembali</b>`;
  assert.equal(told(strings), told(strings));
});

test('what is said by a hole counts as text where a screen reader reads it', () => {
  assert.deepEqual(told(template`<a aria-label=${1} data-label=${2} class=${3} title=${4}>${5}</a>`).said, [true, false, false, true, true]);
});

test('a sentence that was put together is found by what stays the same', () => {
  assert.equal(sentence('Selamat pagi'), 'Good morning');
  assert.equal(sentence(' Sisa 3 dari 7 '), ' 3 of 7 left ');
  assert.equal(sentence('Bukan Bu Melati? Ganti'), 'Not Bu Melati? Change');
  assert.equal(sentence('Bu Melati'), 'Bu Melati');
  assert.equal(sentence('12.30'), '12.30');
});
