/** The entry: reads `#/view/param`, imports the view, closes the one before. Everything else is wired in app/app.js. */
import { createApp } from './app/app.js';
import { missingPowers } from './platform/browser.js';

const VIEWS = new Set(['beranda', 'undangan', 'pasang', 'profil', 'periksa', 'kirim', 'bantuan', 'mulai', 'main', 'tinjau']);
const OPEN = new Set(['beranda', 'undangan', 'pasang', 'profil', 'bantuan']); // the others need a person
// Drawn by the player only: fetched when it first opens, so that the first screen does not wait for them.
const PLAYER = new Set(['mulai', 'main', 'tinjau']);
const PLAYER_CSS = ['answer', 'ballot', 'denah', 'paper', 'play', 'review', 'start'];

const root = document.getElementById('app');
let app = null;
let close = null;
let turn = 0;

function parse(hash) {
  const [view = '', ...params] = hash.replace(/^#\/?/, '').split('?')[0].split('/');
  const decoded = params.filter(Boolean).map((p) => {
    try {
      return decodeURIComponent(p);
    } catch {
      return p;
    }
  });
  return VIEWS.has(view) ? { view, params: decoded } : { view: 'beranda', params: [] };
}

/** Who is here decides what may be shown: nobody yet, a locked member, or the person themself. */
async function resolve(hash) {
  const wanted = parse(hash);
  if (app.profile || ['undangan', 'bantuan', 'pasang'].includes(wanted.view)) return wanted;
  const people = await app.session.list();
  if (people.some((p) => p.kind === 'anggota')) return { view: 'profil', params: wanted.view === 'profil' ? [] : [hash] };
  if (people.length) {
    await app.session.enterGuest();
    return wanted;
  }
  return OPEN.has(wanted.view) ? wanted : { view: 'beranda', params: [] };
}

let dressed = null;

function sheet(name) {
  return new Promise((ok) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = `/static/css/parts/${name}.css`;
    link.onload = link.onerror = ok; // a missing sheet must not keep anyone from playing
    document.head.append(link);
  });
}

/** The player's style sheets, once. */
const dress = (view) => (PLAYER.has(view) ? (dressed ??= Promise.all(PLAYER_CSS.map(sheet))) : null);

function showFailure(error) {
  console.error(error);
  const box = document.getElementById('gagal');
  root.replaceChildren();
  box.hidden = false;
  box.querySelector('[data-pesan]').textContent = error?.name === 'StoreError' ? error.message : '';
}

/** The first screens of a stranger or of a locked phone need nothing of the late part. */
const needsAll = (view) => Boolean(app.profile) || !['beranda', 'profil', 'bantuan'].includes(view);

async function show() {
  const mine = ++turn;
  try {
    await close?.();
    close = null;
    const { view, params } = await resolve(location.hash);
    if (mine !== turn) return;
    if (needsAll(view)) await app.full();
    await app.updateIfSafe?.(view);
    const [module] = await Promise.all([import(`./ui/views/${view}.js`), dress(view)]);
    if (mine !== turn) return;
    const page = document.createElement('div');
    page.className = 'screen';
    page.dataset.view = view;
    root.replaceChildren(page);
    document.getElementById('gagal').hidden = true;
    scrollTo(0, 0);
    const end = await module.open(page, params, app);
    if (mine === turn) close = end ?? null;
    else await end?.();
  } catch (error) {
    if (mine === turn) showFailure(error);
  }
}

function navigate(hash) {
  if (location.hash === hash) show();
  else location.hash = hash;
}

/**
 * Draw first, then install, then load the rest: by then it comes out of the worker's cache and costs no second trip.
 * Whoever taps something earlier gets it at once from the network.
 */
async function install() {
  const settled = new Promise((ok) => {
    app.status.watch(({ shell }) => shell.phase !== 'memasang' && ok());
    setTimeout(ok, 20_000);
  });
  await app.worker.begin();
  await settled;
  await app.full();
}

document.documentElement.dataset.mulai = '1';
if (missingPowers().length) {
  document.getElementById('kuno').hidden = false;
  root.replaceChildren();
} else {
  app = createApp({ navigate });
  addEventListener('hashchange', show);
  show().then(install);
}
