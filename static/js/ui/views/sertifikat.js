/** The certificate: one's own with its QR, or anybody's checked without a network. `#/sertifikat`, `#/sertifikat/<text>`. */
import { checkCertificate } from '../../platform/certificate.js';
import { qrPath } from '../../platform/qr_encode.js';
import { CameraError, scan } from '../../platform/qr_scan.js';
import { getMeta, putMeta } from '../../store/meta.js';
import { getOwn, putOwn } from '../../store/own.js';
import { exchange } from '../../sync/exchange.js';
import { html, nothing, render } from '../dom.js';
import { frameBar, roleWords, tpsWords } from '../parts/frame.js';

const MISSING = {
  pakta: 'Pakta integritas belum ditandatangani.',
  uji: 'Uji awal dan uji akhir belum lengkap.',
  nilai: 'Nilai uji akhir belum 80%.',
  hari: 'Belum ada dua hari simulasi yang memenuhi syarat.',
  gugur: 'Pelanggaran integritas belum dipulihkan.',
  anggota: 'Nama Anda tidak ada di daftar.',
};
const OWN = 'sertifikat';
const link = (text) => `${globalThis.location.origin}/#/sertifikat/${text}`;

export async function open(root, [given = ''], app) {
  const v = { text: given, typed: '', busy: false, error: '', missing: [], checked: null, stop: null, blind: '' };
  let live = true;
  const draw = () => live && render(page(), root);

  async function check(text) {
    // Whoever opens the link in full, or pastes it, means what stands behind the last slash.
    v.text = text.trim().split('/').pop();
    v.checked = await checkCertificate(v.text, await getMeta('kunci'));
    draw();
    root.querySelector('#judul')?.focus({ preventScroll: true });
  }

  async function look() {
    try {
      v.stop = await scan(root.querySelector('video'), (text) => {
        if (!text.includes('/#/sertifikat/')) return; // another code in the picture: keep looking
        dark();
        check(text);
      });
      v.blind = '';
    } catch (e) {
      if (!(e instanceof CameraError)) throw e;
      v.blind = 'Kamera tidak terbuka. Izinkan kamera di setelan peramban, atau tempel tautannya di atas.';
    }
    if (live) draw();
    else dark();
  }
  function dark() {
    v.stop?.();
    v.stop = null;
    draw();
  }

  /** Ask the server to sign; it reads the logs it holds, so they are sent first. */
  async function ask() {
    Object.assign(v, { busy: true, error: '', missing: [] });
    draw();
    try {
      await app.sync.request('orang');
      const answer = await exchange('/api/sertifikat', {}, { token: app.session.token });
      if (answer.kunci) await putMeta('kunci', answer.kunci);
      if (answer.sertifikat) {
        await putOwn(app.profile.id, OWN, answer.sertifikat);
        await check(answer.sertifikat);
      } else v.missing = answer.kurang ?? [];
    } catch (error) {
      v.error = error.kind === 'offline' ? 'Belum ada sinyal. Sertifikat diminta sekali saat ada sinyal; sesudahnya tersimpan di ponsel ini.' : error.message;
    }
    v.busy = false;
    draw();
  }

  const page = () => html`${frameBar({ title: 'Sertifikat', back: app.profile ? '#/kemajuan' : '#/' })}
    <main class="page">${v.checked ? verdict() : asking()}${checking()}</main>
    <footer class="dock">${v.checked || !app.profile || app.profile.kind === 'tamu' ? html`<a class="btn" href="#/">Ke beranda</a>` : html`<button class="btn btn-primary" type="button" ?disabled=${v.busy} @click=${ask}>${v.busy ? 'Meminta ...' : 'Minta sertifikat'}</button>`}</footer>`;

  const asking = () => html`<h2 class="title" id="judul" tabindex="-1">Sertifikat pelatihan</h2>
    <p>Ditandatangani server bila semua syarat terpenuhi; siapa pun dapat memeriksanya tanpa sinyal dengan memindai kodenya.</p>
    ${v.error ? html`<div class="notice notice-no" role="alert">${v.error}</div>` : nothing}
    ${v.missing.length ? html`<div class="notice notice-wait" role="alert"><b>Belum bisa.</b><ul class="bullets">${v.missing.map((code) => html`<li data-kurang=${code}>${MISSING[code] ?? code}</li>`)}</ul></div>` : nothing}`;

  const checking = () => html`<section class="card stack" aria-labelledby="periksa"><h2 id="periksa">Periksa sertifikat lain</h2>
    <label class="field" for="kode">Tempel tautan atau kodenya<input class="input" id="kode" autocomplete="off" .value=${v.typed} @input=${(e) => { v.typed = e.target.value; }} /></label>
    <button class="btn" type="button" @click=${() => check(v.typed)}>Periksa</button>
    <video class="scan-picture" muted playsinline ?hidden=${!v.stop} aria-label="Gambar kamera"></video>
    ${v.blind ? html`<p class="notice notice-wait" role="alert">${v.blind}</p>` : nothing}
    <button class="btn" type="button" @click=${v.stop ? dark : look}>${v.stop ? 'Tutup kamera' : 'Pindai kode QR sertifikat'}</button></section>`;

  function verdict() {
    const { state, content } = v.checked;
    if (state === 'kunci') return html`<div class="notice notice-wait" role="alert" id="judul" tabindex="-1"><b>Belum bisa diperiksa di ponsel ini.</b> Kunci servernya belum dikenal. Buka aplikasi ini sekali saat ada sinyal, lalu coba lagi.</div>`;
    if (state === 'palsu') return html`<div class="notice notice-no" role="alert" id="judul" tabindex="-1"><b>Tidak sah.</b> Isinya berubah sesudah ditandatangani, atau bukan dari server ini.</div>`;
    const code = qrPath(link(v.text), 'L');
    return html`<article class="certificate paper" id="judul" tabindex="-1" data-sah>
      <p>Sertifikat pelatihan KPPS</p><h2 class="hero">${content.nama}</h2>
      <p>${roleWords(`kpps_${content.peran}`)} · ${tpsWords(content.tps % 1000)} · kode wilayah ${Math.floor(content.tps / 1000)}</p>
      <p>Uji awal ${content.awal}%, uji akhir ${content.akhir}%. Dua hari simulasi, tanpa pelanggaran terbuka. ${content.tanggal}.</p>
      <svg viewBox=${`0 0 ${code.size} ${code.size}`} role="img" aria-label="Kode QR sertifikat"><path d=${code.path} /></svg>
      <p><b>Asli: tanda tangan server cocok.</b></p>
      <a href=${link(v.text)}>Tautan sertifikat</a>
    </article>`;
  }

  draw();
  const kept = given || (app.profile ? await getOwn(app.profile.id, OWN) : '');
  if (kept) await check(kept);
  return () => {
    live = false;
    dark();
  };
}
