/** A restored server counts anew: what this phone holds and has heard, and the server lacks, goes home again; numbers of before mean nothing any more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterRestore } from '../../static/js/group/restored.js';
import { format_line } from '../../static/js/engine/events.js';

const ID = '01900000-0000-7000-8000-000000000001';
const MINE = '01900000-0000-7000-8000-00000000000a';
const OTHER = '01900000-0000-7000-8000-00000000000b';
const log = (seat, ...steps) =>
  [['mulai', ['a'.repeat(64), '1', 'pemilu-2024', 'regu', ID, `${seat}:0`], ''], ...steps.map((step) => [step, 'x', seat])]
    .map(([step, answer, role], seq) => format_line({ seq, step, answer, role, wall: 1000 * seq, mono: seq }));
const mine = log('kpps_4', 'a_1', 'b_1');
const other = log('kpps_5', 'a_2', 'b_2');
const act = (n, seq, body) => [n, ID, seq, JSON.stringify(body)];
const heard = [
  [1, MINE, 0, mine[0]],
  [2, OTHER, 0, other[0]],
  act(3, 0, { act: 'duduk', log: OTHER, kursi: ['kpps_5:0'], nama: 'Belimbing' }),
  act(4, 1, { act: 'kejadian', kursi: 'kpps_4', teks: 'Hujan' }),
  [5, MINE, 1, mine[1]],
  [6, OTHER, 1, other[1]],
  [7, OTHER, 2, other[2]],
  act(8, 2, { act: 'kejadian', kursi: 'kpps_4', teks: 'Listrik padam' }),
];
const record = (change = {}) => ({ id: ID, zaman: 'lama', events: heard, others: {}, names: {}, handled: [4, 8], ...change });
const own = new Map([[MINE, mine]]);

test('logs of others that only this phone has are carried home, with their names; own ones are offered from where the server is', () => {
  const { change, proved } = afterRestore(record(), own, 'baru', heard.slice(0, 6));
  assert.deepEqual(change.others, { [OTHER]: other });
  assert.equal(change.names[OTHER], 'Belimbing');
  assert.deepEqual([proved.get(MINE), proved.get(OTHER)], [2, 2]);
  assert.deepEqual([change.zaman, change.events.length, change.pulih], ['baru', 6, 1]);
});

test('the number of an incident that is gone may be another one tomorrow', () => {
  assert.deepEqual(afterRestore(record(), own, 'baru', heard.slice(0, 6)).change.handled, [4]);
  assert.deepEqual(afterRestore(record(), own, 'baru', heard.slice(0, 3)).change.handled, []);
});

test('a new epoch over the same data says nothing and carries nothing', () => {
  const { change } = afterRestore(record(), own, 'baru', heard);
  assert.deepEqual([change.pulih, change.others, change.handled], [0, {}, [4, 8]]);
});

test('what others brought back first, under other numbers, is not carried a second time', () => {
  const back = [...heard.slice(0, 2), [3, OTHER, 1, other[1]], [4, OTHER, 2, other[2]]];
  const { change, proved } = afterRestore(record(), own, 'baru', back);
  assert.deepEqual([change.others, change.pulih, proved.get(MINE)], [{}, 1, 1]);
});

test('a log of which the server holds something else is offered whole, and the server says that they differ', () => {
  const { proved } = afterRestore(record(), own, 'baru', [[1, MINE, 0, other[0]]]);
  assert.equal(proved.has(MINE), false);
});

test('a log that was collected longer than it was heard stays as it was collected', () => {
  const longer = [...other, format_line({ seq: 3, step: 'c_2', answer: 'x', role: 'kpps_5', wall: 1, mono: 1 })];
  assert.deepEqual(afterRestore(record({ others: { [OTHER]: longer } }), own, 'baru', []).change.others, { [OTHER]: longer });
});
