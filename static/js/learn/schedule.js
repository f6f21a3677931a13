/** When each topic is due, worked out from the reviews alone: nothing is stored, so a second phone with the same log knows the same. */
import { dueDay, freshCard, reviewCard } from '../platform/fsrs.js';

/** How an answer is remembered: what was right by luck is asked again sooner. */
export const gradeOf = ({ right, sure }) => (right ? (sure === 0 ? 'ragu' : 'ingat') : 'lupa');

/**
 * Topic -> `{topic, due, stability, reps, lapses, last, right, sure, wrong}`; `right` and `sure` are those of the last answer, `wrong` counts errors since the topic
 * was last answered right. Several answers to a topic on one day are one review, as bad as the worst of them: cramming is not remembering.
 */
export function scheduleOf(reviews) {
  const days = new Map();
  for (const review of reviews) {
    if (!review.topic) continue;
    if (!days.has(review.topic)) days.set(review.topic, []);
    days.get(review.topic).push(review);
  }
  const cards = new Map();
  for (const topic of [...days.keys()].sort()) cards.set(topic, cardOf(topic, days.get(topic)));
  return cards;
}

function cardOf(topic, answers) {
  let card = freshCard(answers[0].day);
  let wrong = 0;
  for (let at = 0; at < answers.length; ) {
    const { day } = answers[at];
    let grade = 'ingat';
    for (; at < answers.length && answers[at].day === day; at += 1) {
      const now = gradeOf(answers[at]);
      if (now === 'lupa' || grade !== 'lupa') grade = now === 'ingat' ? grade : now;
      wrong = answers[at].right ? 0 : wrong + 1;
    }
    card = reviewCard(card, day, grade);
  }
  const last = answers[answers.length - 1];
  return {
    topic,
    due: last.right ? dueDay(card) : Math.min(dueDay(card), last.day + 1),
    stability: Math.round(card.stability * 1000),
    reps: card.reps,
    lapses: card.lapses,
    last: last.day,
    right: last.right,
    sure: last.sure,
    wrong,
  };
}
