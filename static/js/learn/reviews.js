/** What the logs say about learning, in one order on every phone: by the clock written in the line, then by attempt, then by line. Pure. */
import { load, start } from '../engine/index.js';
import { apply_in_place, read_start } from '../engine/reducer.js';
import { dayOf } from './days.js';

/**
 * Every graded answer of the plays `[{id, pack (parsed), events}]`: `{attempt, seq, wall, day, kind, pack_hash, step, topic, skills, right, points, max,
 * sure, knockout}`. A log that stops making sense is read as far as it does. Days never run backwards: a clock set wrong for an hour must not
 * turn the order of what was learned around.
 */
export function reviewsOf(plays, zone = 420, crews = []) {
  const found = [...plays.flatMap((play) => answersOf(play)), ...crews.flatMap((crew) => decisionsOf(crew))];
  found.sort((a, b) => a.wall - b.wall || compare(a.attempt, b.attempt) || a.seq - b.seq);
  let last = 0;
  for (const review of found) {
    last = Math.max(last, dayOf(review.wall, zone));
    review.day = last;
  }
  return found;
}

/** One person's decisions in a crew, judged on the crew's day: they count for readiness, never as a day of one's own. */
function decisionsOf({ id, pack: raw, hash, state, wrote }) {
  const pack = load(raw);
  return (state?.answers ?? [])
    .filter((each) => !each.auto && wrote.has(each.step))
    .map((each) => {
      const { topic = '', skills } = pack.steps[pack.index.get(each.step)];
      const knockout = state.knockouts.find((k) => k.step === each.step)?.code ?? '';
      const { step, right, points, max } = each;
      return { attempt: id, ...wrote.get(step), day: 0, kind: 'regu', size: raw.size, pack_hash: hash, step, topic, skills, right, points, max, sure: null, knockout };
    });
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function answersOf({ id, pack: raw, events }) {
  const rows = [];
  const pack = load(raw);
  let state;
  try {
    state = start(pack, read_start(pack, events[0]));
  } catch {
    return rows;
  }
  for (const event of events.slice(1)) {
    const before = { answers: state.answers.length, knockouts: state.knockouts.length };
    try {
      apply_in_place(pack, state, event);
    } catch {
      return rows;
    }
    const entry = state.answers.slice(before.answers).find((each) => each.step === event.step && !each.auto);
    if (!entry) continue;
    const step = pack.steps[pack.index.get(event.step)];
    rows.push({
      attempt: id,
      seq: event.seq,
      wall: event.wall,
      day: 0,
      kind: raw.kind,
      size: raw.size,
      pack_hash: events[0].answer[0],
      step: step.id,
      topic: step.topic ?? '',
      skills: step.skills,
      right: entry.right,
      points: entry.points,
      max: entry.max,
      sure: entry.sure ?? null,
      knockout: state.knockouts.slice(before.knockouts)[0]?.code ?? '',
    });
  }
  return rows;
}
