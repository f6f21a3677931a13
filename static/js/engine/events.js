// A line of the log: text once written, never re-serialised. Twin: simulasi/engine/events.py
// A line is printable ASCII without a backslash, compact JSON [seq,"step",answer,"role",wall,mono]; nothing else is one.
// The hash chain needs SubtleCrypto and lives in platform/digest.js; chain_start and chain_next of the twin are there.
import { Refusal } from './errors.js';

export const MAX_LINE = 16384;
export const MAX_DEPTH = 3;
const PLAIN = /^[\x20-\x5b\x5d-\x7e]+$/;
const STRINGS = /"[^"]*"/g;
const BRACKETS = /[[\]{]/g;

/**
 * Read a line into an event with its two clocks; refuse whatever a phone of ours would not have written.
 * @param {any} line
 */
export function parse_line(line) {
  if (typeof line !== 'string' || line.length > MAX_LINE || !PLAIN.test(line) || depth(line) > MAX_DEPTH) {
    throw new Refusal('line-invalid', 'a line is short, plain, shallow text');
  }
  let parts;
  try {
    parts = JSON.parse(line);
  } catch {
    throw new Refusal('line-invalid', 'a line is JSON');
  }
  if (!Array.isArray(parts) || parts.length !== 6) throw new Refusal('line-invalid', 'a line has six parts');
  const [seq, step, answer, role, wall, mono] = parts;
  const event = { seq, step, answer, role, wall, mono };
  const clocksOk = [seq, wall, mono].every(is_safe_integer) && seq >= 0 && mono >= 0;
  if (!clocksOk || typeof step !== 'string' || typeof role !== 'string' || !is_plain(answer)) {
    throw new Refusal('line-invalid', 'number, step, answer, role, clock, clock');
  }
  // Only the text tells 5.0, 05 or -0 from a number both languages hold alike.
  if (format_line(event) !== line) throw new Refusal('line-invalid', 'a line is written compactly');
  return event;
}

/**
 * Write an event as its line.
 * @param {any} event
 */
export function format_line(event) {
  return JSON.stringify([event.seq, event.step, event.answer, event.role, event.wall, event.mono]);
}

/**
 * Measure how deep brackets nest, before any parser sees the line; an object is too deep at once.
 * @param {string} line
 */
export function depth(line) {
  let deepest = 0;
  let level = 0;
  for (const sign of line.replace(STRINGS, '').match(BRACKETS) ?? []) {
    if (sign === '{') return MAX_DEPTH + 1;
    level += sign === '[' ? 1 : -1;
    deepest = Math.max(deepest, level);
  }
  return deepest;
}

/**
 * Tell an integer both languages hold exactly.
 * @param {any} value
 */
export function is_safe_integer(value) {
  return Number.isSafeInteger(value);
}

/**
 * Tell an answer made of strings, safe integers and lists of them; whether it answers the step is decided later.
 * @param {any} value
 * @returns {boolean}
 */
export function is_plain(value) {
  if (Array.isArray(value)) return value.every(is_plain);
  return typeof value === 'string' || is_safe_integer(value);
}
