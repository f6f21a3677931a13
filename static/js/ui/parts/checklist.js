/** The checklist's bookkeeping: which steps are mine, what is ticked, how far each phase is. Pure. */

/** Steps for these seats, grouped by phase in the pack's order: `[{id, label, items: [{id, text, asas, sources, step, role}]}]`. */
export function groups(raw, seats) {
  const byPhase = new Map(raw.phases.map((p) => [p.id, { id: p.id, label: p.label, items: [] }]));
  for (const step of raw.steps) {
    if (!seats.includes(step.role)) continue;
    const group = byPhase.get(step.phase);
    for (const item of step.items) group.items.push({ ...item, step: step.id, role: step.role, heading: step.title });
  }
  return [...byPhase.values()].filter((g) => g.items.length);
}

const WORK = 'Pekerjaan di TPS';

/** The same groups by principle of the code of conduct, in the order in which the principles are met; what is work and not conduct comes last. */
export function byPrinciple(phases) {
  const found = new Map();
  for (const item of phases.flatMap((g) => g.items)) {
    const id = item.asas ?? WORK;
    if (!found.has(id)) found.set(id, { id, label: id, items: [] });
    found.get(id).items.push(item);
  }
  const work = found.get(WORK);
  return [...found.values()].filter((g) => g !== work).concat(work ?? []);
}

/** The lists of one group, in their order: `[{id, label, items}]`, one for each step. */
export function listsOf(items) {
  const byStep = new Map();
  for (const item of items) {
    if (!byStep.has(item.step)) byStep.set(item.step, { id: item.step, label: item.heading, items: [] });
    byStep.get(item.step).items.push(item);
  }
  return [...byStep.values()];
}

/** The seats a member fills in this pack: their own role when the pack knows it, and everybody's. */
export function seatsFor(raw, role) {
  return raw.roles.some((r) => r.id === role) && role !== 'semua' ? [role, 'semua'] : ['semua'];
}

/** Last answer of each item: `{item_id: 'sudah'|'belum'}`. */
export function ticks(events) {
  const out = {};
  for (const { step, answer } of events) if (step !== 'mulai') out[answer[0]] = answer[1];
  return out;
}

export const countDone = (items, done) => items.filter((i) => done[i.id] === 'sudah').length;

/** Ticks that live on in a newer list: those whose item is still there. */
export const carried = (oldTicks, items) => items.filter((i) => oldTicks[i.id] === 'sudah');
