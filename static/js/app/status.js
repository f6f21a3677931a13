/** One small observable: what every screen may say about readiness and sending. */

export function createStatus() {
  const watchers = new Set();
  let state = {
    shell: { phase: 'memasang', n: 0, of: 0, version: '', waiting: false },
    here: false, // a day is on this phone, by its name
    day: false, // and its bytes are what the name says
    list: false,
    returned: 0, // when logs played on another phone came
    study: false, // cards and curriculum are here
    ready: false,
    unsent: 0,
    unread: 0,
    locked: 0, // results behind a PIN that was forgotten
    closed: false, // what another phone of this person sent does not open here yet
    keadaan: '', // why the server sets aside what we send, or ''
    clock_off: 0, // minutes the server's clock is ahead of ours
    sending: false,
    trouble: '', // kind of the last ExchangeError, or '' after a good exchange
    trouble_code: '',
    message: '',
    due: 0,
    last_sent: 0,
    persistent: false,
  };
  return {
    get: () => state,
    set(change) {
      const said = Object.entries(change);
      if (said.length && said.every(([name, value]) => Object.is(state[name], value))) return; // nothing to draw again
      const next = { ...state, ...change };
      next.ready = next.shell.phase === 'siap' && next.day && next.list;
      state = next;
      for (const fn of [...watchers]) fn(state);
    },
    watch(fn) {
      watchers.add(fn);
      return () => watchers.delete(fn);
    },
  };
}
