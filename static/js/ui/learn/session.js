/** A row of questions, one a screen: durable before anything is shown, killed at any moment only the open one is asked again. */
import { apply } from '../../engine/index.js';
import { html, nothing, render } from '../dom.js';
import { answers } from '../parts/answers.js';
import { cards } from '../parts/cards.js';
import { fitDock } from '../parts/fit.js';
import { frameBar } from '../parts/frame.js';
import { act as actOf } from '../parts/history.js';
import { explanation } from '../parts/outcome.js';
import { scene } from '../parts/scene.js';

const SETTLE = 300; // ms in which a second tap of the same finger must not reach the next screen

/**
 * `deps`: `{root, pack, state, steps, title, leave, explain, append(event) -> durable event, done(acts, state)}`. Returns a clean-up function.
 * With `explain` what was right is said after each answer; without, the next question follows at once (a test).
 */
export function ask(deps) {
  const { root, pack, steps } = deps;
  let state = deps.state;
  let at = 0;
  let draft = {};
  let held; // the answer that waits for how sure
  let last = null;
  let busy = false;
  let failure = null;
  let settled = false;
  let timer;
  let alive = true;
  const acts = [];

  const show = () => {
    if (!alive) return;
    const step = last ? last.step : steps[at];
    const shown = last ? last.answer : held;
    const plain = last && step.sure ? shown[0] : shown;
    const ctx = { pack, state: last ? last.before : state, step, draft, change, submit, focus, idle: busy || !settled, shown: plain };
    const way = answers({ ...ctx, papers: step.cards?.length ? () => cards({ ...ctx, shown: null }) : undefined });
    render(
      html`${frameBar({ title: deps.title, back: deps.leave, right: html`<span class="chip num">${at + 1} / ${steps.length}</span>` })}
        <main class="page table">
          <progress class="meter" max=${steps.length} value=${at + (last ? 1 : 0)} aria-label=${`Soal ${at + 1} dari ${steps.length}`}></progress>
          ${scene(pack, step, 2)}
          <div class="laid">${cards(ctx)}</div>
          ${way.body === nothing ? nothing : html`<div class="answer">${way.body}</div>`}
        </main>
        <footer class=${`dock play-dock${settled ? '' : ' settling'}`}>${last ? afterwards() : held === undefined ? html`${problem()}${way.dock}` : html`${problem()}${howSure()}`}</footer>
        <p class="hide-visually" role="status" aria-live="polite">${last ? (last.entry.right ? 'Tepat.' : 'Keliru.') : ''}</p>`,
      root,
    );
    fitDock(root, Boolean(last));
  };

  const change = (patch) => {
    draft = { ...draft, ...patch };
    show();
  };
  const focus = (target) => root.querySelector(`#${target}`)?.focus({ preventScroll: false });

  const turn = (target) => {
    settled = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      settled = true;
      show();
    }, SETTLE);
    show();
    globalThis.scrollTo(0, 0);
    root.querySelector(target)?.focus({ preventScroll: true });
  };

  function submit(answer) {
    if (busy || last || held !== undefined) return;
    if (!steps[at].sure) {
      commit(answer);
      return;
    }
    held = answer;
    turn('#seberapa');
  }

  async function commit(answer) {
    if (busy) return;
    const step = steps[at];
    const event = { step: step.id, answer, role: step.role };
    busy = true;
    failure = null;
    show();
    try {
      const after = apply(pack, state, { seq: state.seq + 1, ...event }); // refused here, it never reaches the log
      const written = await deps.append(event);
      if (written.seq !== after.seq) throw new Error('Latihan ini berjalan di jendela lain. Muat ulang halaman untuk melanjutkan.');
      const act = actOf(pack, state, after, event);
      acts.push(act);
      state = after;
      held = undefined;
      last = act;
    } catch (error) {
      failure = { error, answer };
    }
    busy = false;
    if (!last) show();
    else if (deps.explain) turn('.outcome-wrap');
    else next();
  }

  const next = () => {
    last = null;
    draft = {};
    at += 1;
    if (at < steps.length) turn('#judul');
    else finish();
  };

  function finish() {
    at = steps.length - 1;
    clearTimeout(timer);
    alive = false;
    deps.done(acts, state);
  }

  const afterwards = () => html`<div class="outcome-wrap" tabindex="0" role="group" aria-label="Penjelasan"><section class="outcome">${explanation(pack, last)}</section></div>
    <button class="btn btn-primary" type="button" ?disabled=${!settled} @click=${() => settled && next()}>${at + 1 < steps.length ? 'Lanjut' : 'Selesai'}</button>`;

  const howSure = () => html`<p class="ask" id="seberapa" tabindex="-1"><b>Seberapa yakin Anda?</b></p>
    <div class="pair">
      <button class="btn" type="button" ?disabled=${busy || !settled} @click=${() => commit([held, 'yakin'])}>Yakin</button>
      <button class="btn" type="button" ?disabled=${busy || !settled} @click=${() => commit([held, 'ragu'])}>Ragu</button>
    </div>
    <button class="btn btn-quiet" type="button" ?disabled=${busy || !settled} @click=${unhold}>Ubah jawaban</button>`;

  const unhold = () => {
    held = undefined;
    turn('#judul');
  };

  const problem = () =>
    failure
      ? html`<div class="notice notice-no" role="alert"><b>Jawaban ini belum tersimpan.</b> ${failure.error.message}
          <button class="btn" type="button" @click=${() => commit(failure.answer)}>Coba simpan lagi</button></div>`
      : nothing;

  const refit = () => fitDock(root, Boolean(last));
  globalThis.addEventListener('resize', refit);
  turn('#judul');
  return () => {
    alive = false;
    clearTimeout(timer);
    globalThis.removeEventListener('resize', refit);
  };
}
