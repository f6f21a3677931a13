// Findings: what yesterday's mistake does to today's figures, and who caused it. Twin: simulasi/engine/consequences.py
import { holds } from './effects.js';

/** @typedef {import('./types.js').Pack} Pack */
/** @typedef {import('./types.js').State} State */

export const END = 'selesai';

/**
 * Evaluate, in place, the findings whose moment has come.
 * @param {Pack} pack
 * @param {State} state
 * @param {string} at
 */
export function fire_findings(pack, state, at) {
  for (const finding of pack.findings_at.get(at) ?? []) {
    if (holds(state, finding.when)) {
      state.findings.push({ id: finding.id, causes: causes_of(pack, state, finding.watch) });
    }
  }
}

/**
 * Name the steps whose wrong answers touched any of the names watched, in playing order.
 * @param {Pack} pack
 * @param {State} state
 * @param {string[]} watch
 */
export function causes_of(pack, state, watch) {
  const guilty = new Set(watch.flatMap((name) => state.blame[name] ?? []));
  /** @param {string} step */
  const place = (step) => /** @type {number} */ (pack.index.get(step));
  return [...guilty].sort((one, other) => place(one) - place(other));
}

/**
 * List what has fired so far, with its text from the pack.
 * @param {Pack} pack
 * @param {State} state
 */
export function findings(pack, state) {
  const texts = new Map([...pack.findings_at.values()].flat().map((finding) => [finding.id, finding]));
  return state.findings.map((fired) => ({ ...texts.get(fired.id), causes: fired.causes }));
}
