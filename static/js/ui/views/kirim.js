/** What has reached the PPS and what has not, attempt by attempt, in plain words; send now, or carry it as a file. */
import { saveFile } from '../../platform/browser.js';
import { formatWall, wallMs } from '../../platform/clock.js';
import { lines } from '../../store/event_log.js';
import { identity } from '../../store/meta.js';
import { chain } from '../../platform/digest.js';
import { WORDS, whyOf } from '../../sync/states.js';
import { html, nothing, render } from '../dom.js';
import { frameBar, roleWords, sendWords, troubleWords } from '../parts/frame.js';
import { waitWords } from '../parts/pin_entry.js';

const TONE = { terkirim: 'chip chip-ok', tamu: 'chip', belum: 'chip chip-wait', sebagian: 'chip chip-wait', ditolak: 'chip chip-no' };
const DAY = { hari: 'Hari pemungutan', daftar_periksa: 'Daftar periksa' };

/** The bundle a PPS can read when there is no network for weeks: the same parts as an upload, whole. */
export async function bundle(rows, profile) {
  const parts = [];
  for (const { attempt } of rows) {
    const all = await lines(attempt.id);
    const heads = await chain(attempt.id, all);
    const { id, pack_hash, engine } = attempt;
    parts.push({ attempt_id: id, pack_hash, engine, from_seq: 0, lines: all, head: heads[all.length - 1] });
  }
  const { device_id } = await identity();
  return { format: 'simtps', version: 1, device_id, member_id: profile.kind === 'tamu' ? '' : profile.id, saved: wallMs(), parts };
}

const row = (r, v) => html`<li class="card stack">
  <div class="row">
    <span class="grow"><b>${DAY[r.attempt.kind] ?? 'Latihan'}</b><br /><span class="soft">${r.attempt.seats.filter((s) => s !== 'semua').map(roleWords).join(', ')} · mulai ${formatWall(r.attempt.began)}</span></span>
    <span class=${TONE[r.state] ?? 'chip'}>${WORDS[r.state]}</span>
  </div>
  ${r.state === 'terkirim' || r.state === 'tamu' ? nothing : why(r)}
  <button class="btn btn-quiet btn-small" @click=${() => v.save([r])}>Simpan sebagai berkas</button>
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
      <ul class="stack plain-list">
        ${v.rows.map((r) => row(r, v))}
      </ul>
      ${v.rows.length ? nothing : html`<p class="soft">Belum ada latihan.</p>`}
    </main>
    <footer class="dock">
      ${guest
        ? html`<a class="btn btn-primary" href="#/undangan">Masukkan undangan</a>`
        : html`<button class="btn btn-primary" ?disabled=${s.sending} @click=${v.send}>${s.sending ? 'Mengirim ...' : 'Kirim sekarang'}</button>`}
      ${s.trouble === 'login' ? html`<a class="btn" href="#/undangan">Masuk lagi dengan undangan</a>` : nothing}
      ${v.rows.length ? html`<button class="btn btn-quiet" @click=${() => v.save(v.rows)}>Simpan semua sebagai berkas</button>` : nothing}
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
  v.save = async (rows) => {
    const stamp = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' }).format(wallMs());
    saveFile(`simulasi-tps-${stamp}.simtps`, JSON.stringify(await bundle(rows, app.profile)));
  };
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
