/**
 * The entry, kept tiny. On the first visit the worker installs first - the whole app in one trip - and everything else then comes out of its
 * cache; a hundred small files over a slow link would take far longer. Whenever the worker cannot, the files come from the network one by one.
 */
import { missingPowers } from './platform/browser.js';
import { createWorkerBridge } from './platform/sw_bridge.js';

const PATIENCE_MS = 12_000; // silence of the install after which we go on without it

const byId = (id) => document.getElementById(id);

/** Begin the one large download at once; the worker, which takes two round trips to come up, finds it in the browser's cache. */
async function prefetch(told) {
  const { body } = await fetch('/shell.json', { credentials: 'same-origin' });
  const reader = body.getReader();
  let got = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) told((got += part.value.length));
}

/** Until the install is done, has failed, or has been silent for too long. */
function installed(worker) {
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
    say('');
    prefetch((got) => say(`${Math.round(got / 1024)} kB`)).catch(() => {});
    worker.begin();
  });
}

async function boot() {
  document.documentElement.dataset.mulai = '1';
  // A plain link would lose the invitation behind the #.
  byId('gagal').querySelector('a').addEventListener('click', (e) => {
    e.preventDefault();
    location.reload();
  });
  if (missingPowers().length) {
    byId('kuno').hidden = false;
    byId('app').replaceChildren();
    return;
  }
  const worker = createWorkerBridge();
  if (!navigator.serviceWorker.controller) await installed(worker);
  const { start } = await import('./start.js');
  await start(worker);
}

boot().catch((error) => {
  console.error(error);
  byId('gagal').hidden = false;
  byId('app').replaceChildren();
});
