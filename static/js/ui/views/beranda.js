/** Home: who you are, where you stopped, what is ready, what has not been sent. */
import { here, install, painted } from '../../platform/browser.js';
import { localHour, wallMs } from '../../platform/clock.js';
import { html, nothing, render } from '../dom.js';
import { embeddedHint } from '../parts/embedded.js';
import { face } from '../parts/emblem.js';
import { installCoach } from '../parts/install_coach.js';
import { frameBar, readyBadge, sendWords, whoWords } from '../parts/frame.js';

const greeting = (h) => `Selamat ${h < 4 ? 'malam' : h < 11 ? 'pagi' : h < 15 ? 'siang' : h < 18 ? 'sore' : 'malam'}`;

const welcome = (app, begin) => html`${frameBar({ title: 'Simulasi TPS', right: readyBadge(app.status.get()) })}
  <main class="page welcome">
    ${face()}
    <h2 class="hero">Latih hari pemungutan, sebelum harinya tiba.</h2>
    <p class="soft">Satu hari di TPS: memeriksa pemilih, menyerahkan surat suara, menghitung, mengisi C.HASIL. Berjalan tanpa sinyal.</p>
    ${embeddedHint(here())}
  </main>
  <footer class="dock">
    <a class="btn btn-primary" href="#/undangan">Saya punya undangan</a>
    <button class="btn" @click=${begin}>Coba tanpa undangan</button>
    <a class="btn btn-quiet" href="#/bantuan">Apa ini?</a>
  </footer>`;

const going = (g) => html`<section class="card card-main stack">
  <div class="soft">Lanjutkan simulasi</div>
  <h2 class="title">${g.moment ?? g.title}</h2>
  ${g.total
    ? html`<div class="soft">${g.seat} · ${g.behind} dari ${g.total} keputusan</div>
        <progress class="meter" max=${g.total} value=${g.behind} aria-label="Kemajuan hari ini"></progress>`
    : html`<div class="soft">${g.seat}</div>`}
  <a class="btn btn-primary" href=${`#/main/${g.id}`}>Lanjutkan</a>
</section>`;

const fresh = (s, first) =>
  s.day || s.here
    ? html`<a class=${first ? 'card card-main card-tap' : 'card card-tap'} href="#/mulai">
        <span class="card-title">Mulai hari baru</span>
        <span class="soft">Pilih tugas dan panjangnya hari. Bisa dijeda kapan saja.</span>
        ${first ? html`<span class="btn btn-primary" aria-hidden="true">Mulai</span>` : nothing}
      </a>`
    : html`<a class="card card-main card-tap" href="#/pasang">
        <span class="card-title">Unduh hari latihan</span>
        <span class="soft">Sekali saja, saat ada sinyal. Setelah itu berjalan tanpa sinyal.</span>
      </a>`;

const five = (f) => html`<a class="card card-main card-tap" href=${f.href} data-lima>
  <span class="soft">${f.sent ? 'Kerjakan lebih dulu' : 'Lima menit berikutnya'}</span>
  <span class="card-title">${f.title}</span>
  <span class="soft">${f.why}</span>
  <span class="btn btn-primary" aria-hidden="true">Mulai</span>
