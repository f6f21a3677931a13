/** The page's side of the service worker: register, watch the install, ask whether it is complete, apply an update only when told to. */

const TAKE_OVER_MS = 4000; // how long a screen waits for the new version

/** Ask a worker and wait for its answer; null when it is silent. */
export function askWorker(worker, message, patience = 5000) {
  return new Promise((ok) => {
    const channel = new MessageChannel();
    const timer = setTimeout(() => ok(null), patience);
    channel.port1.onmessage = (e) => (clearTimeout(timer), ok(e.data));
    worker.postMessage(message, [channel.port2]);
  });
}

/**
 * The bridge to the worker. `state` is `{phase, n, of, version, waiting, all}`; phase is `memasang`, `siap` (complete and active) or `gagal`
 * (this install failed; an older version, if any, keeps working). What the worker says beyond that goes to `onMessage`.
 */
export function createWorkerBridge({ url = '/sw.js', workers = navigator.serviceWorker, reload = () => location.reload() } = {}) {
  const state = { phase: 'memasang', n: 0, of: 0, version: '', waiting: false, all: false };
  const watchers = new Set();
  let message = () => {};
  let registration = null;
  let started = null;

  function set(change) {
    Object.assign(state, change);
    for (const fn of [...watchers]) fn(state);
  }

  const complete = (s) => set({ phase: 'siap', n: s.n, of: s.of, version: s.v, all: s.all });

  async function check() {
    const active = registration?.active;
    if (!active) return false;
    const s = await askWorker(active, 'status');
    if (s?.complete) complete(s);
    else if (s) await mend(active);
    return state.phase === 'siap';
  }

  /** What this phone does not need to play (codes from phone to phone, the crew): fetched when the link is free. */
  async function later() {
    if (state.phase !== 'siap' || state.all) return;
    const s = await askWorker(registration.active, 'later', 120_000);
    if (s?.complete) complete(s); // lost on the way: asked for again at the next start
  }

  /** The browser evicted something: fill the holes. */
  async function mend(active) {
    set({ phase: 'memasang' });
    const s = await askWorker(active, 'repair', 120_000);
    if (s?.complete) complete(s);
    else set({ phase: 'gagal' });
  }

  function watch(worker) {
    if (!worker) return;
    const look = () => {
      if (worker.state === 'installed' && registration.active) set({ waiting: true });
      if (worker.state === 'activated') check();
      if (worker.state === 'redundant' && !registration.active && !registration.installing) set({ phase: 'gagal' });
    };
    worker.addEventListener('statechange', look);
    look();
  }

  async function register() {
    try {
      registration = await workers.register(url, { updateViaCache: 'imports' });
    } catch {
      // Without signal an installed worker still runs; register() then only fails to look for an update.
      registration = await workers.getRegistration('/');
      if (!registration) return set({ phase: 'gagal' });
    }
    registration.addEventListener('updatefound', () => watch(registration.installing));
    for (const w of [registration.installing, registration.waiting, registration.active]) watch(w);
    if (registration.waiting && registration.active) set({ waiting: true });
  }

  function heard({ data }) {
    if (data.t === 'progress' && state.phase !== 'siap') set({ n: data.n, of: data.of });
    else if (data.t !== 'progress') message(data);
  }

  workers.addEventListener('message', heard);

  const begin = () => (started ??= register());
  return {
    state,
    watch: (fn) => (watchers.add(fn), fn),
    onMessage: (fn) => (message = fn),
    /** Register, once; on later starts only when the first screen is drawn, so that it does not compete with it. */
    begin,
    check: () => begin().then(check),
    later: () => begin().then(later),
    /** Try a failed install again, or look for an update. Says nothing about success: the state does. */
    retry: async () => {
      await begin();
      if (state.phase === 'gagal') set({ phase: 'memasang', n: 0 });
      if (!registration?.active && !registration?.installing) started = register();
      else await registration.update().catch(() => registration.active || set({ phase: 'gagal' }));
      await started;
    },
    /**
     * Let the waiting version take over; the page reloads itself when it has. Only where nothing is being played.
     * Resolves only when there is nothing to wait for, or when the new version does not come: until then a screen would be drawn to be torn away.
     */
    applyUpdate: async (patience = TAKE_OVER_MS) => {
      await begin();
      if (!registration?.waiting) return;
      await new Promise((ok) => {
        const timer = setTimeout(ok, patience);
        workers.addEventListener('controllerchange', () => (clearTimeout(timer), reload()), { once: true });
        registration.waiting.postMessage('skip');
      });
      set({ waiting: false }); // not again at every screen; the next start finds it anew
    },
  };
}
