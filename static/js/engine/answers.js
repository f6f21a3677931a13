// Grade one answer to one step: is it legal, is it right, what does it do. Twin: simulasi/engine/answers.py
// A grade is {outcome, points, max, right, effects, knockout, written}; `written` are the numbers that stand on the form now, else null.
import { value_of } from './effects.js';
import { Refusal } from './errors.js';

/** @typedef {import('./types.js').Pack} Pack */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./types.js').Forms} Forms */
/** @typedef {import('./types.js').Grade} Grade */

export const NATURAL_LIMIT = 1000000;

/**
 * Grade an answer by the kind of its step; refuse what is no answer to it.
 * @param {Pack} pack
 * @param {State} state
 * @param {any} step
 * @param {any} answer
 * @returns {Grade}
 */
export function grade(pack, state, step, answer) {
  return GRADERS[step.kind](pack, state, step, answer);
}

/**
 * Give what the pack answers when nobody sits there: its script, or else what is right as things stand.
 * @param {State} state
 * @param {any} step
 * @returns {any}
 */
export function auto_answer(state, step) {
  return 'auto' in step ? step.auto : right_answer(state, step);
}

/**
 * Give the right answer at this moment: a number is what the counters say now, whatever went wrong before.
 * @param {State} state
 * @param {any} step
 * @returns {any}
 */
export function right_answer(state, step) {
  const kind = step.kind;
  if (kind === 'choice' || kind === 'judge') return (step.options.find((/** @type {any} */ option) => option.right) ?? step.options[0]).id;
  if (kind === 'set') return step.items.filter((/** @type {any} */ item) => item.right).map((/** @type {any} */ item) => item.id);
  if (kind === 'number') return total(state, step.expect);
  if (kind === 'form' || kind === 'tally') return step.fields.map((/** @type {any} */ field) => [field.id, total(state, field.expect)]);
  return step.expect;
}

/**
 * Tell a natural number below the limit; a truth value is none.
 * @param {any} value
 */
export function is_natural(value) {
  return Number.isInteger(value) && value >= 0 && value < NATURAL_LIMIT;
}

/** Grade one option id (choice and judge). @type {Grader} */
export function grade_choice(pack, state, step, answer) {
  if (typeof answer !== 'string') throw new Refusal('answer-type', 'an option id is a string');
  for (const option of step.options) {
    if (option.id === answer) {
      const best = Math.max(...step.options.map((/** @type {any} */ each) => each.points));
      return make_grade(option, answer, option.points, best, option.right, option.effects);
    }
  }
  throw new Refusal('answer-unknown', 'no such option');
}

/** Grade a list of item ids, in the order of the items. @type {Grader} */
export function grade_set(pack, state, step, answer) {
  const chosen = check_strings(answer);
  /** @type {any[]} */
  const items = step.items;
  if (chosen.some((name) => items.every((item) => item.id !== name))) throw new Refusal('answer-unknown', 'no such item');
  const picked = items.filter((item) => chosen.includes(item.id));
  if (!same_list(picked.map((item) => item.id), chosen)) throw new Refusal('answer-type', 'items come once, in the order shown');
  const wanted = items.filter((item) => item.right).map((item) => item.id);
  let outcome = 'kurang';
  if (same_list(chosen, wanted)) {
    outcome = 'tepat';
  } else if (picked.some((item) => !item.right)) {
    outcome = 'lebih';
  }
  const effects = picked.flatMap((item) => item.effects);
  return grade_outcome(step, outcome, 0, 0, effects);
}

/** Grade a row number of the DPT, or tidak_ada. @type {Grader} */
export function grade_find(pack, state, step, answer) {
  if (typeof answer !== 'string') throw new Refusal('answer-type', 'a row number is a string');
  if (!pack.dpt_rows.has(answer)) throw new Refusal('answer-unknown', 'no such row in the DPT');
  return grade_outcome(step, answer === step.expect ? 'tepat' : 'salah', 0, 0, []);
}

/** Grade one natural number against the sum of counters. @type {Grader} */
export function grade_number(pack, state, step, answer) {
  if (!is_natural(answer)) throw new Refusal('answer-type', 'a natural number is wanted');
  return grade_outcome(step, answer === total(state, step.expect) ? 'tepat' : 'salah', 0, 0, []);
}

