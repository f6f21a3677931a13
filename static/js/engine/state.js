// The state of a TPS day: plain data, JSON round-trippable. Twin: simulasi/engine/state.py
// Objects whose keys come from the pack have no prototype: a counter may be called "constructor" and nothing happens.

/** @typedef {import('./types.js').State} State */

/**
 * Make the state before the first step.
 * @param {Record<string, number>} counters
 * @param {string[]} seats
 * @returns {State}
 */
export function new_state(counters, seats) {
  return {
    counters: copy_map(counters),
    flags: Object.create(null),
    forms: Object.create(null),
    checks: Object.create(null),
    answers: [],
    blame: Object.create(null),
    findings: [],
    knockouts: [],
    seats: [...seats],
    at: 0,
    seq: 0,
    done: 0,
  };
}

/**
 * Copy what apply may change; entries inside the lists are never mutated.
 * @param {State} state
 * @returns {State}
 */
export function copy_state(state) {
  /** @type {Record<string, string[]>} */
  const blame = Object.create(null);
  for (const name of Object.keys(state.blame)) blame[name] = [...state.blame[name]];
  return {
    counters: copy_map(state.counters),
    flags: copy_map(state.flags),
    forms: copy_map(state.forms),
    checks: copy_map(state.checks),
    answers: [...state.answers],
    blame,
    findings: [...state.findings],
    knockouts: [...state.knockouts],
    seats: [...state.seats],
    at: state.at,
    seq: state.seq,
    done: state.done,
  };
}

/**
 * @template T
 * @param {Record<string, T>} map
 * @returns {Record<string, T>}
 */
function copy_map(map) {
  return Object.assign(Object.create(null), map);
}
