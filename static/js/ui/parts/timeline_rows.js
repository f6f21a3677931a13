/** The day as rows in the order of the clock: own acts, colleagues' slips, and the consequences with their causes. Pure. */
import { findings } from '../../engine/index.js';
import { verdict } from './history.js';

/** @returns {{key: string, kind: string, step: any, act?: any, finding?: any, causes: any[], leads: any[]}[]} */
export function timelineRows(pack, { first, acts }) {
  const rows = [...opening(pack, first), ...acts.flatMap((act) => actRows(pack, act))];
  const byStep = new Map(rows.filter((row) => !row.finding).map((row) => [row.step.id, row]));
  for (const row of rows.filter((each) => each.finding)) {
    row.causes = row.finding.causes.map((id) => byStep.get(id)).filter(Boolean);
    for (const cause of row.causes) cause.leads.push(row);
  }
  return rows;
}

const row = (kind, step, more) => ({ key: step.id, kind, step, causes: [], leads: [], ...more });

/** What the pack played, and what fired, before anybody could act. */
function opening(pack, first) {
  const known = new Map(findings(pack, first).map((finding) => [finding.id, finding]));
  return [...slips(pack, first.answers, first), ...first.findings.map((fired) => fall(pack, known.get(fired.id)))];
}

function actRows(pack, act) {
  const own = act.entry ? [row(verdict(act), act.step, { act })] : [];
  return [...own, ...slips(pack, act.passed, act.before), ...act.fired.map((finding) => fall(pack, finding))].sort((one, other) => place(pack, one) - place(pack, other));
}

const slips = (pack, entries, before) => entries.filter((entry) => entry.auto && !entry.right).map((entry) => row('rekan', pack.steps[pack.index.get(entry.step)], { entry, before }));

function fall(pack, finding) {
  const at = pack.index.get(finding.at);
  const step = pack.steps[at ?? pack.steps.length - 1];
  return row('akibat', step, { key: `akibat-${finding.id}`, finding });
}

const place = (pack, each) => pack.index.get(each.step.id) + (each.finding ? 0.5 : 0);

/** Rows worth a second look first: everything but what was simply right. */
export const needsLook = (each) => each.kind !== 'benar';
