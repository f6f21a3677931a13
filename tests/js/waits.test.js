// Waits that end: a browser that does not answer becomes words, a new version is waited for before a screen is drawn.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { anyHeld, holdLock } from '../../static/js/platform/locks.js';
import { createWorkerBridge } from '../../static/js/platform/sw_bridge.js';
import { advised } from '../../static/js/store/errors.js';

const soon = (ms = 5) => new Promise((ok) => setTimeout(ok, ms));
const browser = (locks) => Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
afterEach(() => Object.defineProperty(globalThis, 'navigator', before ?? { value: undefined, configurable: true }));

test('a lock that is never answered is an error that says what to do, and is given back when it comes after all', async () => {
  let answer;
  browser({ request: (name, how, then) => new Promise((ok) => (answer = (lock) => ok(then(lock)))) });
  await assert.rejects(advised(holdLock('percobaan:a', 10)), (e) => e.name === 'StoreError' && e.code === 'diam' && /muat ulang/.test(e.message));
  assert.equal(answer({}), undefined);
  await soon();
});

test('a lock that is answered is kept until it is let go; one that another window has is null; a refusal is passed on', async () => {
  let kept = 0;
  browser({ request: async (name, how, then) => ((kept += 1), await then(name === 'punya-lain' ? null : {}), (kept -= 1)) });
  const letGo = await holdLock('percobaan:a', 10);
  await soon(20);
  assert.equal(kept, 1, 'patience is for the answer, not for the holding');
  letGo();
  await soon();
  assert.equal(kept, 0);
  assert.equal(await holdLock('punya-lain', 10), null);
  browser({ request: async () => Promise.reject(new Error('tidak boleh')) });
  await assert.rejects(holdLock('percobaan:a', 10), /tidak boleh/);
  browser(undefined);
  assert.equal(typeof (await holdLock('percobaan:a', 10)), 'function');
});

test('who does not say whether anybody plays is taken for a yes', async () => {
  browser({ query: () => new Promise(() => {}) });
  assert.equal(await anyHeld('percobaan:', 10), true);
  browser({ query: async () => ({ held: [{ name: 'kirim' }] }) });
  assert.equal(await anyHeld('percobaan:', 10), false);
});

/** A browser's registration in which a new version waits; `comes` says whether it takes over when told to. */
function waiting(comes) {
  const workers = new EventTarget();
  const registration = Object.assign(new EventTarget(), { installing: null, active: Object.assign(new EventTarget(), { state: 'activating', postMessage: () => {} }) });
  registration.waiting = Object.assign(new EventTarget(), {
    state: 'installed',
    postMessage: (word) => word === 'skip' && comes && setTimeout(() => workers.dispatchEvent(new Event('controllerchange')), 5),
  });
  workers.register = async () => registration;
  return workers;
}

test('a screen is not drawn while a new version takes over: the page reloads', async () => {
  let reloaded = 0;
  const bridge = createWorkerBridge({ workers: waiting(true), reload: () => (reloaded += 1) });
  let drawn = false;
  bridge.applyUpdate(20).then(() => (drawn = true));
  await soon(60);
  assert.deepEqual([reloaded, drawn], [1, false]);
});

test('a new version that does not come keeps nobody waiting, and is not waited for again', async () => {
  let reloaded = 0;
  const bridge = createWorkerBridge({ workers: waiting(false), reload: () => (reloaded += 1) });
  await bridge.begin();
  assert.equal(bridge.state.waiting, true);
  await bridge.applyUpdate(10);
  assert.deepEqual([reloaded, bridge.state.waiting], [0, false]);
});
