/** Where a person stands in a curriculum: parts in the trainer's order, each piece of work done or not. Pure. */

const LEAST = { pilih: 1 };

/** Which form of the test comes first for a person; the other comes after. Half of a class begins with each. */
export function formFor(person, moment) {
  const even = [...String(person)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2 === 0;
  return even === (moment === 'awal') ? 'bentuk_a' : 'bentuk_b';
}

/**
 * `[{id, title, minutes, goals, open, done, of, work: [{type, title, href, done}]}]`. `now`: `{pack, role, ticks, reviews, finished, tests: {awal, akhir}, notes}`;
 * `told` is what the trainer set (`{buka: [part ids], urutan: [part ids]}`) or null: then everything is open.
 */
export function courseOf(now, told = null) {
  const parts = now.pack.curriculum.parts.map((part) => {
    const work = part.work.filter((each) => !each.roles || each.roles.includes(now.role || 'kpps_1')).map((each) => piece(each, part, now));
    return {
      ...part,
      open: !told?.buka || told.buka.includes(part.id),
      work,
      done: work.filter((each) => each.done).length,
      of: work.length,
    };
  });
  const place = (part) => {
    const at = told?.urutan?.indexOf(part.id) ?? -1;
    return at < 0 ? parts.length : at;
  };
  return parts.map((part, at) => [part, at]).sort(([a, i], [b, j]) => place(a) - place(b) || i - j).map(([part]) => part);
}

function piece(work, part, now) {
  return { ...work, href: hrefOf(work, part), done: DONE[work.type](work, now, part) };
}

function hrefOf(work, part) {
  if (work.step) return `#/kartu/${work.step}/${part.id}`;
  const families = [...new Set((work.topics ?? []).map((topic) => `${topic.split('-')[0]}-`))].join(',');
  return { uji: `#/uji/${work.moment}`, latihan: `#/kilat/${families}/${work.count ?? 6}`, hari: '#/mulai', daftar: '#/periksa', renungan: `#/renungan/${part.id}` }[work.type];
}

const itemsOf = (work, now) => now.pack.steps.find((step) => step.id === work.step)?.items ?? [];
const tickedOf = (work, now) => itemsOf(work, now).filter((item) => now.ticks.has(item.id)).length;

const DONE = {
  kartu: (work, now) => tickedOf(work, now) === itemsOf(work, now).length,
  pakta: (work, now) => tickedOf(work, now) === itemsOf(work, now).length,
  pilih: (work, now) => tickedOf(work, now) >= (work.step === 'komitmen' ? 2 : LEAST.pilih),
  uji: (work, now) => Boolean(now.tests[work.moment]),
  latihan: (work, now) => now.reviews.filter((each) => each.kind === 'latihan' && work.topics.includes(each.topic)).length >= (work.count ?? 1),
  hari: (work, now) => now.reviews.length > 0 && new Set(now.reviews.filter((each) => each.kind === 'hari' && now.finished.has(each.attempt)).map((each) => each.attempt)).size >= (work.count ?? 1),
  daftar: (work, now) => now.listed > 0,
  renungan: (work, now, part) => now.notes.has(part.id),
};

/** The next piece of work that is open and not done, with its part; null when all is done. */
export function nextWork(parts) {
  for (const part of parts) {
    const work = part.open && part.work.find((each) => !each.done);
    if (work) return { part, work };
  }
  return null;
}