</a>`;

const finished = (rows) =>
  rows.length
    ? html`<section class="card stack">
        <h2>Sudah dijalani</h2>
        <ul class="plain-list">
          ${rows.map((r) => html`<li><a class="line-link" href=${`#/tinjau/${r.id}`}><span class="grow">${r.title}</span><span class="soft">${r.seat}</span></a></li>`)}
        </ul>
      </section>`
    : nothing;

/** Only when there is something: a home screen with empty boxes teaches nobody. */
const letters = (s, any) =>
  any || s.unread
    ? html`<a class="card card-tap" href="#/pesan">
        <span class="card-title">Pesan dari PPS</span>
        <span class="soft">${s.unread ? html`<b>${s.unread} belum dibaca</b>` : 'Pertemuan, catatan, tugas Anda'}</span>
      </a>`
    : nothing;

const dock = (s, guest) => html`<footer class="dock dock-status">
  ${guest
    ? html`<p class="soft"><b>Tanpa undangan:</b> hasil hanya ada di ponsel ini. <a href="#/undangan">Masukkan undangan</a></p>`
    : html`<a class="status-line" href="#/kirim" aria-live="polite"
        >${s.unsent ? html`<b>${s.unsent} hasil belum terkirim.</b> ` : nothing}<span class="soft">${sendWords(s)}</span></a
      >`}
</footer>`;

function page(app, data, again) {
  const s = app.status.get();
  const { profile } = app;
  const guest = profile.kind === 'tamu';
  return html`${frameBar({ title: 'Simulasi TPS', right: readyBadge(s) })}
    <main class="page">
      <div>
        <h2 class="title">${greeting(localHour())}${guest ? '' : `, ${profile.nama}`}</h2>
        <p class="soft">${guest ? 'Bermain tanpa undangan' : whoWords(profile)}</p>
      </div>
      ${embeddedHint(here())} ${data.five?.sent ? five(data.five) : nothing} ${letters(s, data.letters)} ${data.five && !data.five.sent ? five(data.five) : nothing} ${data.going.map(going)} ${fresh(s, data.going.length === 0 && !data.five)}
      <a class="card card-tap" href="#/gabung">
        <span class="card-title">Latihan regu</span>
        <span class="soft">Satu hari bersama, masing-masing di mejanya</span>
      </a>
      <div class="pair">
        <a class="card card-tap" href="#/belajar">
          <span class="card-title">Belajar</span>
          <span class="soft">${data.five?.parts ?? 'Empat bagian, kartu pendek, uji'}</span>
        </a>
        <a class="card card-tap" href="#/kemajuan">
          <span class="card-title">Kemajuan</span>
          <span class="soft">${data.five?.ready ?? 'Kesiapan, rencana, sertifikat'}</span>
        </a>
        <a class="card card-tap" href="#/harih">
          <span class="card-title">Hari H</span>
          <span class="soft">Langkah menurut jam, besar dan gelap</span>
        </a>
        <a class="card card-tap" href="#/periksa">
          <span class="card-title">Daftar periksa</span>
          <span class="soft">${data.ticks ?? 'Kode etik, langkah demi langkah'}</span>
        </a>
        <a class="card card-tap" href="#/bantuan">
          <span class="card-title">Bantuan</span>
          <span class="soft">PIN, kirim hasil, ponsel bersama</span>
        </a>
      </div>
      ${finished(data.finished)} ${installCoach(here(), () => install().then(again))}
      <a class="btn btn-quiet" href="#/profil">${guest ? 'Ganti orang' : `Bukan ${profile.nama}? Ganti orang`}</a>
    </main>
    ${dock(s, guest)}`;
}

/** The centre of the home screen; null until learning is on this phone (it comes after the first start). */
async function fiveNow(app) {
  try {
    const [{ wordOfTrainer }, { homeWords }] = await Promise.all([import('../learn/knowing.js'), import('../../learn/standing.js')]);
    return await homeWords(app, wallMs(), await wordOfTrainer(app));
  } catch (error) {
    console.error(error);
    return null;
  }
}

export async function open(root, params, app) {
  const data = { going: [], finished: [], ticks: null, five: null };
  let live = true;
  let asking = false;
  /** Was the centre made before something that it tells of came: a return, a message with a drill in it? */
  const stale = (s = app.status.get()) => s.returned !== data.returned || s.unread !== data.unread;
  /** Once; again only when the cards, or what they tell of, came later than this screen. */
  const centre = async () => {
    if (asking) return;
    asking = true;
    await painted(); // learning is a large part of the app: the screen comes first
    do {
      const { returned, unread } = app.status.get();
      Object.assign(data, { returned, unread });
      data.five = await fiveNow(app);
    } while (live && stale());
    asking = false;
    draw();
  };
  const begin = async () => {
    await app.session.enterGuest();
    app.navigate('#/pasang');
  };
  const draw = () => live && render(app.profile ? page(app, data, draw) : welcome(app, begin), root);
  const unwatch = app.status.watch((s) => {
    draw();
    if (s.study && app.profile && (!data.five || stale(s))) centre();
  });
  draw();
  if (app.profile) {
    await painted(); // what is known stands first
    const { summarise } = await import('../parts/summary.js');
    Object.assign(data, await summarise(app));
    data.letters = (await app.inbox.list()).length > 0;
    draw();
    app.sync.request('kembali');
    if (app.status.get().study) await centre();
  }
  return () => {
    live = false;
    unwatch();
  };
}
