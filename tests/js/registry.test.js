import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matching, registry } from '../../static/js/ui/parts/registry.js';

const source = (instrument, article, title, more = {}) => ({ instrument, article, title, mark: 'seen', ...more });
const packs = [
  { sources: { 'uu-ps-10': source('UU', 'Pasal 10', 'Sepuluh'), 'uu-ps-2': source('UU', 'Pasal 2', 'Dua') } },
  { sources: { 'uu-ps-2': source('UU', 'Pasal 2', 'Dua'), a: source('Publikasi', '', 'Berita', { seen: 'koran pagi' }) } },
  {},
];

test('sources of several packs stand once, by instrument, in the order of their numbers', () => {
  assert.deepEqual(registry(packs).map(([name, list]) => [name, list.map((s) => s.id)]), [['Publikasi', ['a']], ['UU', ['uu-ps-2', 'uu-ps-10']]]);
});

test('what is searched for may stand in any part, all words must', () => {
  const ids = (words) => matching(registry(packs), words).flatMap(([, list]) => list.map((s) => s.id));
  assert.deepEqual(ids('pasal uu'), ['uu-ps-2', 'uu-ps-10']);
  assert.deepEqual(ids('PAGI koran'), ['a']);
  assert.deepEqual(ids('pasal pagi'), []);
  assert.equal(ids('').length, 3);
});
