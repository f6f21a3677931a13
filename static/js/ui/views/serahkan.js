/** Hand results over without a network: codes on this screen for a trainer's camera, or a file. What was handed over stays here as well. */
import { keepAwake, saveFile, shareFile, canShareFile } from '../../platform/browser.js';
import { formatDay, wallMs } from '../../platform/clock.js';
import { paintQr } from '../../platform/qr_encode.js';
import { encoder, MAX_DATA } from '../../group/frames.js';
import { html, nothing, render } from '../dom.js';
import { frameBar } from '../parts/frame.js';

const [SLOWEST, USUAL, FASTEST] = [2, 6, 12]; // codes a second
const TYPE = 'application/octet-stream';

const empty = () => html`<main class="page">
  <div class="notice notice-ok"><b>Tidak ada yang perlu diserahkan</b>Semua hasil Anda sudah di PPS.</div>
</main>`;

const busy = () => html`<main class="page page-middle" aria-busy="true"><p class="title" role="status">Menyiapkan ...</p></main>`;

const large = (v) => html`<main class="page">
    <div class="notice notice-wait"><b>Terlalu banyak untuk kode QR</b>${v.count} hasil sekaligus lebih cepat sebagai berkas. Atau serahkan satu per satu dari “Kirim hasil”.</div>
  </main>
  <footer class="dock">${buttons(v, 'btn btn-primary')}</footer>`;

/** The same results as a file; `first` is how the nearer way looks. */
const buttons = (v, first) => html`${v.shares ? html`<button class=${first} @click=${v.share}>Bagikan berkas</button>` : nothing}
  <button class=${v.shares ? 'btn btn-quiet' : first} @click=${v.save}>Simpan berkas</button>`;

const codes = (v) => html`<main class="page hand">
    <p class="soft">Di ponsel pelatih: buka <b>Terima hasil</b>, arahkan kamera ke kode ini sampai tertulis <b>Lengkap</b>.</p>
    <canvas class="hand-code" role="img" aria-label="Kode QR yang berganti-ganti; arahkan kamera ponsel pelatih ke sini"></canvas>
    <p class="row"><span class="grow" role="status">${v.count} hasil · ${v.frames} kode</span>${v.round > 1 ? html`<span class="soft">putaran ${v.round}</span>` : nothing}</p>
    <p class="soft">Tidak terbaca? Lambatkan, terangkan layar, jaga jarak sejengkal. Atau serahkan sebagai berkas. Hasil tetap di ponsel ini sampai PPS memegangnya.</p>
    ${buttons(v, 'btn')}
  </main>
  <footer class="dock">
    <div class="hand-speed">
      <button class="btn btn-small" ?disabled=${v.rate <= SLOWEST} @click=${() => v.pace(-1)}>Lambat</button>
      <span>${v.rate} per detik</span>
      <button class="btn btn-small" ?disabled=${v.rate >= FASTEST} @click=${() => v.pace(1)}>Cepat</button>
    </div>
  </footer>`;

const PAGES = { siap: busy, kosong: empty, besar: large, kode: codes };

export async function open(root, params, app) {
  const v = { page: 'siap', rate: USUAL, count: 0, frames: 0, round: 1, shares: canShareFile() };
  let bytes = null;
  let source = null;
  let number = 0;
  let timer = null;
  const draw = (change = {}) => {
    Object.assign(v, change);
    render(html`${frameBar({ title: 'Serahkan hasil', back: '#/kirim' })}${PAGES[v.page](v)}`, root);
  };

  function show() {
    const canvas = root.querySelector('canvas');
    if (!canvas) return;
    paintQr(canvas, source.frame(number), Math.max(canvas.clientWidth, 240) * Math.min(3, devicePixelRatio || 1));
    number += 1;
    const round = Math.floor(number / source.count) + 1;
    if (round !== v.round) draw({ round });
  }
  function run() {
    clearInterval(timer);
    timer = setInterval(show, 1000 / v.rate);
  }

  const name = () => `simulasi-tps-${formatDay(wallMs())}.simtps`;
  v.save = () => saveFile(name(), bytes, TYPE);
  v.share = () => shareFile(name(), bytes, TYPE);
  v.pace = (step) => {
    draw({ rate: Math.min(FASTEST, Math.max(SLOWEST, v.rate + step)) });
    run();
  };

  draw();
  const rows = (await app.sync.overview()).filter((r) => (params[0] ? r.attempt.id === params[0] : r.state !== 'terkirim') && r.last >= 0);
  if (!rows.length) return draw({ page: 'kosong' });
  bytes = await app.handover.seal(rows.map((r) => r.attempt));
  if (bytes.length > MAX_DATA) return draw({ page: 'besar', count: rows.length });
  source = encoder(bytes);
  draw({ page: 'kode', count: rows.length, frames: source.count });
  const rest = keepAwake();
  show();
  run();
  return () => {
    clearInterval(timer);
    rest();
  };
}
