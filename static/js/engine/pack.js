// A pack made ready for play: indexed once, never changed. Twin: simulasi/engine/pack.py
import { Refusal } from './errors.js';

export const PACK_FORMAT = 1;
export const ENGINE_VERSION = 1;
export const NOT_LISTED = 'tidak_ada';

/** Index a parsed pack; refuse a format or an engine we do not speak. @param {any} raw */
export function load(raw) {
  if (raw === null || typeof raw !== 'object' || raw.format !== PACK_FORMAT) {
    throw new Refusal('pack-format', `pack format must be ${PACK_FORMAT}`);
  }
  if (raw.engine !== ENGINE_VERSION) throw new Refusal('engine-version', `this engine is version ${ENGINE_VERSION}`);
  const steps = raw.steps;
  const findingsAt = new Map();
  for (const finding of raw.findings) {
    if (!findingsAt.has(finding.at)) findingsAt.set(finding.at, []);
    findingsAt.get(finding.at).push(finding);
  }
  const dptRows = new Set([NOT_LISTED]);
  for (const page of raw.dpt.pages) for (const row of page.rows) dptRows.add(row[0]);
  const index = new Map(steps.map((/** @type {any} */ step, /** @type {number} */ at) => [step.id, at]));
  return { raw, steps, index, dptRows, findingsAt };
}
