/** The router: reads `#/view/param`, imports the view, closes the one before. Everything else is wired in app/app.js. */
import { createApp } from './app/app.js';
import { chosenLanguage } from './platform/language.js';

/** Every view by name; each is fetched when it is first opened. */
const VIEWS = new Map(Object.entries({
  beranda: () => import('./ui/views/beranda.js'),
  undangan: () => import('./ui/views/undangan.js'),
  pasang: () => import('./ui/views/pasang.js'),
  profil: () => import('./ui/views/profil.js'),
  periksa: () => import('./ui/views/periksa.js'),
  kirim: () => import('./ui/views/kirim.js'),
  bantuan: () => import('./ui/views/bantuan.js'),
  dasar: () => import('./ui/views/dasar.js'),
  mulai: () => import('./ui/views/mulai.js'),
  main: () => import('./ui/views/main.js'),
  tinjau: () => import('./ui/views/tinjau.js'),
  pesan: () => import('./ui/views/pesan.js'),
  gabung: () => import('./ui/views/gabung.js'),
  regu: () => import('./ui/views/regu.js'),
  tinjau_regu: () => import('./ui/views/tinjau_regu.js'),
  kumpul: () => import('./ui/views/kumpul.js'),
  serahkan: () => import('./ui/views/serahkan.js'),
  terima: () => import('./ui/views/terima.js'),
  izin: () => import('./ui/views/izin.js'),
  belajar: () => import('./ui/views/belajar.js'),
  harih: () => import('./ui/views/harih.js'),
  kartu: () => import('./ui/views/kartu.js'),
  kemajuan: () => import('./ui/views/kemajuan.js'),
  kilat: () => import('./ui/views/kilat.js'),
  renungan: () => import('./ui/views/renungan.js'),
  sertifikat: () => import('./ui/views/sertifikat.js'),
  uji: () => import('./ui/views/uji.js'),
}));
const ALWAYS = new Set(['undangan', 'bantuan', 'sertifikat']); // also while the phone is locked
const EARLY = new Set(['beranda', 'profil', 'bantuan', 'undangan']); // need nothing of app.full() while nobody is in
const STRANGER = new Set(['beranda', 'undangan', 'pasang', 'bantuan', 'profil', 'gabung']); // without any profile on this phone

// Drawn by the player only: fetched when it first opens, so that the first screen does not wait for them.
const PLAYER = new Set(['mulai', 'main', 'tinjau', 'kilat', 'uji', 'regu', 'tinjau_regu', 'kumpul']);
const LEARNING = new Set(['belajar', 'harih', 'kartu', 'kemajuan', 'kilat', 'renungan', 'sertifikat', 'uji']);
const HANDOVER = new Set(['serahkan', 'terima', 'izin']);
const PLAYER_CSS = ['answer', 'ballot', 'denah', 'paper', 'play', 'regu', 'review', 'start'];

let root = null;
let app = null;
let close = null;
let turn = 0;
let dressed = null;
let taught = null;
let looked = null;
let handed = null;

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
  if (app.profile || ALWAYS.has(wanted.view)) return wanted;
  const people = await app.session.list();
  if (people.some((p) => p.kind === 'anggota')) return { view: 'profil', params: wanted.view === 'profil' ? [] : [hash] };
  if (people.length) {
    await app.session.enterGuest(people.find((p) => p.kind === 'tamu'));
    return wanted;
  }
  return STRANGER.has(wanted.view) ? wanted : { view: 'beranda', params: [] };
}

function sheet(name, folder = 'parts') {
  return new Promise((ok) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = `/static/css/${folder}/${name}.css`;
    link.onload = link.onerror = ok; // a missing sheet must not keep anyone from playing
    document.head.append(link);
  });
}

/** The style sheets of playing, of handing over and of learning, once each. */
const dress = (view) =>
  Promise.all([
    PLAYER.has(view) && (dressed ??= Promise.all(PLAYER_CSS.map((name) => sheet(name)))),
    HANDOVER.has(view) && (handed ??= sheet('handover')),
    LEARNING.has(view) && (taught ??= sheet('belajar', 'learn')),
  ]);

function showFailure(error) {
  console.error(error);
  const box = document.getElementById('gagal');
  root.replaceChildren();
  box.hidden = false;
  box.querySelector('[data-pesan]').textContent = error?.name === 'StoreError' ? error.message : '';
}

/** Who cannot see hears where they are: the name of the page, and the focus on its heading unless the view has a better place. */
function arrive(page, moved) {
  const heading = page.querySelector('h1');
  if (!heading) return;
  document.title = `${heading.textContent} · Simulasi TPS`;
  if (!moved || page.contains(document.activeElement)) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** A new version takes over and the page reloads: what is tapped in between would be lost, so there is nothing to tap. */
function clear() {
  const word = document.createElement('p');
  word.className = 'page';
  word.setAttribute('role', 'status');
  word.textContent = 'Versi baru sedang dipasang. Tunggu sebentar.';
  root.replaceChildren(word);
}

async function show() {
  const mine = ++turn;
  try {
    await close?.();
    close = null;
    const { view, params } = await resolve(location.hash);
    if (mine !== turn) return;
    if (app.profile || !EARLY.has(view)) await app.full();
    await app.updateIfSafe?.(view, clear);
    if (mine !== turn) return;
    const [module] = await Promise.all([VIEWS.get(view)(), dress(view), looked]);
    if (mine !== turn) return;
    const page = document.createElement('div');
    page.className = 'screen';
    page.dataset.view = view;
    root.replaceChildren(page);
    document.getElementById('gagal').hidden = true;
    scrollTo(0, 0);
    const end = await module.open(page, params, app);
    if (mine === turn) {
      close = end ?? null;
      arrive(page, mine > 1);
    } else await end?.();
  } catch (error) {
    if (mine === turn) showFailure(error);
  }
}

function navigate(hash) {
  if (location.hash === hash) show();
  else location.hash = hash;
}

/** Open the first screen; then look for a newer version and load what the first screen did not need. */
export async function start(worker) {
  root = document.getElementById('app');
  // Another language is not worth a failed start: without its module the phone speaks Indonesian.
  if (chosenLanguage()) await import('./ui/language.js').then((language) => language.beginLanguage()).catch(console.error);
  app = createApp({ navigate, worker });
  addEventListener('hashchange', show);
  looked = app.look(); // beside the question who is here
  await show();
  await worker.begin();
  await app.full();
}
