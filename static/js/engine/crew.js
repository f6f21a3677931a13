// The logs of a crew's seats -> the crew's true day. Twin: simulasi/engine/crew.py
// A crew is {session, pack, final, covers, lapses}: `covers` gives for a role the index of the step up to which the pack answers what its
// seat has not; `lapses` are answers the pack gives for tables nobody sits at (docs/format-crew.md).
import { auto_answer, grade } from './answers.js';
import { END, fire_findings } from './consequences.js';
import { apply_effects, holds } from './effects.js';
import { Refusal } from './errors.js';
import { pass_step, record, tick } from './reducer.js';
import { gather, read_log, unite } from './seats.js';
import { copy_state, new_state } from './state.js';

/** @typedef {import('./types.js').Pack} Pack */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Crew} Crew */
/** @typedef {import('./types.js').Log} Log */
/** @typedef {import('./seats.js').Given} Given */
/** @typedef {{conflicts: string[][], covered: string[]}} Notes */

/**
 * Join the logs of a crew into its true day, whatever order they came in.
 * @param {Pack} pack
 * @param {Crew} crew
 * @param {Log[]} logs
 */
export function merge(pack, crew, logs) {
  const given = gather(pack, unite(logs).map((log) => read_log(pack, crew, log)));
  const day = play_crew(pack, crew, given);
  const further = look_ahead(pack, crew, given, day.state);
  const passed = new Set(day.state.answers.filter((answer) => !answer.auto).map((answer) => answer.step));
  const refused = new Set(day.conflicts.filter((conflict) => conflict[1] !== 'answered-twice').map((conflict) => conflict[0]));
  const behind = pack.steps.slice(0, day.state.at).map((step) => step.id).filter((step) => given.answers.has(step));
  return {
    ...day,
    ...further,
    missing: pack.raw.roles.map((/** @type {any} */ role) => role.id).filter((/** @type {string} */ role) => !given.seats.includes(role)),
    unreached: behind.filter((step) => !passed.has(step) && !refused.has(step)),
  };
}

/**
 * Walk the pack with what was given, up to the first step that waits for its seat.
 * @param {Pack} pack
 * @param {Crew} crew
 * @param {Given} given
 */
export function play_crew(pack, crew, given) {
  const state = new_state(pack.raw.counters, given.seats);
  const day = { state, conflicts: [...given.conflicts], covered: /** @type {string[]} */ ([]) };
  for (const [step, answer] of given.ticks) {
    try {
      tick(state, pack.steps[/** @type {number} */ (pack.index.get(step))], answer);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      day.conflicts.push([step, refusal.code]);
    }
  }
  let waiting = false;
  while (!waiting && state.at < pack.steps.length) {
    const step = pack.steps[state.at];
    const due = step.kind !== 'checklist' && holds(state, step.when);
    waiting = due && !settle(pack, crew, given, state, step, day);
    if (!waiting) pass_step(pack, state);
  }
  if (!waiting) {
    state.done = 1;
    fire_findings(pack, state, END);
  }
  const place = (/** @type {string[]} */ conflict) => /** @type {number} */ (pack.index.get(conflict[0]));
  day.conflicts.sort((one, other) => place(one) - place(other) || (one[1] < other[1] ? -1 : 1));
  return day;
}

/**
 * Settle one step by its seat's answer, or by the pack where it may; tell whether it is settled.
 * @param {Pack} pack
 * @param {Crew} crew
 * @param {Given} given
 * @param {State} state
 * @param {any} step
 * @param {Notes} day
 */
export function settle(pack, crew, given, state, step, day) {
  const name = step.id;
  if (given.answers.has(name)) {
    const code = objection(pack, state, step, given.answers.get(name));
    if (code === '') {
      record(pack, state, step, given.answers.get(name), 0);
      state.seq += 1;
      return true;
    }
    day.conflicts.push([name, code]);
  } else if (given.seats.includes(step.role) && !crew.final && /** @type {number} */ (pack.index.get(name)) >= (crew.covers[step.role] ?? 0)) {
    return false;
  }
  if (given.seats.includes(step.role)) day.covered.push(name);
  const lapse = Object.entries(crew.lapses).find((each) => each[0] === name);
  record(pack, state, step, lapse ? lapse[1] : auto_answer(state, step), 1);
  return true;
}

/**
 * Give the code by which an answer cannot stand here, or nothing.
 * @param {Pack} pack
 * @param {State} state
 * @param {any} step
 * @param {any} answer
 */
export function objection(pack, state, step, answer) {
  try {
    apply_effects(copy_state(state), grade(pack, state, step, answer).effects);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return refusal.code;
  }
  return '';
}

/**
 * Tell what each seat may do now, for whom the others wait, and the day as far as it is known.
 *
 * A seat may run ahead of other voters' threads, never of its own voter, of a step without a thread, or of anything its step reads.
 * @param {Pack} pack
 * @param {Crew} crew
 * @param {Given} given
 * @param {State} state
 */
export function look_ahead(pack, crew, given, state) {
  const ahead = copy_state(state);
  const scratch = { conflicts: [], covered: [] };
  /** @type {Map<string, string>} */
  const opened = new Map();
  /** @type {Map<string, string>} */
  const waits = new Map();
  /** @type {Map<string, string>} */
  const blocked = new Map();
  /** @type {Map<string, string>} */
  const touched = new Map();
  let barrier = '';
  for (const step of pack.steps.slice(state.at)) {
    const role = step.role;
    const thread = step.thread ?? '';
    if (step.kind === 'checklist') continue;
    let blocker = barrier || blocked.get(thread) || touched.get(reads(step).find((name) => touched.has(name)) ?? '') || '';
    if (blocker === '' && thread === '' && blocked.size) blocker = /** @type {string} */ (blocked.values().next().value);
    if (blocker === '') {
      if (!holds(ahead, step.when) || settle(pack, crew, given, ahead, step, scratch)) continue;
      if (!opened.has(role)) opened.set(role, step.id);
    } else if (given.seats.includes(role) && !waits.has(role)) {
      waits.set(role, blocker);
    }
    for (const name of touches(step)) if (!touched.has(name)) touched.set(name, blocker || role);
    if (!blocked.has(thread)) blocked.set(thread, blocker || role);
    if (thread === '') barrier = barrier || blocker || role;
  }
  return { open: Object.fromEntries(opened), waits: Object.fromEntries([...waits].filter(([role]) => !opened.has(role))), ahead };
}

/**
 * List the counters and flags that decide whether a step comes, what is right, and what lies on the table.
 * @param {any} step
 * @returns {string[]}
 */
export function reads(step) {
  const names = [];
  for (const [name, , operand] of step.when ?? []) {
    names.push(name);
    if (typeof operand === 'string') names.push(operand);
  }
  if (step.kind === 'number') names.push(...step.expect);
  for (const card of step.cards) {
    if (card.type === 'angka' || card.type === 'turus') names.push(...card.rows.map((/** @type {any} */ row) => row[1]));
  }
  return names;
}

/**
 * List the counters and flags a step may change.
 * @param {any} step
 * @returns {string[]}
 */
export function touches(step) {
  const parts = [...(step.options ?? []), ...(step.items ?? []), ...Object.values(step.outcomes ?? {})];
  const names = parts.flatMap((part) => (part.effects ?? []).map((/** @type {any} */ effect) => effect[0]));
  return [...names, ...(step.identities ?? []).map((/** @type {any} */ identity) => identity.flag)];
}
