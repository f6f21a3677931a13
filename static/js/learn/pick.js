/** Which items to show next: what was got wrong first (the confident errors before all), then what is due, then what is new. Pure. */

export const SESSION = 6; // two to five minutes

/** Whether a question belongs to some topics (by their beginning) or skills (`skill:tinta`). Twin: `Aim.meets` in simulasi/services/drills.py. */
export const onTopic = (families) => (step) => families.some((each) => (each.startsWith('skill:') ? step.skills.includes(each.slice(6)) : step.topic.startsWith(each)));

/** How urgent a topic is; smaller is sooner. */
function rank(card, today) {
  if (!card) return 3;
  if (!card.right) return card.sure === 1 ? 0 : 1;
  return card.due <= today ? 2 : 4;
}

/**
 * Up to `count` steps of a bank. `cards` topic -> card, `seen` step id -> times shown, `weak` skill -> shortfall from a simulated day,
 * `only` keeps some topics. A topic comes once in a session; of its items the one seen least.
 */
export function pickItems({ bank, cards, today, seen, weak = new Map(), only = null, count = SESSION }) {
  const topics = new Map();
  bank.steps.forEach((step, at) => {
    if (only && !only(step)) return;
    const held = topics.get(step.topic);
    const times = seen.get(step.id) ?? 0;
    if (!held || times < held.times) topics.set(step.topic, { step, times, at: held?.at ?? at });
  });
  const list = [...topics].map(([topic, { step, at }]) => ({
    topic,
    step,
    at,
    rank: rank(cards.get(topic), today),
    due: cards.get(topic)?.due ?? today,
    weak: Math.max(0, ...step.skills.map((skill) => weak.get(skill) ?? 0)),
  }));
  list.sort((a, b) => a.rank - b.rank || (a.rank === 3 ? b.weak - a.weak : a.due - b.due) || mixed(a, b, seen) || a.at - b.at);
  return spread(list, count).map((each) => each.step);
}

/** New topics come in another order for each point of a person's progress, always the same one for the same log. */
const mixed = (a, b, seen) => scatter(a.at, seen.size) - scatter(b.at, seen.size);
const scatter = (at, turn) => ((at + 1) * 48_271 + turn * 7919) % 10_007;

/** Not three of a family in a row when there is something else as urgent: mixing makes one choose, not repeat. */
function spread(list, count) {
  const left = list.slice();
  const out = [];
  const family = (each) => each.topic.split('-')[0];
  while (left.length && out.length < count) {
    const last = out.slice(-2).map(family);
    const same = last.length === 2 && last[0] === last[1];
    const at = same ? left.findIndex((each) => family(each) !== last[0] && each.rank === left[0].rank) : 0;
    out.push(...left.splice(Math.max(at, 0), 1));
  }
  return out;
}

/** Skill -> share lost in hundredths, over the simulated days. */
export function weakSkills(reviews) {
  const sums = new Map();
  for (const { kind, skills, points, max } of reviews) {
    if (kind !== 'hari' || !max) continue;
    for (const skill of skills) {
      const sum = sums.get(skill) ?? [0, 0];
      sums.set(skill, [sum[0] + points, sum[1] + max]);
    }
  }
  return new Map([...sums].map(([skill, [points, max]]) => [skill, Math.floor(((max - points) * 100) / max)]));
}
