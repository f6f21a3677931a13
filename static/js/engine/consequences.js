// Findings: what yesterday's mistake does to today's figures, and who caused it. Twin: simulasi/engine/consequences.py
import { holds } from './effects.js';

export const END = 'selesai';

/** Evaluate, in place, the findings whose moment has come. @param {any} pack @param {any} state @param {string} at */
export function fire_findings(pack, state, at) {
  for (const finding of pack.findingsAt.get(at) ?? []) {
    if (holds(state, finding.when)) {
      state.findings.push({ id: finding.id, causes: causes_of(pack, state, finding.watch) });
    }
  }
}

/** Name the steps whose wrong answers touched any of the names watched, in playing order. @param {any} pack @param {any} state @param {string[]} watch */
export function causes_of(pack, state, watch) {
  const guilty = new Set(watch.flatMap((name) => state.blame[name] ?? []));
  return [...guilty].sort((one, other) => pack.index.get(one) - pack.index.get(other));
}

/** List what has fired so far, with its text from the pack. @param {any} pack @param {any} state */
export function findings(pack, state) {
  const texts = new Map(pack.raw.findings.map((/** @type {any} */ finding) => [finding.id, finding]));
  return state.findings.map((/** @type {any} */ fired) => ({ ...texts.get(fired.id), causes: fired.causes }));
}
