/** Mastery, and what stands in its way. The numbers are those of pelatihan.md 5.1 and of the server (simulasi/services/mastery.py). Pure. */
import { share } from './gain.js';

export const RULES = { knowledge: 80, run: 90, runs: 2, ethics: 7, of: 8, recent: 5, ready: 80 };

/** Integrity breaches that are not repaired: after the last one the newest eight ethics answers must hold seven right ones and no breach. */
export function openKnockout(reviews) {
  const at = reviews.map((each) => each.knockout === 'integritas' || each.knockout === 'pidana').lastIndexOf(true);
  if (at < 0) return null;
  const since = reviews.slice(at + 1).filter((each) => each.topic.startsWith('etik-'));
  const recent = since.slice(-RULES.of);
  const right = recent.filter((each) => each.right).length;
  return recent.length === RULES.of && right >= RULES.ethics ? null : { right: since.filter((each) => each.right).length, of: RULES.of };
}

/** Finished days: `[{attempt, day, pack_hash, share, knockouts}]`; `done` are the attempts whose log is over. */
export function runsOf(reviews, done) {
  const byAttempt = new Map();
  for (const review of reviews) {
    if (review.kind !== 'hari' || !done.has(review.attempt)) continue;
    const run = byAttempt.get(review.attempt) ?? { attempt: review.attempt, pack_hash: review.pack_hash, day: 0, right: 0, of: 0, knockouts: 0 };
    run.day = review.day;
    if (review.max) {
      run.right += review.right;
      run.of += 1;
    }
    run.knockouts += review.knockout ? 1 : 0;
    byAttempt.set(review.attempt, run);
  }
  return [...byAttempt.values()].map((run) => ({ ...run, share: share(run.right, run.of) }));
}

/** Two good days without a knock-out, on two different days with two different packs. */
export function goodRuns(runs) {
  const good = runs.filter((run) => run.share >= RULES.run && !run.knockouts);
  const pair = good.some((one) => good.some((other) => one.day !== other.day && one.pack_hash !== other.pack_hash));
  return pair ? RULES.runs : Math.min(good.length, 1);
}

/** `{met, missing: [{code, text}]}`: what is still to do for the certificate. */
export function masteryOf({ reviews, done, gain, pledged }) {
  const missing = [];
  const need = (ok, code, text) => ok || missing.push({ code, text });
  need(pledged, 'pakta', 'Tanda tangani pakta integritas.');
  need(gain, 'uji', 'Selesaikan uji awal dan uji akhir.');
  if (gain) need(gain.post >= RULES.knowledge, 'nilai', `Uji akhir paling sedikit ${RULES.knowledge}% (sekarang ${gain.post}%).`);
  const runs = goodRuns(runsOf(reviews, done));
  need(runs >= RULES.runs, 'hari', `Dua hari simulasi berbeda, pada dua tanggal, masing-masing paling sedikit ${RULES.run}% tanpa pelanggaran (baru ${runs}).`);
  const open = openKnockout(reviews);
  need(!open, 'gugur', `Pelanggaran integritas belum dipulihkan: ${RULES.ethics} dari ${RULES.of} dilema terbaru harus tepat.`);
  return { met: missing.length === 0, missing };
}

/** Skill -> `{right, of, state}` over its newest answers anywhere: `siap`, `hampir`, `belum`, `kosong`. */
export function readinessOf(reviews, skills) {
  return skills.map(({ id, label }) => {
    const recent = reviews.filter((each) => each.max && each.skills.includes(id)).slice(-RULES.recent);
    const right = recent.filter((each) => each.right).length;
    const part = share(right, recent.length);
    const state = !recent.length ? 'kosong' : recent.length >= RULES.recent && part >= RULES.ready ? 'siap' : part >= 60 ? 'hampir' : 'belum';
    return { skill: id, label, right, of: recent.length, state };
  });
}
