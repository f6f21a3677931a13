// Play: start, what is pending, apply an event, replay a log. Twin: simulasi/engine/reducer.py
import { auto_answer, check_strings, grade, is_natural } from './answers.js';
import { END, fire_findings } from './consequences.js';
import { apply_effects, holds } from './effects.js';
import { Refusal } from './errors.js';
import { ENGINE_VERSION } from './pack.js';
import { copy_state, new_state } from './state.js';

/** @typedef {import('./types.js').Pack} Pack */
/** @typedef {import('./types.js').State} State */

export const START = 'mulai';
export const EVERYBODY = 'semua';
export const MODES = ['langsung', 'akhir'];
export const TICKS = ['sudah', 'belum'];
export const OPEN = ['daftar_periksa', 'belajar', 'latihan', 'uji'];
export const SURE = ['ragu', 'yakin'];

/**
 * Open the day for the seats a person plays; the pack plays the others.
 * @param {Pack} pack
 * @param {any} seats
 */
export function start(pack, seats) {
  const roles = pack.raw.roles.map((/** @type {any} */ role) => role.id).concat([EVERYBODY]);
  if (!Array.isArray(seats) || seats.length === 0 || seats.some((seat) => !roles.includes(seat)) || new Set(seats).size !== seats.length) {
    throw new Refusal('start-mismatch', 'seats are roles of the pack, each once');
  }
  const state = new_state(pack.raw.counters, seats);
  advance(pack, state);
  return state;
}

/**
 * Give the step that waits for its player, if there is one.
 * @param {Pack} pack
 * @param {State} state
 */
export function pending(pack, state) {
  if (state.done || is_open_pack(pack)) return null;
  return pack.steps[state.at];
}

/**
 * Apply one event and give the new state; a refused event changes nothing.
 * @param {Pack} pack
 * @param {State} state
 * @param {any} event
 */
export function apply(pack, state, event) {
  const fresh = copy_state(state);
  apply_in_place(pack, fresh, event);
  return fresh;
}

/**
 * Play a whole log, its start included.
 * @param {Pack} pack
 * @param {any} events
 */
export function replay(pack, events) {
  if (!Array.isArray(events) || events.length === 0) throw new Refusal('start-missing', 'a log begins with its start');
  const state = start(pack, read_start(pack, events[0]));
  for (const event of events.slice(1)) apply_in_place(pack, state, event);
  return state;
}

/**
 * Check the first event against the pack and give its seats; the pack's hash is the caller's to check.
 * @param {Pack} pack
 * @param {any} event
 */
export function read_start(pack, event) {
  check_event(event);
  if (event.seq !== 0 || event.step !== START || event.role !== '') {
    throw new Refusal('start-missing', 'a log begins with its start');
  }
  const pins = check_strings(event.answer);
  if (pins.length < 5 || !MODES.includes(pins[3])) {
    throw new Refusal('start-mismatch', 'the start pins pack, engine, ruleset, mode and seats');
  }
  if (pins[1] !== String(ENGINE_VERSION)) throw new Refusal('engine-version', `this engine is version ${ENGINE_VERSION}`);
  if (pins[2] !== pack.raw.ruleset) throw new Refusal('start-mismatch', 'the log was played under other rules');
  return pins.slice(4);
}

/**
 * Refuse what has not the shape of an event.
 * @param {any} event
 */
export function check_event(event) {
  if (event === null || typeof event !== 'object' || !is_natural(event.seq)) {
    throw new Refusal('line-invalid', 'an event has a sequence number');
  }
  if (typeof event.step !== 'string' || typeof event.role !== 'string' || event.answer === undefined) {
    throw new Refusal('line-invalid', 'an event has a step, a role and an answer');
  }
}

/**
 * Check, record and advance; on refusal the state is not to be used any more.
 * @param {Pack} pack
 * @param {State} state
 * @param {any} event
 */
export function apply_in_place(pack, state, event) {
  check_event(event);
  if (event.seq !== state.seq + 1) throw new Refusal('seq-gap', `expected ${state.seq + 1}`);
  if (state.done) throw new Refusal('attempt-done', 'the day is over');
  const at = pack.index.get(event.step);
  if (at === undefined) throw new Refusal('step-unknown', 'no such step');
  const step = pack.steps[at];
  if (event.role !== step.role) throw new Refusal('role-mismatch', 'another role acts at this step');
  if (!state.seats.includes(step.role) && step.role !== EVERYBODY) {
    throw new Refusal('role-not-seated', 'nobody of this log sits there');
  }
  if (step.kind === 'checklist') {
    tick(state, step, event.answer);
  } else if (is_open_pack(pack)) {
    answer_open(pack, state, step, event.answer);
  } else {
    if (at !== state.at) throw new Refusal('step-not-pending', 'another step is on the table');
    record(pack, state, step, event.answer, 0);
    pass_step(pack, state);
    advance(pack, state);
  }
  state.seq = event.seq;
}

