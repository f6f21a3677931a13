/** Play one attempt. Every act is durable before its result is shown; killed at any moment, the open question is asked again. */
import { html, nothing, render } from '../dom.js';
import { apply, load, pending, replay } from '../../engine/index.js';
import { act as actOf } from '../parts/history.js';
import { outcome, resultText } from '../parts/outcome.js';
import { table } from '../parts/table.js';
import { fitDock } from '../parts/fit.js';
import { trouble } from '../parts/trouble.js';

const SETTLE = 300; // ms in which a second tap of the same finger must not reach the next screen

export async function open(root, [id], app) {
  const give = (view) => render(view, root);
  let pack, attempt, state, mine;
  try {
    attempt = await app.attempts.get(id);
    if (!attempt) throw new Error('Latihan ini tidak ada di ponsel ini.');
    pack = load(await app.packs.get(attempt.pack_hash));
    mine = app.attempts.hold ? await app.attempts.hold(id) : true;
    state = replay(pack, await app.attempts.events(id));
  } catch (error) {
    give(trouble(error, { retry: () => open(root, [id], app) }));
    return undefined;
  }
  if (state.done) {
    app.navigate(`#/tinjau/${id}`);
    return undefined;
  }

  let draft = {};
  let last = null; // the act whose result is on screen
  let busy = false;
  let failure = null; // {error, answer}
  let settled = false;
  let timer;
  let alive = true;
  const explain = attempt.mode === 'langsung';

  const show = () => {
    if (!alive) return;
    const step = last ? last.step : pending(pack, state);
    const view = table({
      pack,
      state: last ? last.before : state,
      step,
      draft,
      change,
      submit,
      focus: focusOn,
      idle: busy || !settled || !mine,
      shown: last ? last.answer : undefined,
      leave: '#/',
    });
    give(html`${view.head}
      <main class="page table">${view.body}</main>
      <footer class=${`dock play-dock${settled ? '' : ' settling'}`}>${last ? afterwards() : html`${problem()}${view.dock}`}</footer>
      <p class="hide-visually" role="status" aria-live="polite">${last ? resultText(last) : ''}</p>`);
    fitDock(root, Boolean(last));
  };

  const change = (patch) => {
    draft = { ...draft, ...patch };
    show();
  };

  const focusOn = (target) => root.querySelector(`#${target}`)?.focus({ preventScroll: false });

  /** A fresh screen: nothing can be tapped until the finger of the last one is surely gone. */
  const turn = (target) => {
    settled = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      settled = true;
      show();
    }, SETTLE);
    show();
    if (target === 'judul') globalThis.scrollTo(0, 0);
    const first = root.querySelector(target === 'judul' ? '#judul' : '.outcome-wrap');
    first?.focus({ preventScroll: true });
    if (target !== 'judul' && root.querySelector('.dock-flow')) first?.scrollIntoView({ block: 'start' });
  };

  async function submit(answer) {
    if (busy || last || !mine) return;
    const step = pending(pack, state);
    const event = { step: step.id, answer, role: step.role };
    busy = true;
    failure = null;
    show();
    try {
      const after = apply(pack, state, { seq: state.seq + 1, ...event }); // refused here, it never reaches the log
      const written = await app.attempts.append(id, event);
      if (written && written.seq !== after.seq) throw new Error('Latihan ini berjalan di jendela lain. Muat ulang halaman untuk melanjutkan.');
      last = actOf(pack, state, after, event);
      state = after;
      if (state.done) {
        await app.attempts.finish(id);
        app.persist?.(); // now there is something to lose: browsers grant it to who has come to stay
      }
      app.sync?.request?.();
    } catch (error) {
      failure = { error, answer };
    }
    busy = false;
    if (last) turn('hasil');
    else show();
  }

  const afterwards = () => html`<div class="outcome-wrap" tabindex="0" role="group" aria-label="Yang terjadi">${outcome(pack, last, explain)}</div>
    <button class="btn btn-primary" type="button" ?disabled=${!settled} @click=${next}>${state.done ? 'Tinjau hari ini' : nextWords()}</button>`;

  const nextWords = () => {
    const to = pending(pack, state);
    if (to.role !== last.step.role) return `Lanjut sebagai ${pack.raw.roles.find((r) => r.id === to.role)?.label}`;
    return 'Lanjut';
  };

  const next = () => {
    if (!settled) return;
    if (state.done) {
      app.navigate(`#/tinjau/${id}`);
      return;
    }
    last = null;
    draft = {};
    turn('judul');
  };

  const problem = () => {
    if (!mine) return html`<p class="notice notice-wait" role="alert">Latihan ini sedang dibuka di jendela lain. Di sini hanya bisa dilihat.</p>`;
    if (!failure) return nothing;
    return html`<div class="notice notice-no" role="alert"><b>Jawaban ini belum tersimpan.</b> ${failure.error.message}
      <button class="btn" type="button" @click=${() => submit(failure.answer)}>Coba simpan lagi</button></div>`;
  };

  turn('judul');
  const refit = () => fitDock(root, Boolean(last));
  globalThis.addEventListener('resize', refit);
  return () => {
    alive = false;
    clearTimeout(timer);
    globalThis.removeEventListener('resize', refit);
    app.attempts.release?.(id);
  };
}
