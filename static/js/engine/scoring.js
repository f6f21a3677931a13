// Points per skill, and knock-outs that are never averaged away. Twin: simulasi/engine/scoring.py

/** @typedef {import('./types.js').Pack} Pack */
/** @typedef {import('./types.js').State} State */

/**
 * Add up what the player's own answers earned; what the pack played counts for nobody.
 * @param {Pack} pack
 * @param {State} state
 * @returns {import('./types.js').Score}
 */
export function score(pack, state) {
  const own = state.answers.filter((answer) => !answer.auto);
  /** @type {Map<string, {points: number, max: number}>} */
  const skills = new Map();
  let points = 0;
  let best = 0;
  for (const answer of own) {
    points += answer.points;
    best += answer.max;
    for (const skill of pack.steps[/** @type {number} */ (pack.index.get(answer.step))].skills) {
      const entry = skills.get(skill) ?? { points: 0, max: 0 };
      entry.points += answer.points;
      entry.max += answer.max;
      skills.set(skill, entry);
    }
  }
  const result = {
    points,
    max: best,
    skills: Object.fromEntries(skills),
    knockouts: [...state.knockouts],
    answered: own.length,
    done: state.done,
    checklist: checklist_progress(pack, state),
  };
  const rated = own.filter((answer) => answer.sure !== undefined);
  return rated.length ? { ...result, confidence: confidence(rated) } : result;
}

/**
 * Count how sure and how right answers were together: a confident error is the one that stays.
 * @param {State['answers']} rated
 */
export function confidence(rated) {
  /** @type {Record<string, number>} */
  const counts = { yakin_benar: 0, yakin_keliru: 0, ragu_benar: 0, ragu_keliru: 0 };
  for (const answer of rated) counts[(answer.sure ? 'yakin' : 'ragu') + (answer.right ? '_benar' : '_keliru')] += 1;
  return counts;
}

/**
 * Count ticks among the lists that concern the seats: completeness, never points.
 * @param {Pack} pack
 * @param {State} state
 */
export function checklist_progress(pack, state) {
  /** @type {Set<string>} */
  const items = new Set();
  for (const step of pack.steps) {
    if (step.kind === 'checklist' && (step.role === 'semua' || state.seats.includes(step.role))) {
      for (const item of step.items) items.add(item.id);
    }
  }
  return { sudah: [...items].filter((item) => state.checks[item] === 'sudah').length, total: items.size };
}
