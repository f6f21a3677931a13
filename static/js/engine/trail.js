// What a crew's day came to: what slipped past which table, who caught it, what it did to the forms. Twin: simulasi/engine/trail.py
import { right_answer } from './answers.js';
import { END, fire_findings } from './consequences.js';
import { holds } from './effects.js';
import { pass_step, record } from './reducer.js';
import { score } from './scoring.js';
import { new_state } from './state.js';

/** @typedef {import('./types.js').Pack} Pack */
/** @typedef {import('./types.js').State} State */

export const CAUGHT = 'tertangkap';
export const PASSED = 'lolos';
export const UNNOTICED = 'tanpa_jaring';

/**
 * Play the day as it goes when every table is right.
 * @param {Pack} pack
 */
export function faultless_day(pack) {
  const state = new_state(pack.raw.counters, []);
  while (state.at < pack.steps.length) {
    const step = pack.steps[state.at];
    if (step.kind !== 'checklist' && holds(state, step.when)) record(pack, state, step, right_answer(state, step), 1);
    pass_step(pack, state);
  }
  state.done = 1;
  fire_findings(pack, state, END);
  return state;
}

/**
 * Give the mistakes the pack makes for other tables, so that these seats meet what they should catch.
 * @param {Pack} pack
 * @param {string[]} seats
 * @returns {Record<string, string>}
 */
export function find_lapses(pack, seats) {
  const held = new Set(faultless_day(pack).answers.map((answer) => answer.step));
  /** @type {Map<string, string>} */
  const lapses = new Map();
  const todo = pack.steps.filter((step) => step.kind !== 'checklist' && seats.includes(step.role) && !held.has(step.id) && step.thread !== undefined);
  for (const step of todo) {
    const wanted = (step.when ?? []).filter((/** @type {any} */ each) => each[1] === '==' && each[2] === 1).map((/** @type {any} */ each) => each[0]);
    for (const earlier of pack.steps.slice(0, pack.index.get(step.id))) {
      if (earlier.thread !== step.thread || seats.includes(earlier.role) || earlier.kind !== 'choice') continue;
      for (const option of earlier.options) {
        const opens = option.effects.some((/** @type {any} */ effect) => wanted.includes(effect[0]) && effect.length === 1);
        if (!opens || option.right || lapses.has(earlier.id)) continue;
        lapses.set(earlier.id, option.id);
        // What happens only after another table's mistake needs that one too.
        if (!held.has(earlier.id)) todo.push(earlier);
      }
    }
  }
  return Object.fromEntries(lapses);
}

/**
 * List every wrong act with the tables after it that could have seen it, and what became of it.
 * @param {Pack} pack
 * @param {State} state
 */
export function list_slips(pack, state) {
  const answers = new Map(state.answers.map((answer) => [answer.step, answer]));
  const slips = [];
  for (const answer of state.answers) {
    if (answer.right) continue;
    const step = pack.steps[/** @type {number} */ (pack.index.get(answer.step))];
    const nets = nets_of(pack, state, step).filter((net) => answers.has(net));
    const caused = state.findings.filter((fired) => fired.causes.includes(step.id)).map((fired) => fired.id);
    const right = nets.filter((net) => answers.get(net)?.right);
    const fate = right.length && !caused.length ? CAUGHT : nets.length || caused.length ? PASSED : UNNOTICED;
    slips.push({
      step: step.id,
      role: step.role,
      thread: step.thread ?? '',
      auto: answer.auto,
      nets: nets.map((net) => ({ step: net, role: pack.steps[/** @type {number} */ (pack.index.get(net))].role, right: answers.get(net)?.right })),
      findings: caused,
      fate,
    });
  }
  return slips;
}

/**
 * Name the later steps of other tables with the same voter that came only because of what this wrong act touched.
 * @param {Pack} pack
 * @param {State} state
 * @param {any} step
 * @returns {string[]}
 */
export function nets_of(pack, state, step) {
  const marks = new Set(Object.keys(state.blame).filter((name) => state.blame[name].includes(step.id)));
  const later = pack.steps.slice(/** @type {number} */ (pack.index.get(step.id)) + 1);
  const same = later.filter((each) => step.thread !== undefined && each.thread === step.thread && each.role !== step.role);
  return same.filter((each) => (each.when ?? []).some((/** @type {any} */ guard) => marks.has(guard[0]))).map((each) => each.id);
}

/**
 * List the lines of the forms that differ from another day: form, field, here, there; a line not written counts as -1.
 * @param {State} state
 * @param {State} best
 */
export function form_differences(state, best) {
  const lines = (/** @type {State} */ day) =>
    new Map(Object.entries(day.forms).flatMap(([form, fields]) => Object.entries(fields).map(([field, n]) => [`${form} ${field}`, n])));
  const here = lines(state);
  const there = lines(best);
  const differing = [...new Set([...here.keys(), ...there.keys()])].sort().filter((line) => here.get(line) !== there.get(line));
  return differing.map((line) => [...line.split(' '), here.get(line) ?? -1, there.get(line) ?? -1]);
}

/**
 * Give each seat what its own answers earned.
 * @param {Pack} pack
 * @param {State} state
 */
export function seat_scores(pack, state) {
  /** @type {Record<string, import('./types.js').Score>} */
  const scores = {};
  for (const seat of state.seats) {
    const own = new Set(pack.steps.filter((step) => step.role === seat).map((step) => step.id));
    scores[seat] = score(pack, {
      ...state,
      seats: [seat],
      answers: state.answers.filter((answer) => own.has(answer.step)),
      knockouts: state.knockouts.filter((knockout) => own.has(knockout.step)),
    });
  }
  return scores;
}
