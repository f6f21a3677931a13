/**
 * The entry, kept tiny and without imports of its own. On the first visit the worker installs first - the whole app in one trip - and everything
 * else then comes out of its cache; a hundred small files over a slow link would take far longer. Whenever the worker cannot, the files come from
 * the network one by one. Order matters here: docs/adr/0062.
 */
const WORKER = '/sw.js';
const PATIENCE_MS = 12_000; // silence of the install after which we go on without it
const HEAD_START_MS = 40; // a browser opens six connections: the worker's request must get one before our own modules take them

const byId = (id) => document.getElementById(id);

/** A plain link would lose the invitation behind the #. */
async function keepAddress() {
  await parsed();
  byId('gagal').querySelector('a').addEventListener('click', (e) => {
    e.preventDefault();
    location.reload();
  });
}

/** This script does not wait for the page (async), which waits for its style sheets. */
const parsed = () => document.readyState === 'loading' && new Promise((ok) => addEventListener('DOMContentLoaded', ok, { once: true }));

/** Ask for the worker before anything else is here; refused now, the bridge is refused again and says so. */
function askForWorker(url) {
  navigator.serviceWorker?.register(url, { updateViaCache: 'imports' }).catch(() => {});
  return new Promise((ok) => setTimeout(ok, HEAD_START_MS));
}

/** The one large download; the worker, which takes two round trips to come up, finds it in the browser's cache. */
async function fetchApp(told) {
  const { body } = await fetch('/shell.json', { credentials: 'same-origin' });
  const reader = body.getReader();
  let got = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) told((got += part.value.length));
}

/** The first day and the checklist travel while the worker unpacks the app; whoever asks for them later finds them in the browser's cache. */
async function warmPacks(app) {
  if (navigator.connection?.saveData) return;
  const { packs } = await (await fetch('/api/packs', { credentials: 'omit' })).json();
  await app;
  const newest = (kind, size) => packs.filter((p) => p.kind === kind && p.size === size).pop();
  const wanted = [newest('hari', 'singkat'), newest('daftar_periksa', 'daftar')].filter(Boolean);
  await Promise.all(wanted.map((pack) => fetch(`/packs/${pack.hash}.json`, { credentials: 'omit' })));
}

/** Begin both downloads; what fails here is asked for again, and explained, by whoever needs it. */
function begin(told) {
  const app = fetchApp(told);
  app.catch(() => {});
  warmPacks(app).catch(() => {});
}

/** Until the install is done, has failed, or has been silent for too long. `sign` is called back with every sign of life. */
function installed(worker, sign) {
  return new Promise((ok) => {
    const line = byId('kemajuan');
    let timer;
    const say = (text) => {
      clearTimeout(timer);
      timer = setTimeout(ok, PATIENCE_MS);
      if (line && text) line.textContent = text;
    };
    worker.watch((state) => {
      say(state.of ? `${state.n} dari ${state.of} berkas` : '');
      if (state.phase !== 'memasang') ok();
    });
    sign((got) => say(`${Math.round(got / 1024)} kB`));
    say('');
    worker.begin();
  });
}

async function boot() {
  document.documentElement.dataset.mulai = '1';
  const url = self.trustedTypes?.createPolicy('sw', { createScriptURL: (s) => s }).createScriptURL(WORKER) ?? WORKER;
  const first = !navigator.serviceWorker?.controller;
  let told = () => {};
  if (first) {
    await askForWorker(url);
    begin((got) => told(got));
  }
  else import('./start.js').catch(() => {}); // asked for again below, which says so
  const [{ missingPowers }, { createWorkerBridge }] = await Promise.all([
    import('./platform/browser.js'),
    import('./platform/sw_bridge.js'),
    import('./platform/clock.js'), // browser.js asks for it; named here it comes beside it, not after it
    keepAddress(),
  ]);
  if (missingPowers().length) {
    byId('kuno').hidden = false;
    byId('app').replaceChildren();
    return;
  }
  const worker = createWorkerBridge({ url });
  if (first) await installed(worker, (fn) => (told = fn));
  const { start } = await import('./start.js');
  await start(worker);
}

boot().catch(async (error) => {
  console.error(error);
  await parsed();
  byId('gagal').hidden = false;
  byId('app').replaceChildren();
});
