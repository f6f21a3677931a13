/** The code-of-conduct checklist: by phase or by principle, and by role, offline, every tick an event of one ongoing attempt. */
import { load, replay } from '../../engine/index.js';
import { html, nothing, render } from '../dom.js';
import { byPrinciple, carried, countDone, groups, listsOf, seatsFor } from '../parts/checklist.js';
import { MARKS } from '../parts/format.js';
import { frameBar, roleWords } from '../parts/frame.js';
import { icons } from '../parts/icons.js';
import { sourceHref } from '../parts/sources.js';

const source = (s) => html`<li>
  <a href=${sourceHref(s.id)}>${s.instrument}${s.article ? html`, ${s.article}` : nothing}</a>
  ${MARKS[s.mark] ? html`<span class="chip chip-wait">${MARKS[s.mark]}</span>` : nothing}
</li>`;

const itemRow = (item, v) => {
  const done = v.done[item.id] === 'sudah';
  const known = (item.sources ?? []).filter((id) => v.raw.sources[id]).map((id) => ({ id, ...v.raw.sources[id] }));
  return html`<li class=${done ? 'tick on' : 'tick'}>
    <button class="tick-main" role="checkbox" aria-checked=${done ? 'true' : 'false'} data-item=${item.id} @click=${() => v.toggle(item)}>
      <span class="tick-box" aria-hidden="true">${done ? icons.check : nothing}</span>
      <span class="grow">${item.text}${item.asas && v.by === 'fase' ? html` <span class="soft tick-asas">Asas: ${item.asas}</span>` : nothing}</span>
      <span class="tick-word">${done ? 'sudah' : 'belum'}</span>
    </button>
    ${known.length
      ? html`<details class="tick-source">
          <summary>Dasar aturan${known.some((s) => MARKS[s.mark]) ? ' · belum diverifikasi' : ''}</summary>
          <ul>${known.map(source)}</ul>
        </details>`
      : nothing}
  </li>`;
};

const tally = (items, v) => {
  const n = countDone(items, v.done);
  return html`<span class=${n === items.length ? 'chip chip-ok' : 'chip'}>${n} dari ${items.length}</span>`;
};

const list = (l, v) => html`<details class="tick-list" ?open=${v.list === l.id} data-list=${l.id} @toggle=${(e) => v.listed(l.id, e.target.open)}>
  <summary><h4 class="grow">${l.label}</h4>${tally(l.items, v)}</summary>
  <ul class="plain-list">${l.items.map((i) => itemRow(i, v))}</ul>
</details>`;

const group = (g, v) => html`<details class="phase" ?open=${v.open === g.id} data-phase=${g.id} @toggle=${(e) => v.toggled(g.id, e.target.open)}>
  <summary><h3 class="grow">${g.label}</h3>${tally(g.items, v)}</summary>
  ${listsOf(g.items).map((l) => list(l, v))}
</details>`;

const way = (by, words, v) =>
  html`<button class=${v.by === by ? 'btn btn-primary' : 'btn'} type="button" aria-pressed=${String(v.by === by)} @click=${() => v.arrange(by)}>${words}</button>`;

function page(v) {
  const all = v.phases.flatMap((g) => g.items);
  const n = countDone(all, v.done);
  return html`${frameBar({ title: 'Daftar periksa', back: '#/', right: html`<span class="chip">${n} / ${all.length}</span>` })}
    <main class="page">
      <div>
        <h2 class="title">${v.raw.title}</h2>
        <p class="soft">Untuk ${v.seats[0] === 'semua' ? 'semua anggota KPPS' : roleWords(v.seats[0])}. Centang yang sudah Anda lakukan; bisa diubah kapan saja, tidak menambah nilai.</p>
      </div>
      <progress class="meter" max=${all.length} value=${n} aria-label="Sudah diperiksa"></progress>
      ${v.news ? html`<div class="notice">Daftar ini diperbarui. Centang Anda yang masih berlaku sudah dibawa.</div>` : nothing}
      ${v.withdrawn ? html`<div class="notice">PPS sudah menarik daftar ini. Centang Anda tetap tersimpan dan dikirim; daftar yang baru muncul di sini setelah diterbitkan.</div>` : nothing}
      ${all.some((item) => item.asas)
        ? html`<div class="pair" role="group" aria-label="Susun daftar">${way('fase', 'Per tahap', v)}${way('asas', 'Per asas', v)}</div>`
        : nothing}
      ${v.groups.map((g) => group(g, v))}
    </main>
    <footer class="dock dock-status">
      ${v.error ? html`<div class="notice notice-no" role="alert">${v.error}</div>` : nothing}
      <p class="soft">Tersimpan di ponsel ini, dikirim sendiri saat ada sinyal.</p>
    </footer>`;
}

