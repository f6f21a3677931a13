/** Getting ready for no signal, with honest progress: the app, one day, the checklist. "Siap" only when all three are true. */
import { here, install } from '../../platform/browser.js';
import { html, nothing, render } from '../dom.js';
import { frameBar, troubleWords } from '../parts/frame.js';
import { icons } from '../parts/icons.js';
import { installCoach } from '../parts/install_coach.js';

const line = (label, done, of, have, unit) => html`<li class="step-line">
  <div class="row"><span class="grow"><b>${label}</b></span>
    ${have ? html`<span class="chip chip-ok">${icons.check} sudah</span>` : html`<span class="soft">${of ? unit(done, of) : 'menunggu'}</span>`}</div>
  <progress class="meter" max=${have ? 1 : of || 1} value=${have ? 1 : done} aria-label=${label}></progress>
</li>`;

const files = (n, of) => `${n} dari ${of}`;
const kilobytes = (n, of) => `${Math.round(n / 1024)} dari ${Math.round(of / 1024)} kB`;

const failed = (v, s) => {
  const text = v.error ? troubleWords({ trouble: v.error.kind, message: v.error.message }) : 'Pemasangan terhenti.';
  return html`<div class="notice notice-wait" role="alert"><b>Belum selesai</b>${text} Yang sudah terunduh tidak diulang.</div>`;
};

const after = (s) => html`<div class="notice notice-ok ready-box" role="status">
    <b class="title">Siap tanpa sinyal</b>
    Tanpa sinyal Anda tetap bisa berlatih, meninjau, dan mencentang daftar periksa; hanya mengirim hasil yang perlu sinyal.
  </div>
  ${installCoach(here(), install)}
  <p class="soft">${s.persistent ? 'Peramban berjanji tidak menghapus simpanan ini sendiri.' : 'Jangan menghapus data situs ini di peramban; latihan tersimpan di sana.'}</p>`;

function page(v, s) {
  const stuck = !s.ready && !v.busy && (v.error || s.shell.phase === 'gagal');
  return html`${frameBar({ title: 'Siapkan ponsel', back: '#/' })}
    <main class="page">
      <h2 class="title">${s.ready ? 'Ponsel ini siap' : 'Menyimpan aplikasi di ponsel ini'}</h2>
      <ol class="stack steps-list">
        ${line('Aplikasi', s.shell.n, s.shell.of, s.shell.phase === 'siap', files)} ${line('Hari latihan', v.hari.got, v.hari.of, s.day, kilobytes)}
        ${line('Daftar periksa', v.daftar_periksa.got, v.daftar_periksa.of, s.list, kilobytes)}
      </ol>
      ${s.ready ? after(s) : stuck ? failed(v, s) : html`<p class="soft" role="status">Sebentar saja. Jangan tutup halaman ini.</p>`}
    </main>
    <footer class="dock">
      ${stuck ? html`<button class="btn btn-primary" @click=${v.again}>Coba lagi</button>` : nothing}
      <a class=${s.ready ? 'btn btn-primary' : 'btn'} href=${s.ready ? '#/mulai' : '#/'}>${s.ready ? 'Mulai' : 'Ke beranda'}</a>
    </footer>`;
}

export async function open(root, params, app) {
  const v = { hari: { got: 0, of: 0 }, daftar_periksa: { got: 0, of: 0 }, busy: false, error: null };
  let live = true;
  const draw = () => live && render(page(v, app.status.get()), root);

  async function prepare() {
    Object.assign(v, { busy: true, error: null });
    draw();
    try {
      const s = app.status.get();
      if (s.shell.phase === 'gagal') await app.worker.retry();
      if (!(s.day && s.list)) {
        await app.readiness.prepare((pack, got) => {
          v[pack.kind] = { got, of: pack.bytes };
          draw();
        });
      }
      await app.persist();
    } catch (error) {
      v.error = error;
    }
    v.busy = false;
    draw();
  }

  v.again = prepare;
  const unwatch = app.status.watch(draw);
  draw();
  prepare();
  return () => {
    live = false;
    unwatch();
  };
}
