/** Everything the home screen, the course and the progress page say about a person, from one reading of the logs. */
import { courseOf, nextWork } from './course.js';
import { gainOf, testsOf } from './gain.js';
import { finishedOf, newestPack, study, ticked } from './library.js';
import { masteryOf, openKnockout, readinessOf, runsOf } from './mastery.js';
import { planOf, streakOf } from './plan.js';
import { sentDrill } from './sent.js';
import { dayFromIso } from './days.js';

const SIGNED = 'pakta-integritas-tanda-tangan';

/** `notes` are the parts with a private reflection; `told` the trainer's word (inbox `kurikulum`), `letters` what PPS wrote (rows of `umpan_balik`). */
export async function standing(app, wall, { notes = new Set(), told = null, letters = [] } = {}) {
  const now = await study(app, wall);
  const { plays, reviews, cards, today } = now;
  const finished = finishedOf(plays);
  const tests = testsOf(reviews.filter((each) => each.kind !== 'uji' || finished.has(each.attempt)));
  const gain = tests.before && tests.after ? gainOf(tests) : null;
  const ticks = ticked(plays, 'belajar');
  const course = await newestPack(app, 'belajar');
  const facts = { pack: course?.raw, role: app.profile?.peran, ticks, reviews, finished, tests: { awal: tests.before, akhir: tests.after }, notes, listed: ticked(plays, 'daftar_periksa').size };
  const parts = course ? courseOf(facts, told) : [];
  const began = plays.filter((play) => play.pack.kind !== 'hari').flatMap((play) => play.events.slice(0, 1));
  const first = Math.min(today, ...began.map((event) => Math.floor((event.wall + now.zone * 60_000) / 86_400_000)));
  const election = dayFromIso(told?.hari_h);
  const plan = planOf({ begin: dayFromIso(told?.bimtek) ?? first, election, today, reviews });
  const skills = course?.raw.skills ?? plays[0]?.pack.skills ?? now.crews[0]?.pack.skills ?? [];
  const due = [...cards.values()].filter((card) => card.due <= today);
  const mastery = masteryOf({ reviews, done: finished, gain, pledged: ticks.has(SIGNED) });
  return {
    ...now,
    finished,
    tests,
    gain,
    ticks,
    parts,
    next: nextWork(parts),
    plan,
    sent: sentDrill(letters, reviews),
    streak: streakOf(plan),
    skills: readinessOf(reviews, skills),
    due,
    wrong: [...cards.values()].filter((card) => !card.right),
    runs: runsOf(reviews, finished),
    open: openKnockout(reviews),
    mastery,
    title: course?.raw.curriculum.title ?? '',
  };
}

/** What to do in the next five minutes: `{href, title, why}`. Always something. */
export function fiveMinutes(s) {
  if (s.sent) return s.sent;
  if (s.open) return { href: '#/kilat/etik-/8', title: 'Delapan dilema', why: 'Ada pelanggaran integritas yang belum dipulihkan.' };
  if (s.wrong.length) return { href: '#/kilat', title: 'Latihan kilat', why: `${s.wrong.length} hal pernah keliru dan belum diulang dengan tepat.` };
  if (s.next && s.next.work.type !== 'hari') return { href: s.next.work.href, title: s.next.work.title, why: `Bagian ${s.next.part.title}.` };
  if (s.due.length) return { href: '#/kilat', title: 'Latihan kilat', why: `${s.due.length} hal mulai terlupa.` };
  if (s.next) return { href: s.next.work.href, title: s.next.work.title, why: `Bagian ${s.next.part.title}.` };
  return { href: '#/kilat', title: 'Latihan kilat', why: 'Soal baru, lima menit.' };
}

/** What the home screen says, or null while there is nothing to learn from on this phone. */
export async function homeWords(app, wall, { told, letters }) {
  const s = await standing(app, wall, { told, letters });
  if (!s.parts.length) return s.sent;
  const done = s.parts.filter((part) => part.done === part.of).length;
  const ready = s.skills.filter((each) => each.state === 'siap').length;
  return { ...fiveMinutes(s), parts: `${done} dari ${s.parts.length} bagian selesai`, ready: `${ready} dari ${s.skills.length} kecakapan siap` };
}