const absent = () => html`${frameBar({ title: 'Daftar periksa', back: '#/' })}
  <main class="page"><p>Daftar periksa belum ada di ponsel ini.</p></main>
  <footer class="dock"><a class="btn btn-primary" href="#/pasang">Unduh sekarang</a></footer>`;

async function newestPack(app) {
  const held = (await app.packs.list()).filter((p) => p.kind === 'daftar_periksa');
  return held.sort((a, b) => b.stored - a.stored)[0];
}

const ticksOf = async (app, attempt) => replay(load(await app.packs.get(attempt.pack_hash)), await app.attempts.events(attempt.id)).checks;

export async function open(root, params, app) {
  const old = (await app.attempts.list()).filter((a) => a.kind === 'daftar_periksa');
  const offered = await newestPack(app);
  // Withdrawn while it is being ticked: who has begun goes on with it.
  const about = offered ?? (old[0] && { hash: old[0].pack_hash });
  if (!about) return render(absent(), root);
  const raw = await app.packs.get(about.hash);
  const seats = offered ? seatsFor(raw, app.profile.peran) : old[0].seats;
  const phases = groups(raw, seats);
  const v = { raw, seats, phases, groups: phases, by: 'fase', done: {}, error: '', news: false, withdrawn: !offered, open: '', list: '' };
  v.attempt = old.find((a) => a.pack_hash === about.hash && a.seats.join() === seats.join());
  let live = true;
  const draw = () => live && render(page(v), root);

  /** The attempt begins with the first tick; looking at the list is not an attempt. */
  async function attempt() {
    v.attempt ??= await app.attempts.create({ pack_hash: about.hash, engine: '1', ruleset: raw.ruleset, mode: 'langsung', seats, kind: 'daftar_periksa' });
    return v.attempt;
  }

  async function mark(item, word) {
    const { id } = await attempt();
    await app.attempts.append(id, { step: item.step, answer: [item.id, word], role: item.role });
    v.done = { ...v.done, [item.id]: word };
  }

  v.toggle = async (item) => {
    try {
      await mark(item, v.done[item.id] === 'sudah' ? 'belum' : 'sudah');
      v.error = '';
    } catch (e) {
      v.error = e.message;
    }
    draw();
  };
  const unfinished = (each) => countDone(each.items, v.done) < each.items.length;
  const openAt = (g) => Object.assign(v, { open: g?.id ?? '', list: g ? (listsOf(g.items).find(unfinished)?.id ?? '') : '' });
  v.toggled = (name, isOpen) => {
    if (isOpen === (v.open === name)) return;
    openAt(isOpen ? v.groups.find((g) => g.id === name) : null);
    draw();
  };
  v.listed = (id, isOpen) => {
    if (isOpen === (v.list === id)) return;
    v.list = isOpen ? id : '';
    draw();
  };

  v.arrange = (by) => {
    if (by === v.by) return;
    Object.assign(v, { by, groups: by === 'asas' ? byPrinciple(phases) : phases });
    openAt(v.groups.find(unfinished));
    draw();
  };

  if (v.attempt) v.done = await ticksOf(app, v.attempt);
  else if (old.length) {
    const items = phases.flatMap((g) => g.items);
    for (const item of carried(await ticksOf(app, old[0]), items)) await mark(item, 'sudah');
    v.news = Boolean(v.attempt);
  }
  openAt(v.groups.find(unfinished));
  draw();
  return () => {
    live = false;
    if (v.attempt) app.attempts?.release(v.attempt.id);
  };
}
