/** The debrief: the day as a timeline, with clock times, causes, the right act and its source. */
import { html, nothing, render } from '../dom.js';
import { load, score as scoreOf } from '../../engine/index.js';
import { walk } from '../parts/history.js';
import { icons } from '../parts/icons.js';
import { resultHead, skillBars } from '../parts/result_head.js';
import { timeline } from '../parts/timeline.js';
import { needsLook, timelineRows } from '../parts/timeline_rows.js';
import { trouble } from '../parts/trouble.js';

const PAGE = 40;

export async function open(root, [id], app) {
  let pack, attempt, day;
  try {
    attempt = await app.attempts.get(id);
    if (!attempt) throw new Error('Latihan ini tidak ada di ponsel ini.');
    pack = load(await app.packs.get(attempt.pack_hash));
    day = walk(pack, await app.attempts.events(id));
  } catch (error) {
    render(trouble(error, { retry: () => open(root, [id], app) }), root);
    return;
  }
  const rows = timelineRows(pack, day);
  const look = rows.filter(needsLook);
  const score = scoreOf(pack, day.state);
  const opened = new Set();
  let all = look.length === 0;
  let most = PAGE;

  const toggle = (key, on) => {
    if (opened.has(key) === on) return;
    opened[on ? 'add' : 'delete'](key);
    show();
  };

  /** Walk to a row, showing it first when the filter or the page hides it. */
  const go = (key) => {
    const list = all ? rows : look;
    let at = list.findIndex((row) => row.key === key);
    if (at < 0) {
      all = true;
      at = rows.findIndex((row) => row.key === key);
    }
    most = Math.max(most, at + 1);
    show();
    const target = root.querySelector(`#baris-${CSS.escape(key)}`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  };

  const pick = (to) => () => {
    all = to;
    most = PAGE;
    show();
  };

  const show = () => {
    const list = all ? rows : look;
    render(view(list), root);
  };

  const view = (list) => html`<header class="bar"><a class="bar-back" href="#/" aria-label="Ke beranda">${icons.prev}</a><h1>Tinjau hari ini</h1><span class="chip">${seatsText(pack, day.state.seats)}</span></header>
    <main class="page review">
      ${score.done ? nothing : html`<p class="notice"><b>Hari ini belum selesai.</b> Yang terlihat baru sampai keputusan terakhir.</p>`}
      ${resultHead(pack, score, rows)}
      ${rows.length ? filter(list) : nothing}
      ${look.length || all ? nothing : html`<p>Tidak ada yang keliru.</p>`}
      ${timeline({ pack, rows: list.slice(0, most), opened, toggle, go })}
      ${list.length > most ? html`<button class="btn" type="button" @click=${() => { most += PAGE; show(); }}>Tampilkan ${Math.min(PAGE, list.length - most)} lagi</button>` : nothing}
      ${skillBars(pack, score)}
      <p class="soft">${pack.raw.title}. ${pack.raw.tps.nama}, ${pack.raw.tps.desa}: TPS, nama, partai, dan calon di sini rekaan.</p>
    </main>
    <footer class="dock">${score.done
      ? html`<a class="btn btn-primary" href=${`#/mulai/${attempt.pack_hash}`}>Latih lagi</a>`
      : html`<a class="btn btn-primary" href=${`#/main/${id}`}>Lanjutkan</a>`}</footer>`;

  const filter = () => html`<div class="segments" role="group" aria-label="Tampilkan">
    <button type="button" aria-pressed=${String(!all)} @click=${pick(false)}>Perlu dilihat <span class="num">${look.length}</span></button>
    <button type="button" aria-pressed=${String(all)} @click=${pick(true)}>Seluruh hari <span class="num">${rows.length}</span></button>
  </div>`;

  show();
  globalThis.scrollTo(0, 0);
}

function seatsText(pack, seats) {
  if (seats.length > 2) return 'seluruh regu';
  return seats.map((seat) => pack.raw.roles.find((role) => role.id === seat)?.label ?? seat).join(', ');
}
