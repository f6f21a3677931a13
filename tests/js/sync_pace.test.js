import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterWish, FIRST_MS, LONGEST_MS, retryDelay, wishOf } from '../../static/js/sync/backoff.js';
import { createSchedule } from '../../static/js/sync/schedule.js';
import { isOurs, isUnsent, stateOf } from '../../static/js/sync/states.js';

/** Virtual time: `run(ms)` lets it pass, firing what is due. */
function virtualClock(unit = 0.5) {
  const timers = new Set();
  const clock = { time: 0, now: () => clock.time, unit: () => unit };
  clock.after = (ms, fn) => {
    const timer = { at: clock.time + ms, fn };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  clock.run = async (ms) => {
    const end = clock.time + ms;
    for (;;) {
      const due = [...timers].filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      clock.time = due.at;
      timers.delete(due);
      due.fn();
      for (let i = 0; i < 10; i += 1) await null;
    }
    clock.time = end;
  };
  return clock;
}

test('the delay stays between two seconds and ten minutes, for ever', () => {
  for (let failures = 0; failures < 60; failures += 1) {
    for (const unit of [0, 0.3, 0.999]) {
      const ms = retryDelay(failures, unit);
      assert.ok(ms >= FIRST_MS && ms <= LONGEST_MS, `${failures} ${unit} ${ms}`);
    }
  }
  assert.equal(retryDelay(59, 1), LONGEST_MS);
});

test("[fault 15] the server's wish is kept and spread out", () => {
  assert.equal(afterWish(30, 0), 30_000);
  assert.ok(afterWish(30, 0.99) <= 45_000);
  assert.equal(wishOf('30'), 30);
  for (const odd of [null, '', 'Wed, 21 Oct', '-1', '99999999']) assert.equal(wishOf(odd), 0);
});

test('[fault 13] a failure is tried again by itself, and success ends it', async () => {
  const clock = virtualClock();
  let tries = 0;
  const schedule = createSchedule(async () => ({ failed: ++tries < 4 }), clock);
  await schedule.request('orang');
  await clock.run(3_600_000);
  assert.equal(tries, 4);
});

test('[fault 13] a day without network costs a bounded number of tries', async () => {
  const clock = virtualClock();
  let tries = 0;
  const schedule = createSchedule(async () => ({ failed: Boolean(++tries) }), clock);
  schedule.request('kembali');
  await clock.run(86_400_000);
  assert.ok(tries > 100 && tries < 400, String(tries));
});

test('[fault 36] ten minutes of flapping every two seconds make no storm', async () => {
  const clock = virtualClock();
  let tries = 0;
  const schedule = createSchedule(async () => ({ failed: Boolean(++tries) }), clock);
  for (let i = 0; i < 300; i += 1) {
    schedule.request('kembali');
    await clock.run(2_000);
  }
  assert.ok(tries <= 75, String(tries));
});

test('a tap sends at once, whatever the back-off says', async () => {
  const clock = virtualClock();
  let tries = 0;
  const schedule = createSchedule(async () => ({ failed: Boolean(++tries) }), clock);
  for (let i = 0; i < 6; i += 1) await schedule.request('orang');
  assert.equal(tries, 6);
});

test('[fault 15] Retry-After is honoured', async () => {
  const clock = virtualClock(0);
  const at = [];
  const schedule = createSchedule(async () => (at.push(clock.now()), { failed: at.length < 2, wish: 120 }), clock);
  await schedule.request('orang');
  await clock.run(600_000);
  assert.deepEqual(at, [0, 120_000]);
});

test('several changes in a row become one round', async () => {
  const clock = virtualClock();
  let rounds = 0;
  const schedule = createSchedule(async () => ({ failed: !++rounds }), clock);
  for (let i = 0; i < 5; i += 1) {
    schedule.request('ubah');
    await clock.run(200);
  }
  await clock.run(30_000);
  assert.equal(rounds, 1);
});

test('a change during a round is not forgotten', async () => {
  const clock = virtualClock();
  let rounds = 0;
  let finish;
  const schedule = createSchedule(() => (rounds += 1, new Promise((ok) => (finish = () => ok({ failed: false })))), clock);
  schedule.request('orang');
  schedule.request('ubah');
  finish();
  for (let i = 0; i < 10; i += 1) await null;
  await clock.run(30_000);
  assert.equal(rounds, 2);
});

test('the word on the screen follows the proof and nothing else', () => {
  assert.equal(stateOf(4, undefined), 'belum');
  assert.equal(stateOf(4, { proved: 4, status: 'sudah_ada' }), 'terkirim');
  assert.equal(stateOf(4, { proved: 3, status: 'diterima' }), 'sebagian');
  assert.equal(stateOf(4, { proved: -1, status: 'diterima' }), 'belum');
  assert.equal(stateOf(4, { proved: -1, status: 'ditahan' }), 'ditahan');
  assert.equal(stateOf(4, { proved: 4, status: 'ditahan' }), 'terkirim');
  assert.equal(stateOf(4, { proved: 4, status: 'sudah_ada' }, true), 'tamu');
  assert.equal(isUnsent('sebagian'), true);
  assert.equal(isUnsent('ditolak'), false);
});

test('[fault 32, 33] only an answer with our marker, protocol and this nonce is ours', () => {
  const good = { marker: 'simulasi-tps', protocol: 1, nonce: 'ab' };
  assert.equal(isOurs(good, 'ab'), true);
  for (const bad of [null, '<html>', [], {}, { ...good, nonce: 'cd' }, { ...good, marker: 'x' }, { ...good, protocol: 2 }]) assert.equal(isOurs(bad, 'ab'), false);
});
