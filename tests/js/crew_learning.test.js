/** What was decided in a crew counts for one's own readiness, as the crew's day judges it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from '../../static/js/engine/index.js';
import { format_line } from '../../static/js/engine/events.js';
import { paceOf, readEvents, standingOf } from '../../static/js/group/session.js';
import { readinessOf, runsOf } from '../../static/js/learn/mastery.js';
import { reviewsOf } from '../../static/js/learn/reviews.js';

const raw = JSON.parse(readFileSync(new URL('../packs/regu.json', import.meta.url), 'utf8'));
const ID = '01900000-0000-7000-8000-000000000001';
const HASH = 'a'.repeat(64);
const MINE = '01900000-0000-7000-8000-00000000000a';
const OTHER = '01900000-0000-7000-8000-00000000000b';
const T0 = Date.UTC(2026, 10, 1, 3);

const log = (seat, ...picks) =>
  [['mulai', [HASH, '1', 'pemilu-2024', 'regu', ID, `${seat}:0`], ''], ...picks.map(([step, answer]) => [step, answer, seat])]
    .map(([step, answer, role], seq) => format_line({ seq, step, answer, role, wall: T0 + seq * 1000, mono: seq }));
const four = log('kpps_4', ['a_1', 'layani'], ['b_1', 'layani']);
const five = log('kpps_5', ['a_2', 'catat'], ['b_2', 'kembalikan']);
const sesi = { id: ID, paket: HASH, laju: 3 };
const record = (change = {}) => ({ id: ID, mode: 'jaringan', sesi, mine: [{ attempt: MINE, claims: ['kpps_4:0'] }], events: five.map((line, seq) => [seq + 1, OTHER, seq, line]), others: {}, ...change });
const crewOf = (change) => ({ id: ID, pack: raw, hash: HASH, ...standingOf(load(raw), record(change), new Map([[MINE, four]])) });

test('own decisions of a crew are reviews, those of others and of the pack are not', () => {
  const reviews = reviewsOf([], 420, [crewOf()]);
  assert.deepEqual(reviews.map((each) => [each.step, each.right, each.points, each.max, each.wall - T0]), [['a_1', 1, 2, 2, 1000], ['b_1', 0, 0, 2, 2000]]);
  assert.ok(reviews.every((each) => each.kind === 'regu' && each.day > 0));
});

test('they count for readiness and never as a day of one’s own', () => {
  const reviews = reviewsOf([], 420, [crewOf()]);
  const skill = reviews[0].skills[0];
  const [ready] = readinessOf(reviews, [{ id: skill, label: skill }]);
  assert.equal(ready.of, reviews.filter((each) => each.skills.includes(skill)).length);
  assert.deepEqual(runsOf(reviews, new Set([ID])), []);
});

test('alone with the pack the same decisions count', () => {
  assert.deepEqual(reviewsOf([], 420, [crewOf({ mode: 'tanpa', events: [] })]).map((each) => each.step), ['a_1', 'b_1']);
});

test('logs that do not go together count for nothing, and break nothing', () => {
  const twice = log('kpps_4', ['a_1', 'layani']);
  assert.deepEqual(reviewsOf([], 420, [crewOf({ events: twice.map((line, seq) => [seq + 1, OTHER, seq, line]) })]), []);
});

test('the pace is the planned one until the trainer changes it; an incident is open until somebody dealt with it', () => {
  const act = (n, body) => [n, ID, n - 1, JSON.stringify(body)];
  const acts = [act(1, { act: 'kejadian', kursi: 'kpps_4', teks: 'Listrik padam' }), act(2, { act: 'laju', laju: 9 }), act(3, { act: 'laju', laju: 0 })];
  assert.equal(paceOf(sesi, readEvents(ID, acts.slice(0, 1)).acts), 3);
  assert.equal(paceOf(sesi, readEvents(ID, acts.slice(0, 2)).acts), 9);
  assert.equal(paceOf(sesi, readEvents(ID, acts).acts), 0);
  assert.equal(readEvents(ID, acts).acts[0].handled, false);
  assert.equal(readEvents(ID, [...acts, act(4, { act: 'tangani', kursi: 'kpps_4', n_kejadian: 1 })]).acts[0].handled, true);
});