/** Grade the numbers of a form (form and tally), line by line; broken identities mark their flags. @type {Grader} */
export function grade_form(pack, state, step, answer) {
  if (!Array.isArray(answer)) throw new Refusal('answer-type', 'a form is a list of pairs');
  for (const pair of answer) {
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== 'string' || !is_natural(pair[1])) {
      throw new Refusal('answer-type', 'a field is a name and a natural number');
    }
  }
  /** @type {any[]} */
  const fields = step.fields;
  if (!same_list(answer.map((pair) => pair[0]), fields.map((field) => field.id))) {
    throw new Refusal('answer-incomplete', 'every field once, in the order shown');
  }
  let points = 0;
  let best = 0;
  let outcome = 'tepat';
  fields.forEach((field, at) => {
    best += field.points;
    if (answer[at][1] === total(state, field.expect)) {
      points += field.points;
    } else {
      outcome = 'salah';
    }
  });
  const own = step.form;
  const written = Object.assign(Object.create(null), state.forms[own], Object.fromEntries(answer));
  const forms = Object.assign(Object.create(null), state.forms, { [own]: written });
  const broken = step.identities.filter((/** @type {any} */ identity) => is_broken(forms, own, identity));
  const result = grade_outcome(step, outcome, points, best, broken.map((/** @type {any} */ identity) => [identity.flag]));
  result.written = written;
  return result;
}

/** Grade a permutation: a point for each item at its right place. @type {Grader} */
export function grade_order(pack, state, step, answer) {
  const order = check_strings(answer);
  /** @type {string[]} */
  const expect = step.expect;
  if (!same_list([...order].sort(), [...expect].sort())) throw new Refusal('answer-incomplete', 'every item once');
  let points = 0;
  expect.forEach((name, at) => {
    if (order[at] === name) points += 1;
  });
  return grade_outcome(step, points === expect.length ? 'tepat' : 'salah', points, expect.length, []);
}

/**
 * Refuse anything but a list of strings.
 * @param {any} answer
 * @returns {string[]}
 */
export function check_strings(answer) {
  if (!Array.isArray(answer) || answer.some((name) => typeof name !== 'string')) {
    throw new Refusal('answer-type', 'a list of ids is wanted');
  }
  return answer;
}

/**
 * Add up counters.
 * @param {State} state
 * @param {string[]} counters
 */
export function total(state, counters) {
  return counters.reduce((sum, name) => sum + value_of(state, name), 0);
}

/**
 * Tell whether an identity over written numbers fails; one that misses a number is skipped.
 * @param {Forms} forms
 * @param {string} own
 * @param {any} identity
 */
export function is_broken(forms, own, identity) {
  const left = add_written(forms, own, identity.left);
  const right = add_written(forms, own, identity.right);
  if (left === null || right === null) return false;
  return identity.op === '<=' ? left > right : left !== right;
}

/**
 * Add up written numbers by reference: a field of the own form, or "other_form/field".
 * @param {Forms} forms
 * @param {string} own
 * @param {string[]} refs
 */
export function add_written(forms, own, refs) {
  let result = 0;
  for (const ref of refs) {
    const slash = ref.indexOf('/');
    const number = slash < 0 ? forms[own][ref] : forms[ref.slice(0, slash)]?.[ref.slice(slash + 1)];
    // Not `=== undefined`: a form read back from a store has a prototype, with names of its own.
    if (typeof number !== 'number') return null;
    result += number;
  }
  return result;
}

/**
 * Join the points and effects of the answer with those of its outcome.
 * @param {any} step
 * @param {string} outcome
 * @param {number} points
 * @param {number} best
 * @param {any[][]} effects
 */
export function grade_outcome(step, outcome, points, best, effects) {
  const chosen = step.outcomes[outcome];
  return make_grade(
    chosen,
    outcome,
    points + chosen.points,
    best + step.outcomes.tepat.points,
    outcome === 'tepat' ? 1 : 0,
    effects.concat(chosen.effects),
  );
}

/**
 * Put a grade together; the knock-out belongs to the option or outcome chosen.
 * @param {any} source
 * @param {string} outcome
 * @param {number} points
 * @param {number} best
 * @param {0 | 1} right
 * @param {any[][]} effects
 * @returns {Grade}
 */
export function make_grade(source, outcome, points, best, right, effects) {
  return { outcome, points, max: best, right, effects, knockout: source.knockout ?? null, written: null };
}

/**
 * @param {string[]} one
 * @param {string[]} other
 */
function same_list(one, other) {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}

/** @typedef {(pack: Pack, state: State, step: any, answer: any) => Grade} Grader */

/** @type {Record<string, Grader>} */
const GRADERS = {
  choice: grade_choice,
  judge: grade_choice,
  set: grade_set,
  find: grade_find,
  number: grade_number,
  form: grade_form,
  tally: grade_form,
  order: grade_order,
};