/**
 * Note a checklist item as done or not yet; the last word counts.
 * @param {State} state
 * @param {any} step
 * @param {any} answer
 */
export function tick(state, step, answer) {
  const pair = check_strings(answer);
  if (pair.length !== 2) throw new Refusal('answer-incomplete', 'a tick is an item and a word');
  if (!TICKS.includes(pair[1]) || step.items.every((/** @type {any} */ item) => item.id !== pair[0])) {
    throw new Refusal('answer-unknown', 'a tick is an item of this list and sudah or belum');
  }
  state.checks[pair[0]] = /** @type {'sudah' | 'belum'} */ (pair[1]);
}

/**
 * Answer an item of a bank, in any order; a drill may come again and never ends, a test asks each item once and is over with the last.
 * @param {Pack} pack
 * @param {State} state
 * @param {any} step
 * @param {any} answer
 */
export function answer_open(pack, state, step, answer) {
  const test = pack.raw.kind === 'uji';
  if (test && state.answers.some((entry) => entry.step === step.id)) throw new Refusal('step-not-pending', 'a test asks each item once');
  const [given, sure] = split_sure(step, answer);
  record(pack, state, step, given, 0);
  if (sure !== null) state.answers[state.answers.length - 1].sure = sure;
  if (test && state.answers.length === pack.steps.filter((each) => each.kind !== 'checklist').length) {
    state.done = 1;
    fire_findings(pack, state, END);
  }
}

/**
 * Take the answer and how sure its giver was apart, where the item asks for both.
 * @param {any} step
 * @param {any} answer
 * @returns {[any, 0 | 1 | null]}
 */
export function split_sure(step, answer) {
  if (!step.sure) return [answer, null];
  if (!Array.isArray(answer) || answer.length !== 2 || typeof answer[1] !== 'string') {
    throw new Refusal('answer-type', 'an answer and how sure');
  }
  if (!SURE.includes(answer[1])) throw new Refusal('answer-unknown', 'ragu or yakin');
  return [answer[0], /** @type {0 | 1} */ (SURE.indexOf(answer[1]))];
}

/**
 * Grade an answer and let it act.
 * @param {Pack} pack
 * @param {State} state
 * @param {any} step
 * @param {any} answer
 * @param {0 | 1} auto
 */
export function record(pack, state, step, answer, auto) {
  const result = grade(pack, state, step, answer);
  apply_effects(state, result.effects);
  if (result.written !== null) state.forms[step.form] = result.written;
  if (!result.right) {
    for (const effect of result.effects) {
      const steps = (state.blame[effect[0]] ??= []);
      if (!steps.includes(step.id)) steps.push(step.id);
    }
  }
  if (result.knockout !== null && !auto) state.knockouts.push({ step: step.id, code: result.knockout });
  state.answers.push({
    step: step.id,
    outcome: result.outcome,
    points: result.points,
    max: result.max,
    right: result.right,
    auto,
  });
}

/**
 * Walk on to the next step that waits for a person, or to the end of the day.
 * @param {Pack} pack
 * @param {State} state
 */
export function advance(pack, state) {
  if (is_open_pack(pack)) return;
  while (state.at < pack.steps.length) {
    const step = pack.steps[state.at];
    if (step.kind !== 'checklist' && holds(state, step.when)) {
      if (state.seats.includes(step.role)) return;
      record(pack, state, step, auto_answer(state, step), 1);
    }
    pass_step(pack, state);
  }
  // Whoever calls had a step before them, or the day has none at all: the end comes once.
  state.done = 1;
  fire_findings(pack, state, END);
}

/**
 * Leave the step behind: its findings are due now.
 * @param {Pack} pack
 * @param {State} state
 */
export function pass_step(pack, state) {
  fire_findings(pack, state, pack.steps[state.at].id);
  state.at += 1;
}

/**
 * Tell a pack whose steps wait for nobody: lists to tick, cards to read, banks of items.
 * @param {Pack} pack
 */
export function is_open_pack(pack) {
  return OPEN.includes(pack.raw.kind);
}
