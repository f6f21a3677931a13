/** A row of questions, one a screen: durable before anything is shown, killed at any moment only the open one is asked again. */
import { html, nothing, render } from '../dom.js';
import { answers } from '../parts/answers.js';
import { cards } from '../parts/cards.js';
import { frameBar } from '../parts/frame.js';
import { explanation } from '../parts/outcome.js';
import { scene } from '../parts/scene.js';
import { createTurns } from '../parts/turns.js';

/**
 * `deps`: `{root, pack, state, steps, title, leave, explain, append(event) -> durable event, done(acts, state)}`. Returns a clean-up function.
 * With `explain` what was right is said after each answer; without, the next question follows at once (a test).
 */
export function ask({ root, pack, state, steps, title, leave, explain, append, done }) {
  let at = 0;
  let held; // the answer that waits for how sure
  const acts = [];

  const draw = () => {
    const { last } = turns;
    const step = last ? last.step : steps[at];
    const shown = last ? last.answer : held;
    const plain = last && step.sure ? shown[0] : shown;
    const { draft, change, focus, settled } = turns;
    const ctx = { pack, state: last ? last.before : turns.state, step, draft, change, submit, focus, idle: idle(), shown: plain };
    const way = answers({ ...ctx, papers: step.cards?.length ? () => cards({ ...ctx, shown: null }) : undefined });
    render(
      html`${frameBar({ title, back: leave, right: html`<span class="chip num">${at + 1} / ${steps.length}</span>` })}
        <main class="page table">
          <progress class="meter" max=${steps.length} value=${at + (last ? 1 : 0)} aria-label=${`Soal ${at + 1} dari ${steps.length}`}></progress>
          ${scene(pack, step, 2)}
          <div class="laid">${cards(ctx)}</div>
          ${way.body === nothing ? nothing : html`<div class="answer">${way.body}</div>`}
        </main>
        <footer class=${`dock play-dock${settled ? '' : ' settling'}`}>${last ? afterwards(last) : html`${turns.problem(commit)}${held === undefined ? way.dock : howSure()}`}</footer>
        <p class="hide-visually" role="status" aria-live="polite">${last ? (last.entry.right ? 'Tepat.' : 'Keliru.') : ''}</p>`,
      root,
    );
  };

  const idle = () => turns.busy || !turns.settled;

  function submit(answer) {
    if (turns.busy || turns.last || held !== undefined) return;
    if (!steps[at].sure) {
      commit(answer);
      return;
    }
    held = answer;
    turns.turn('#seberapa');
  }

  async function commit(answer) {
    if (!(await turns.commit(steps[at], answer))) return;
    if (explain) turns.turn('.outcome-wrap');
    else next();
  }

  const kept = (act) => {
    acts.push(act);
    held = undefined;
  };

  const next = () => {
    turns.fresh();
    if (at + 1 < steps.length) {
      at += 1;
      turns.turn();
    } else {
      turns.stop();
      done(acts, turns.state);
    }
  };

  const afterwards = (last) =>
    turns.result(html`<section class="outcome">${explanation(pack, last)}</section>`, at + 1 < steps.length ? 'Lanjut' : 'Selesai', next, 'Penjelasan');

  const howSure = () => html`<p class="ask" id="seberapa" tabindex="-1"><b>Seberapa yakin Anda?</b></p>
    <div class="pair">
      <button class="btn" type="button" ?disabled=${idle()} @click=${() => commit([held, 'yakin'])}>Yakin</button>
      <button class="btn" type="button" ?disabled=${idle()} @click=${() => commit([held, 'ragu'])}>Ragu</button>
    </div>
    <button class="btn btn-quiet" type="button" ?disabled=${idle()} @click=${unhold}>Ubah jawaban</button>`;

  const unhold = () => {
    held = undefined;
    turns.turn();
  };

  const turns = createTurns({ root, pack, state, draw, append, kept });
  turns.turn();
  return turns.stop;
}
