/** What a member does at a minute of voting day: now, next, and when to rest. Pure. */

const concerns = (moment, role) => !role || !moment.who.length || moment.who.includes(role);

/** `{now, next}` for a role at a minute: what runs, and the next few things that begin. */
export function momentsAt(workday, role, minute) {
  const today = workday.moments.filter((each) => each.day === 'H' && concerns(each, role));
  return {
    now: today.filter((each) => each.from <= minute && minute <= Math.max(each.to, each.from + 29)),
    next: today.filter((each) => each.from > minute).slice(0, 3),
  };
}

/** What is due before the day: the calendar from five days ahead. */
export const before = (workday, role) => workday.moments.filter((each) => each.day !== 'H' && concerns(each, role));

/** A role's pauses: `[[from, to]]`. */
export const pausesOf = (workday, role) => workday.pauses.filter(([, , who]) => who === role).map(([from, to]) => [from, to]);

/** Who rests at this minute, or ''. */
export const resting = (workday, minute) => workday.pauses.find(([from, to]) => from <= minute && minute < to)?.[2] ?? '';

/** Supplies for a DPT: `[{text, amount, sources}]`; '' where the source gives no number. Null when no TPS is that large. */
export function supplies(workday, dpt) {
  if (!(dpt >= 0) || dpt >= workday.supply.length) return null;
  const amount = { tps: (thing) => thing.count, dpt: (thing) => dpt * thing.count, ballot: (thing) => workday.supply[dpt] };
  return workday.things.map((thing) => ({ ...thing, amount: thing.count ? amount[thing.per === 'dpt' ? 'dpt' : thing.per](thing) : '', each: thing.per === 'ballot' ? thing.count : 0 }));
}
