// The crew's cases of the book, forwards and backwards. Twin: tests/unit/engine/test_crew_vectors.py
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { Refusal, faultless_day, find_lapses, form_differences, list_slips, load, merge, seat_scores } from '../../static/js/engine/index.js';

const TESTS = new URL('../', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, TESTS), 'utf8'));
const plain = (value) => JSON.parse(JSON.stringify(value));
const SESSION = 's1';
const PACK = '0'.repeat(64);

/** Make a seat's log of its claims and picks; `kejadian` are events exactly as they stand. */
function log_of(raw, told) {
  if (told.kejadian) return { attempt: told.nama, events: told.kejadian };
  const roles = Object.fromEntries([['+kursi', ''], ...raw.steps.map((step) => [step.id, step.role])]);
  const events = [{ seq: 0, step: 'mulai', answer: [PACK, '1', raw.ruleset, 'regu', SESSION, ...told.kursi], role: '' }];
  told.putar.forEach(([step, answer], at) => events.push({ seq: at + 1, step, answer, role: roles[step] }));
  return { attempt: told.nama, events };
}

function check(pack, day, hope) {
  const state = plain(day.state);
  for (const name of ['missing', 'unreached', 'covered', 'conflicts', 'open', 'waits']) {
    if (name in hope) assert.deepEqual(plain(day[name]), hope[name], name);
  }
  assert.equal(state.done, hope.done ?? 1);
  if (hope.checks) assert.deepEqual(state.checks, hope.checks);
  if (hope.seats) assert.deepEqual(state.seats, hope.seats);
  if (hope.findings) assert.deepEqual(state.findings.map(({ id, causes }) => [id, causes]), hope.findings);
  if (hope.knockouts) assert.deepEqual(state.knockouts.map(({ step }) => step), hope.knockouts);
  if (hope.outcomes) assert.deepEqual(state.answers.map(({ step, outcome, right, auto }) => [step, outcome, right, auto]), hope.outcomes);
  if (hope.slips) assert.deepEqual(list_slips(pack, day.state).map(({ step, fate, nets }) => [step, fate, nets.map((net) => net.step)]), hope.slips);
  if (hope.beda) assert.deepEqual(form_differences(day.state, faultless_day(pack)), hope.beda);
  if (hope.nilai) {
    const scores = Object.entries(seat_scores(pack, day.state)).map(([seat, { points, max }]) => [seat, [points, max]]);
    assert.deepEqual(Object.fromEntries(scores), hope.nilai);
  }
  if (hope.kekhilafan) assert.deepEqual(find_lapses(pack, state.seats), hope.kekhilafan);
}

for (const path of readdirSync(new URL('vectors/crew/', TESTS)).sort()) {
  for (const kase of read(`vectors/crew/${path}`)) {
    test(`crew/${path}: ${kase.nama}`, () => {
      const raw = read(`packs/${kase.pack}.json`);
      for (const [where, value] of kase.ubah ?? []) where.slice(0, -1).reduce((place, key) => place[key], raw)[where[where.length - 1]] = value;
      const pack = load(raw);
      const crew = { session: SESSION, pack: PACK, ...kase.regu };
      const logs = kase.log.map((told) => log_of(raw, told));
      const untouched = JSON.stringify([raw, crew, logs]);
      for (const order of [logs, [...logs].reverse()]) {
        if (kase.harap.tolak) {
          assert.throws(() => merge(pack, crew, order), (error) => error instanceof Refusal && error.code === kase.harap.tolak);
        } else {
          check(pack, merge(pack, crew, order), kase.harap);
        }
      }
      assert.equal(JSON.stringify([raw, crew, logs]), untouched, 'the engine keeps its hands off packs and events');
    });
  }
}
