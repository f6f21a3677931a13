/** Join a group session: by the six letters while there is signal, by its card also without. The pack is fetched here, or it is said in time that it must be. */
import { getPack, listPacks, putPack } from '../../store/packs.js';
import { fetchPack } from '../../sync/packs.js';
import { formatWall } from '../../platform/clock.js';
import { CameraError, scan } from '../../platform/qr_scan.js';
import { readCard } from '../../group/session.js';
import { html, nothing, render } from '../dom.js';
import { icons } from '../parts/icons.js';
import { afterEachRound } from '../parts/mail.js';

const CAMERA = {
  izin: 'Kamera belum diizinkan. Izinkan di setelan peramban, atau ketik kodenya.',
  'tidak-ada': 'Ponsel ini tidak punya kamera yang bisa dipakai. Ketik kodenya.',
  sibuk: 'Kamera sedang dipakai aplikasi lain. Tutup dulu, atau ketik kodenya.',
  'tidak-bisa': 'Peramban ini tidak bisa membuka kamera. Ketik kodenya.',
};

export async function open(root, params, app) {
  if (!app.profile) await app.session.enterGuest(); // a phone without an invitation may sit down too
  let code = params.length === 1 ? params[0] : '';
  let said = null; // {tone, title, text}
  let busy = '';
  let stop = null;
  const card = readCard(params);
  const known = await app.crew.list();
  let invited = [];
  let packs = new Set();
  let live = true;

  async function look() {
    invited = await app.inbox.list('jadwal');
    packs = new Set((await listPacks()).map((p) => p.hash));
  }

  const show = () =>
    live && render(html`<header class="bar"><a class="bar-back" href="#/" aria-label="Ke beranda">${icons.prev}</a><h1>Latihan regu</h1></header>
      <main class="page">
        ${said ? html`<div class=${`notice notice-${said.tone}`} role="alert"><b>${said.title}</b>${said.text}</div>` : nothing}
        ${busy ? html`<p class="title" role="status">${busy}</p>` : nothing}
        ${invited.length ? html`<section aria-labelledby="jadwal"><h2 id="jadwal">Jadwal Anda</h2><ul class="stack plain-list">${invited.map(({ body }) => html`<li class="card stack"><b>${body.nama}</b><span>${formatWall(body.mulai)} · ${body.tempat}</span><span class="soft">${packs.has(body.paket) ? 'Paket hari ini sudah di ponsel ini.' : 'Unduh paket ini sebelum berangkat: perlu sinyal.'}</span>
          ${packs.has(body.paket) ? html`<a class="btn" href=${`#${body.kartu}`}>Gabung</a>` : html`<button class="btn" type="button" ?disabled=${Boolean(busy)} @click=${() => fetchAhead(body.paket)}>Unduh paket</button>`}</li>`)}</ul></section>` : nothing}
        <form id="kode-form" @submit=${byCode} novalidate>
          <label class="field">Kode sesi<input class="input code-input" name="kode" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="8" placeholder="ABCDEF" .value=${code} /><small>Enam huruf dari pelatih. Perlu sinyal.</small></label>
        </form>
        <video class="scan-picture" muted playsinline ?hidden=${!stop} aria-label="Gambar kamera"></video>
        <button class="btn" type="button" @click=${stop ? noCamera : camera}>${stop ? 'Tutup kamera' : 'Pindai kode QR pelatih'}</button>
        ${known.length ? html`<section aria-labelledby="tadi"><h2 id="tadi">Sesi di ponsel ini</h2><ul class="stack plain-list">${known.map((r) => html`<li><a class="btn btn-left" href=${`#/regu/${r.id}`}><span class="grow"><b>${r.sesi.nama || r.sesi.judul}</b><br /><span class="soft">kode ${r.sesi.kode}</span></span></a></li>`)}</ul></section>` : nothing}
      </main>
      <footer class="dock"><button class="btn btn-primary" form="kode-form" ?disabled=${Boolean(busy)}>Gabung</button></footer>`, root);

  const work = (text) => {
    busy = text;
    said = null;
    show();
  };
  const refuse = (title, text, tone = 'no') => {
    busy = '';
    said = { tone, title, text };
    show();
  };

  async function enter(record) {
    if (!(await havePack(record.sesi.paket))) return;
    app.navigate(`#/regu/${record.id}`);
  }

  async function havePack(hash) {
    if ((await listPacks()).some((p) => p.hash === hash)) return true;
    work('Mengunduh paket hari ini ...');
    try {
      await fetchPack(hash, putPack);
      await app.worker.later(); // the screens of a crew come after those of a day alone; without them the pack is of no use in the hall
      return true;
    } catch (e) {
      console.warn('paket sesi', e);
      refuse('Paket sesi ini belum ada di ponsel ini.', ' Buka lagi halaman ini di tempat bersinyal. Unduh paket ini sebelum berangkat: dari ponsel lain tidak bisa.');
      return false;
    }
  }

  async function fetchAhead(hash) {
    if (!(await havePack(hash))) return;
    await look();
    busy = '';
    show();
  }

  async function byCode(event) {
    event?.preventDefault();
    if (event) code = event.target.kode.value.trim().toUpperCase();
    if (!code) return refuse('Kode belum diisi.', ' Ketik enam huruf dari pelatih.');
    work('Mencari sesi ...');
    try {
      return await enter(await app.crew.join({ kode: code }));
    } catch (e) {
      if (e.kind === 'offline' || e.kind === 'portal') return refuse('Tidak ada sinyal.', ' Kode huruf perlu sinyal. Tanpa sinyal, pindai kode QR pelatih: cukup bila paketnya sudah diunduh.', 'wait');
      return refuse('Belum bisa bergabung.', ` ${e.message}`);
    }
  }

  async function byCard(found) {
    work('Membuka sesi ...');
    try {
      return await enter(await app.crew.join({ sesi: found.id }));
    } catch (e) {
      if (e.kind !== 'offline' && e.kind !== 'portal') return refuse('Belum bisa bergabung.', ` ${e.message}`);
    }
    if (!(await havePack(found.paket))) return undefined;
    return enter(await app.crew.joinByCard(found, await getPack(found.paket)));
  }

  async function camera() {
    const video = root.querySelector('video');
    try {
      stop = await scan(video, (text) => {
        const path = /#\/gabung\/(.+)$/.exec(text)?.[1];
        const found = path && readCard(path.split('/'));
        if (!found) return;
        noCamera();
        byCard(found);
      });
      show();
    } catch (e) {
      if (!(e instanceof CameraError)) throw e;
      refuse('Kamera tidak terbuka.', ` ${CAMERA[e.code] ?? CAMERA['tidak-bisa']}`, 'wait');
    }
  }
  function noCamera() {
    stop?.();
    stop = null;
    show();
  }

  const unwatch = afterEachRound(app, () => look().then(show));
  await look();
  show();
  if (card) byCard(card);
  else if (code) byCode();
  return () => {
    live = false;
    unwatch();
    stop?.();
  };
}
