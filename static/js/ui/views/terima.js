/** Take results of others: by camera from their screen, or from a file. They are carried to the server when this phone has a signal. */
import { keepAwake } from '../../platform/browser.js';
import { scan } from '../../platform/qr_scan.js';
import { decoder } from '../../group/frames.js';
import { html, nothing, render } from '../dom.js';
import { frameBar } from '../parts/frame.js';

const CAMERA = {
  izin: 'Kamera belum diizinkan. Ketuk ikon gembok di bilah alamat, izinkan kamera, lalu coba lagi. Atau pakai berkas.',
  'tidak-ada': 'Ponsel ini tidak punya kamera yang dapat dipakai. Pakai berkas.',
  sibuk: 'Kamera sedang dipakai aplikasi lain. Tutup dulu, lalu coba lagi.',
  'tidak-bisa': 'Kamera tidak dapat dibuka di peramban ini. Pakai berkas.',
};
const BROKEN = {
  rusak: 'Ini bukan berkas hasil Simulasi TPS, atau rusak di jalan. Tidak ada yang disimpan; minta dikirim lagi.',
  'terlalu-baru': 'Dibuat aplikasi yang lebih baru. Buka aplikasi ini saat ada sinyal agar diperbarui, lalu terima lagi.',
};
const STATE = { '': 'belum dibawa ke PPS', diterima: 'sudah di PPS', sudah_ada: 'sudah di PPS', ditahan: 'sampai, menunggu diperiksa PPS', bercabang: 'sampai, perlu dilihat PPS', ditolak: 'tidak diterima PPS' };
const TONE = { diterima: 'chip chip-ok', sudah_ada: 'chip chip-ok', '': 'chip chip-wait', ditolak: 'chip chip-no' };

const lens = (v) => html`<div class="hand-lens">
    <video class="hand-video" muted playsinline aria-label="Gambar kamera"></video>
    ${v.count
      ? html`<div class="hand-progress"><progress class="meter" max=${v.count} value=${v.got} aria-label="Kode terbaca"></progress><span class="num">${v.got} dari ${v.count}</span></div>`
      : nothing}
  </div>
  <p class="soft" role="status">${v.count ? 'Tahan, sedang membaca ...' : 'Arahkan ke kode di layar ponsel anggota, jarak sejengkal.'}</p>`;

const carried = (rows) => html`<section class="card stack">
  <h2>Dibawa untuk orang lain</h2>
  <ul class="plain-list">
    ${rows.map((r) => html`<li class="row"><span class="grow"><b>${r.name || 'Tanpa nama'}</b><br /><span class="soft">${r.decisions} keputusan</span></span><span class=${TONE[r.status] ?? 'chip chip-wait'}>${STATE[r.status] ?? r.status}</span></li>`)}
  </ul>
  <p class="soft">Dikirim sendiri saat ponsel ini bersinyal. Setiap anggota tetap menyimpan hasilnya.</p>
</section>`;

const page = (v) => html`${frameBar({ title: 'Terima hasil', back: '#/kirim' })}
  <main class="page hand">
    ${v.good ? html`<div class="notice notice-ok" role="status"><b>Lengkap</b>${v.good}</div>` : nothing}
    ${v.bad ? html`<div class="notice notice-no" role="alert">${v.bad}</div>` : nothing}
    ${v.on ? lens(v) : v.good || v.bad ? nothing : html`<p>Untuk pelatih: minta anggota membuka <b>Serahkan tanpa sinyal</b>, lalu arahkan kamera ponsel ini ke kodenya, atau pilih berkas kirimannya.</p>`} ${v.rows.length ? carried(v.rows) : nothing}
    ${v.guest ? html`<p class="soft">Tanpa undangan, ponsel ini hanya menyimpan; masukkan undangan agar dapat mengirimnya.</p>` : nothing}
  </main>
  <footer class="dock">
    ${v.on
      ? html`<button class="btn" @click=${v.stop}>Matikan kamera</button>`
      : html`<button class="btn btn-primary" @click=${v.start}>${v.good ? 'Terima dari orang berikutnya' : 'Nyalakan kamera'}</button>`}
    <label class="btn btn-quiet file-btn">Pilih berkas .simtps<input class="hide-visually" type="file" accept=".simtps,application/octet-stream" @change=${v.file} /></label>
  </footer>`;

const words = (taken) => {
  const names = taken.map((t) => `${t.name || 'Tanpa nama'}, ${t.decisions} keputusan`).join('; ');
  return taken.some((t) => t.fresh) ? `${names}. Tersimpan di ponsel ini.` : `${names}. Sudah pernah diterima.`;
};

export async function open(root, params, app) {
  const v = { on: false, got: 0, count: 0, good: '', bad: '', rows: [], guest: app.profile.kind === 'tamu' };
  let live = true;
  let end = null;
  const draw = (change = {}) => {
    Object.assign(v, change);
    if (live) render(page(v), root);
  };

  async function take(bytes) {
    try {
      const taken = await app.handover.take(bytes);
      draw({ good: words(taken), bad: '', rows: await app.handover.carried() });
    } catch (e) {
      draw({ good: '', bad: BROKEN[e.code] ?? e.message });
    }
  }

  v.stop = () => {
    end?.();
    end = null;
    draw({ on: false, got: 0, count: 0 });
  };
  v.start = async () => {
    const frames = decoder();
    draw({ on: true, got: 0, count: 0, good: '', bad: '' });
    try {
      const rest = keepAwake();
      const stop = await scan(root.querySelector('video'), (text) => {
        const said = frames.add(text);
        if (said === 'utuh') {
          v.stop();
          take(frames.state.data);
        } else if (said === 'baru') draw({ got: frames.state.got, count: frames.state.count });
      });
      end = () => (stop(), rest());
      if (!live || !v.on) end();
    } catch (e) {
      draw({ on: false, bad: CAMERA[e.code] ?? CAMERA['tidak-bisa'] });
    }
  };
  v.file = async (e) => {
    const [file] = e.target.files;
    if (file) await take(new Uint8Array(await file.arrayBuffer()));
    e.target.value = '';
  };

  draw({ rows: await app.handover.carried() });
  const unwatch = app.status.watch(async () => draw({ rows: await app.handover.carried() }));
  return () => {
    live = false;
    unwatch();
    end?.();
  };
}
