/** Entry of the trainer's pages: the board and the debrief, drawn with the phone's own parts. */
import { load } from './engine/index.js';
import { crewOf, dayOf, readEvents, refusalWords } from './group/session.js';
import { html, render } from './ui/dom.js';
import { crewDebrief } from './ui/parts/crew_debrief.js';
import { keepForms } from './ui/parts/desk_forms.js';
import { open as openBoard } from './ui/views/papan_regu.js';

function dress() {
  for (const name of ['denah', 'play', 'review', 'regu']) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = `/static/css/parts/${name}.css`;
    document.head.append(link);
  }
}

const AWAY = { title: 'Anda sudah keluar.', text: 'Muat ulang halaman ini, lalu masuk lagi. Ponsel anggota tetap berjalan.' };
const GONE = { title: 'Sesi ini tidak ada lagi di server.', text: 'Server dipulihkan dari cadangan yang lebih lama. Jawaban tetap ada di ponsel anggota: kumpulkan catatannya dari ponsel, atau rencanakan sesi baru.' };

/** Asks with the last tag: an unchanged session costs no body. */
function asker(url) {
  let tag = '';
  let zaman;
  return async (after) => {
    const headers = tag ? { 'If-None-Match': tag } : {};
    const response = await fetch(`${url}?sesudah=${after}`, { credentials: 'same-origin', headers, cache: 'no-store' });
    if (response.status === 304) return null;
    if (response.redirected) throw Object.assign(new Error('login'), { said: AWAY });
    if (!response.ok) throw Object.assign(new Error(String(response.status)), response.status === 404 ? { said: GONE } : {});
    const told = await response.json();
    // Under another epoch everything is asked for again, and must come.
    tag = told.zaman === zaman ? (response.headers.get('ETag') ?? '') : '';
    zaman = told.zaman;
    return told;
  };
}

async function pack(hash) {
  const response = await fetch(`/packs/${hash}.json`);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function crewOfNews(loaded, { sesi, kejadian }) {
  const seen = readEvents(sesi.id, kejadian);
  return { name: sesi.nama, day: dayOf(loaded, crewOf(loaded, sesi, seen.acts, { final: 1 }), seen.logs), holders: seen.holders, acts: seen.acts };
}

async function debrief(root, told) {
  const beside = root.dataset.beside ? await asker(root.dataset.beside)(0) : null;
  const loaded = load(await pack(told.sesi.paket));
  const crews = [told, beside].filter(Boolean).map((news) => crewOfNews(loaded, news));
  const refused = crews.find((crew) => crew.day.refused);
  if (refused) render(html`<p class="notice notice-no" role="alert"><b>${refused.name}:</b> ${refusalWords(refused.day.refused)}.</p>`, root);
  else render(crewDebrief({ pack: loaded, crews, questions: told.pertanyaan }), root);
}

async function begin(root) {
  try {
    const news = asker(root.dataset.url);
    const first = await news(0);
    dress();
    root.replaceChildren();
    if (root.dataset.view === 'papan') {
      openBoard(root, { first, raw: await pack(first.sesi.paket), news });
      keepForms(document.getElementById('kendali-sesi'), document.getElementById('kendali-kabar'));
    }
    if (root.dataset.view === 'tinjau') await debrief(root, first);
  } catch (error) {
    console.error(error);
    const said = document.createElement('p');
    said.className = 'card';
    said.textContent = 'Halaman ini belum bisa dimuat. Tidak ada yang hilang; muat ulang halaman untuk mencoba lagi.';
    root.replaceChildren(said);
  }
}

const root = document.getElementById('regu');
if (root) begin(root);
