// A pack made ready for play: indexed once, never changed. Twin: simulasi/engine/pack.py
import { Refusal } from './errors.js';

/** @typedef {import('./types.js').Pack} Pack */

export const PACK_FORMAT = 1;
export const ENGINE_VERSION = 1;
export const NOT_LISTED = 'tidak_ada';
const LISTS = ['roles', 'steps', 'findings'];
const OBJECTS = ['counters', 'dpt'];

/**
 * Index a parsed pack; refuse a format or an engine we do not speak.
 *
 * What is inside is the linter's to check: a pack travels under its hash, and one that fits pack.schema.json never breaks the engine.
 * @param {any} raw
 * @returns {Pack}
 */
export function load(raw) {
  check_format(raw);
  /** @type {any[]} */
  const steps = raw.steps;
  const findings_at = new Map();
  for (const finding of raw.findings) {
    if (!findings_at.has(finding.at)) findings_at.set(finding.at, []);
    findings_at.get(finding.at).push(finding);
  }
  const dpt_rows = new Set([NOT_LISTED]);
  for (const page of raw.dpt.pages) for (const row of page.rows) dpt_rows.add(row[0]);
  return { raw, steps, index: new Map(steps.map((step, at) => [step.id, at])), dpt_rows, findings_at };
}

/**
 * Refuse what is no pack of this format for this engine.
 * @param {any} raw
 */
export function check_format(raw) {
  if (!is_object(raw) || !is_version(raw.format, PACK_FORMAT)) {
    throw new Refusal('pack-format', `pack format must be ${PACK_FORMAT}`);
  }
  if (!is_version(raw.engine, ENGINE_VERSION)) throw new Refusal('engine-version', `this engine is version ${ENGINE_VERSION}`);
  if (LISTS.some((name) => !Array.isArray(raw[name])) || OBJECTS.some((name) => !is_object(raw[name]))) {
    throw new Refusal('pack-format', 'roles, steps and findings are lists, counters and dpt are objects');
  }
}

/**
 * Tell a version number from a truth value, which Python takes for 1.
 * @param {any} value
 * @param {number} wanted
 */
export function is_version(value, wanted) {
  return value === wanted;
}

/** @param {any} value */
function is_object(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
