/** An attempt walked again, act by act: what was on the table, what was answered, what came of it. Uses the engine for every state. Pure. */
import { apply, findings, start } from '../../engine/index.js';
import { read_start } from '../../engine/reducer.js';
import { printedLine } from './format.js';

const LONG_MS = 10 * 60_000; // longer between two decisions is no thinking: the phone was put away

/** Minutes the phone was put away before this event, or 0. By the clock that only goes forward; after a restart by the other, which may be wrong. */
export function pauseBefore(before, event) {
  const gap = event.mono >= before.mono ? event.mono - before.mono : event.wall - before.wall;
  return gap > LONG_MS && gap < 400 * 86_400_000 ? Math.round(gap / 60_000) : 0;
}

/** Minutes in words: "25 menit", "2 jam", "3 hari". */
export const pauseText = (minutes) => (minutes < 90 ? `${minutes} menit` : minutes < 36 * 60 ? `${Math.round(minutes / 60)} jam` : `${Math.round(minutes / 1440)} hari`);

/**
 * The log as acts: {step, answer, before, after, entry, fired, passed, pause}; `fired` are findings that fired then, `passed` what the pack played meanwhile.
 * With `lenient` a log that goes wrong is shown as far as it goes, `refused` says how it ended.
 */
export function walk(pack, events, lenient = false) {
  let state = start(pack, read_start(pack, events[0]));
  const first = state;
  const acts = [];
  let refused = '';
  for (const event of events.slice(1)) {
    let after;
    try {
      after = apply(pack, state, event);
    } catch (error) {
      if (!lenient) throw error;
      refused = error.code ?? 'rusak';
      break;
    }
    acts.push({ ...act(pack, state, after, event), pause: pauseBefore(events[acts.length], event) });
    state = after;
  }
  return { first, acts, state, refused, mode: events[0].answer[3] };
}

/** One event between two states. */
export function act(pack, before, after, event) {
  const step = pack.steps[pack.index.get(event.step)];
  const fresh = after.answers.slice(before.answers.length);
  const known = new Map(findings(pack, after).map((f) => [f.id, f]));
  return {
    step,
    answer: event.answer,
    before,
    after,
    entry: fresh.find((entry) => entry.step === step.id && !entry.auto) ?? null,
    passed: fresh.filter((entry) => entry.auto),
    fired: after.findings.slice(before.findings.length).map((f) => known.get(f.id)),
    knockouts: after.knockouts.slice(before.knockouts.length).map((k) => k.code),
  };
}

/** The part of the step that speaks about an outcome: the option chosen, or the outcome itself. */
export function spoken(step, outcome) {
  return step.options ? step.options.find((option) => option.id === outcome) : step.outcomes?.[outcome];
}

/** How an act is to be called: benar, keliru, pelanggaran, or bahas when nothing could be earned by it. */
export function verdict(act) {
  if (act.knockouts.length) return 'pelanggaran';
  if (!act.entry.max) return 'bahas';
  if (act.entry.right) return 'benar';
  return act.entry.points > 0 ? 'sebagian' : 'keliru';
}

/** An answer in words, the way the player would say it. */
export function answerText(pack, step, answer) {
  if (answer === null || answer === undefined) return '';
  const item = (id) => step.items.find((each) => each.id === id)?.text ?? id;
  switch (step.kind) {
    case 'choice':
    case 'judge':
      return step.options.find((option) => option.id === answer)?.text ?? answer;
    case 'set':
      return answer.length ? answer.map(item).join(', ') : 'tidak satu pun';
    case 'order':
      return answer.map((id, at) => `${at + 1}. ${item(id)}`).join('; ');
    case 'find':
      return answer === 'tidak_ada' ? 'tidak ada di DPT' : `nomor ${answer}${rowName(pack, answer)}`;
    case 'form':
    case 'tally':
      return answer.map(([id, n]) => `${fieldWords(step, id)}: ${n}`).join('; ');
    default:
      return String(answer);
  }
}

/** The line's number on the form, or its label where several lines share the number. */
function fieldWords(step, id) {
  const field = step.fields.find((each) => each.id === id);
  if (!field) return id;
  return printedLine(field.line) === field.line ? field.line : field.label;
}

const rowName = (pack, number) => {
  for (const page of pack.raw.dpt.pages) for (const row of page.rows) if (row[0] === number) return `, ${row[1]}`;
  return '';
};
