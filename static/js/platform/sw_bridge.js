/** The page's side of the service worker: register, watch the install, ask whether it is complete, apply an update only when told to. */

let policy = null; // a policy name may be used once (CSP), a retry must not create it again

function trusted(url) {
  if (!self.trustedTypes) return url;
  policy ??= self.trustedTypes.createPolicy('sw', { createScriptURL: (s) => s });
  return policy.createScriptURL(url);
}

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
 * The bridge to the worker. `changed(state)` gets `{phase, n, of, version, waiting}`; phase is `memasang`, `siap` (complete and active) or `gagal`
 * (this install failed; an older version, if any, keeps working). Everything else it says goes to `onMessage`.
 */
export function createWorkerBridge({ changed, url = '/sw.js', workers = navigator.serviceWorker }) {
  let message = () => {};
  const state = { phase: 'memasang', n: 0, of: 0, version: '', waiting: false };
  let registration = null;
  const set = (change) => changed(Object.assign(state, change));

  async function check() {
    const active = registration?.active;
    if (!active) return false;
    const s = await askWorker(active, 'status');
    if (s?.complete) set({ phase: 'siap', n: s.n, of: s.of, version: s.v });
    else if (s) await mend(active);
    return state.phase === 'siap';
  }

  async function mend(active) {
    set({ phase: 'memasang' });
    const s = await askWorker(active, 'repair', 120_000);
    set(s?.complete ? { phase: 'siap', n: s.n, of: s.of, version: s.v } : { phase: 'gagal' });
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

  async function begin() {
    try {
      registration = await workers.register(trusted(url), { updateViaCache: 'none' });
    } catch {
      // Without signal an installed worker still runs; register() then only fails to look for an update.
      registration = await workers.getRegistration('/');
      if (!registration) return set({ phase: 'gagal' });
    }
    registration.addEventListener('updatefound', () => watch(registration.installing));
    for (const w of [registration.installing, registration.waiting, registration.active]) watch(w);
    if (registration.waiting && registration.active) set({ waiting: true });
  }

  workers.addEventListener('message', ({ data }) => {
    if (data.t === 'progress' && state.phase !== 'siap') set({ n: data.n, of: data.of });
    else if (data.t !== 'progress') message(data);
  });

  let go;
  const started = new Promise((ok) => (go = ok)).then(begin);
  return {
    state,
    onMessage: (fn) => (message = fn),
    /** Register; called when the first screen is drawn, so that the install does not compete with it. */
    begin: () => (go(), started),
    check: () => started.then(check),
    /** Try a failed install again, or look for an update. Says nothing about success: the state does. */
    retry: async () => {
      await started;
      if (!registration) return begin();
      if (state.phase === 'gagal') set({ phase: 'memasang', n: 0 });
      try {
        await (registration.active || registration.installing ? registration.update() : begin());
      } catch {
        if (!registration.active) set({ phase: 'gagal' });
      }
    },
    /** Let the waiting version take over; the page reloads itself when it has. Only where nothing is being played. */
    applyUpdate: async () => {
      await started;
      if (!registration?.waiting) return;
      workers.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration.waiting.postMessage('skip');
    },
    bonusSync: async () => {
      await started;
      await registration?.sync?.register('kirim').catch(() => {});
    },
  };
}
