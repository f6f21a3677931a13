/** What every screen of questions does: an answer is durable before its result shows, and nothing can be tapped until the last finger is gone. */
import { apply } from '../../engine/index.js';
import { html, nothing } from '../dom.js';
import { readClock, runClock } from './clock_run.js';
import { fitDock } from './fit.js';
import { act as actOf } from './history.js';

const SETTLE = 300; // ms in which a second tap of the same finger must not reach the next screen

/** An act of a log that is all there is: the engine says what the answer does to the day. Throws the engine's refusal. */
const alone = (pack) => (state, event) => actOf(pack, state, apply(pack, state, { seq: state.seq + 1, ...event }), event);

/**
 * `draw()` renders what this says: `{state, last, draft, busy, settled}`; `last` is the act whose result is on the screen.
 * `judge(state, event)` says what an answer does, as an act; by default the engine, on a log of one's own.
 * `append(event)` resolves to the durable event, or to nothing where the log is not `state`'s; `kept(act)` is what else must be done before the result shows.
 */
export function createTurns({ root, pack, state, draw, append, kept, judge = alone(pack) }) {
  let timer;
  let alive = true;
  let failure = null; // {error, answer}

  const show = () => {
    if (!alive) return;
    draw();
    refit();
  };
  const refit = () => fitDock(root, Boolean(turns.last));

  /** Show a fresh screen and go to `target`; it can be tapped in a moment. */
  function turn(target = '#judul') {
    const before = readClock(root);
    turns.settled = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      turns.settled = true;
      show();
    }, SETTLE);
    show();
    runClock(root, before);
    if (target === '#judul') globalThis.scrollTo(0, 0);
    const first = root.querySelector(target);
    first?.focus({ preventScroll: true });
    if (target !== '#judul' && root.querySelector('.dock-flow')) first?.scrollIntoView({ block: 'start' });
  }

  /** Answer a step; true when it is durable and `last` says what it did. */
  async function commit(step, answer) {
    if (turns.busy) return false;
    const event = { step: step.id, answer, role: step.role };
    turns.busy = true;
    failure = null;
    show();
    try {
      const act = judge(turns.state, event); // refused here, it never reaches the log
      const written = await append(event);
      if (written && written.seq !== act.after.seq) throw new Error('Latihan ini berjalan di jendela lain. Muat ulang halaman untuk melanjutkan.');
      turns.last = act;
      turns.state = act.after;
      await kept?.(act);
    } catch (error) {
      failure = { error, answer };
    }
    turns.busy = false;
    if (!turns.last) show();
    return Boolean(turns.last);
  }

  const problem = (again) =>
    failure
      ? html`<div class="notice notice-no" role="alert"><b>Jawaban ini belum tersimpan.</b> ${failure.error.message}
          <button class="btn" type="button" @click=${() => again(failure.answer)}>Coba simpan lagi</button></div>`
      : nothing;

  /** What came of an answer, and the way on: in the dock, until it has been read. */
  const result = (body, words, onward, label = 'Yang terjadi') => html`<div class="outcome-wrap" tabindex="0" role="group" aria-label=${label}>${body}</div>
    <button class="btn btn-primary" type="button" ?disabled=${!turns.settled} @click=${() => turns.settled && onward()}>${words}</button>`;

  globalThis.addEventListener('resize', refit);
  const turns = {
    state,
    last: null,
    draft: {},
    busy: false,
    settled: false,
    show,
    turn,
    commit,
    problem,
    result,
    change(patch) {
      turns.draft = { ...turns.draft, ...patch };
      show();
    },
    focus: (target) => root.querySelector(`#${target}`)?.focus({ preventScroll: false }),
    /** The result has been read: the next question may be shown. */
    fresh() {
      turns.last = null;
      turns.draft = {};
    },
    stop() {
      alive = false;
      clearTimeout(timer);
      globalThis.removeEventListener('resize', refit);
    },
  };
  return turns;
}
