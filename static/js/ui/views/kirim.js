/** What has reached the PPS and what has not, attempt by attempt, in plain words; send now, or hand it over without a network. */
import { formatWall, wallMs } from '../../platform/clock.js';
import { WORDS, whyOf } from '../../sync/states.js';
import { html, nothing, render } from '../dom.js';
import { frameBar, roleWords, sendWords, troubleWords } from '../parts/frame.js';
import { waitWords } from '../parts/pin_entry.js';

const TONE = { terkirim: 'chip chip-ok', tamu: 'chip', belum: 'chip chip-wait', sebagian: 'chip chip-wait', ditolak: 'chip chip-no' };
const DAY = { hari: 'Hari pemungutan', daftar_periksa: 'Daftar periksa' };

const row = (r, v) => html`<li class="card stack">
  <div class="row">
    <span class="grow"><b>${DAY[r.attempt.kind] ?? 'Latihan'}</b><br /><span class="soft">${[r.attempt.seats.filter((s) => s !== 'semua').map(roleWords).join(', '), `mulai ${formatWall(r.attempt.began)}`].filter(Boolean).join(' · ')}</span></span>
    <span class=${TONE[r.state] ?? 'chip'}>${WORDS[r.state]}</span>
  </div>
  ${r.state === 'terkirim' || r.state === 'tamu' ? nothing : why(r)}
  <a class="btn btn-quiet btn-small" href=${`#/serahkan/${r.attempt.id}`}>${r.ack?.code === 'erased' ? 'Simpan sebagai berkas' : 'Serahkan tanpa sinyal'}</a>
</li>`;

const why = (r) => {
  const text = r.ack?.status && r.state !== 'belum' ? whyOf(r.ack.code) : '';
  return text ? html`<p class="soft">${text}</p>` : nothing;
};

const nextTry = (s) => {
  const left = Math.ceil((s.due - wallMs()) / 1000);
  return s.due && left > 0 && !s.sending ? html` Dicoba lagi sendiri dalam ${waitWords(left)}.` : nothing;
};

function page(v, s, guest) {
  const trouble = troubleWords(s);
  return html`${frameBar({ title: 'Kirim hasil', back: '#/' })}
    <main class="page">
      <div class=${s.unsent ? 'notice notice-wait' : 'notice'} role="status" aria-live="polite">
        <b>${guest ? 'Tanpa undangan' : s.unsent ? `${s.unsent} hasil belum terkirim` : 'Tidak ada yang tertinggal'}</b>
        ${guest ? 'Hasil hanya ada di ponsel ini. Masukkan undangan agar bisa dikirim ke PPS.' : sendWords(s)}
        ${trouble && !s.sending ? html`<br />${trouble}${nextTry(s)}` : nothing}
        ${s.last_sent ? html`<br />Terakhir tersambung ${formatWall(s.last_sent)}.` : nothing}
      </div>
      ${s.locked
        ? html`<div class="notice notice-wait"><b>${s.locked} latihan lama masih terkunci PIN lama.</b> Tidak ada yang hilang. Minta undangan baru kepada PPS, khusus untuk Anda, dan masukkan di ponsel ini, maka latihannya terbuka dan terkirim.</div>`
        : nothing}
      ${s.closed
        ? html`<div class="notice notice-wait"><b>Hasil lama Anda dari ponsel lain belum terbuka di sini.</b> <a href="#/izin">Lihat caranya</a></div>`
        : nothing}
      ${s.keadaan ? html`<div class="notice notice-no" role="status">${whyOf(s.keadaan)}</div>` : nothing}
      ${Math.abs(s.clock_off) > 10
        ? html`<div class="notice notice-wait">Jam ponsel ini berbeda ${Math.abs(s.clock_off)} menit dari jam server. Hasil tetap diterima; betulkan jamnya di pengaturan.</div>`
        : nothing}
      <ul class="stack plain-list">
        ${v.rows.map((r) => row(r, v))}
      </ul>
      ${v.rows.length ? nothing : html`<p class="soft">Belum ada latihan.</p>`}
      ${guest || s.closed ? nothing : html`<a class="btn btn-quiet" href="#/izin">Saya berganti ponsel</a>`}
    </main>
    <footer class="dock">
      ${guest
        ? html`<a class="btn btn-primary" href="#/undangan">Masukkan undangan</a>`
        : html`<button class="btn btn-primary" ?disabled=${s.sending} @click=${v.send}>${s.sending ? 'Mengirim ...' : 'Kirim sekarang'}</button>`}
      ${s.trouble === 'login' ? html`<a class="btn" href="#/undangan">Masuk lagi dengan undangan</a>` : nothing}
      ${s.unsent || (guest && v.rows.length) ? html`<a class="btn" href="#/serahkan">Serahkan tanpa sinyal</a>` : nothing}
      <a class="btn btn-quiet" href="#/terima">Terima hasil orang lain</a>
    </footer>`;
}

export async function open(root, params, app) {
  const guest = app.profile.kind === 'tamu';
  const v = { rows: [] };
  let live = true;
  const draw = () => live && app.profile && render(page(v, app.status.get(), guest), root);
  const load = async () => {
    v.rows = await app.sync.overview();
    draw();
  };
  v.send = () => app.sync.request('orang');
  let before = '';
  const unwatch = app.status.watch((s) => {
    const now = `${s.unsent}/${s.sending}/${s.last_sent}`;
    if (now !== before) load();
    else draw();
    before = now;
  });
  await load();
  app.sync.request('kembali');
  return () => {
    live = false;
    unwatch();
  };
}
