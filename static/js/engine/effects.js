// Guards read counters and flags, effects change them. Twin: simulasi/engine/effects.py
import { Refusal } from './errors.js';

/** @typedef {import('./types.js').State} State */

/**
 * Read a counter, or a flag as 0 or 1.
 * @param {State} state
 * @param {string} name
 */
export function value_of(state, name) {
  if (name in state.counters) return state.counters[name];
  return name in state.flags ? 1 : 0;
}

/**
 * Tell whether every comparison of a guard holds; no guard always holds.
 * @param {State} state
 * @param {any[][] | undefined} guard
 */
export function holds(state, guard) {
  for (const [name, op, operand] of guard ?? []) {
    const left = value_of(state, name);
    const right = typeof operand === 'string' ? value_of(state, operand) : operand;
    if (!COMPARE[op](left, right)) return false;
  }
  return true;
}

/** @type {Record<string, (left: number, right: number) => boolean>} */
const COMPARE = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
};

/**
 * Apply effects in place; refuse to let a counter fall below zero.
 * @param {State} state
 * @param {any[][]} effects
 */
export function apply_effects(state, effects) {
  const counters = state.counters;
  for (const effect of effects) {
    const name = effect[0];
    if (effect.length === 1) {
      state.flags[name] = 1;
      continue;
    }
    const result = (counters[name] ?? 0) + effect[1];
    if (result < 0) throw new Refusal('counter-below-zero', `${name} would be ${result}`);
    counters[name] = result;
  }
}
