/** One decision of a seat as the player sees it happen: graded on the day as far as it is known. The crew's true day may still judge it otherwise. */
import { grade } from '../../engine/answers.js';

/** Throws the engine's refusal when the answer is none. */
export function crewAct(pack, day, step, answer) {
  const result = grade(pack, day.ahead, step, answer);
  const entry = { step: step.id, outcome: result.outcome, points: result.points, max: result.max, right: result.right, auto: 0 };
  return { step, answer, before: day.ahead, after: day.ahead, entry, passed: [], fired: [], knockouts: result.knockout ? [result.knockout] : [] };
}
