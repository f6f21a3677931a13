/** The plan of practice days from the bimtek to the day before voting: equal gaps, simple words, honest counting. Pure. */

export const OFFSETS = [3, 7, 12, 17];
export const WINDOW = 20; // days between bimtek and voting in 2024, when nobody has told the date
export const ENOUGH = 5; // answers that make a practice day

/**
 * The days: `[{day, label, state}]`, state `selesai`, `hari_ini`, `lewat` or `nanti`. A planned day counts as done when it was practised on it or before
 * the next one: late is not never. `reviews` are drills and tests.
 */
export function planOf({ begin, election, today, reviews }) {
  const end = election ?? begin + WINDOW;
  const days = OFFSETS.filter((n) => begin + n < end - 1).map((n) => ({ day: begin + n, label: `Hari ke-${n}` }));
  if (end - 1 > begin) days.push({ day: end - 1, label: 'H-1' });
  const counts = practised(reviews);
  return days.map((each, at) => {
    const until = at + 1 < days.length ? days[at + 1].day : each.day + 1;
    const done = [...counts].some(([day, n]) => n >= ENOUGH && day >= each.day && day < until);
    const state = done ? 'selesai' : today < each.day ? 'nanti' : today < until ? 'hari_ini' : 'lewat';
    return { ...each, state };
  });
}

/** Day -> how many drill answers were given on it. */
export function practised(reviews) {
  const counts = new Map();
  for (const { kind, day } of reviews) if (kind === 'latihan') counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
}

/** Planned days done in a row up to now; one that passed unused ends the row, and says so. */
export function streakOf(plan) {
  let row = 0;
  for (const { state } of plan) {
    if (state === 'selesai') row += 1;
    if (state === 'lewat') row = 0;
  }
  return row;
}
