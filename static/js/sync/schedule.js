/** When to send: at once when asked by a person, soon after a change, again after a failure, and never in a storm. */
import { afterWish, retryDelay } from './backoff.js';

const CALM_MS = 10_000; // automatic wishes (online, visible, change) start at most one round in this time
const SETTLE_MS = 3_000; // several ticks in a row become one round

/**
 * `run()` does one round and resolves to `{failed, wish}`. `clock`: `{now, after(ms, fn) -> cancel, unit()}`.
 * `request('orang')` is a tap; `'kembali'` is online, visible or start; `'ubah'` is something new to send.
 */
export function createSchedule(run, clock, told = () => {}) {
  const state = { running: false, failures: 0, due: 0 };
  let cancel = null;
  let last = -Infinity;
  let again = false;

  function plan(ms) {
    const due = clock.now() + ms;
    if (cancel && state.due <= due) return;
    cancel?.();
    state.due = due;
    cancel = clock.after(ms, begin);
    told(state);
  }

  function unplan() {
    cancel?.();
    cancel = null;
    state.due = 0;
  }

  async function begin() {
    unplan();
    if (state.running) {
      again = true;
      return;
    }
    state.running = true;
    last = clock.now();
    told(state);
    const { failed, wish = 0 } = await run();
    state.running = false;
    state.failures = failed ? state.failures + 1 : 0;
    if (failed) plan(wish ? afterWish(wish, clock.unit()) : retryDelay(state.failures, clock.unit()));
    else if (again) plan(SETTLE_MS);
    again = false;
    told(state);
  }

  return {
    state,
    request(why = 'orang') {
      const since = clock.now() - last;
      if (why === 'orang') {
        state.failures = 0;
        return begin();
      }
      if (state.running) {
        again = true;
        return undefined;
      }
      // A flapping link must not reset the back-off every two seconds.
      if (why === 'kembali' && since > 60_000) state.failures = 0;
      if (why === 'ubah' && state.failures > 0) return undefined; // a retry is planned already
      plan(Math.max(why === 'ubah' ? SETTLE_MS : 0, CALM_MS - since));
      return undefined;
    },
    stop: unplan,
  };
}
