/** Everything learning needs to know about the person now: the packs, the plays read once, and what follows from them. */
import { load, replay } from '../engine/index.js';
import { reviewsOf } from './reviews.js';
import { scheduleOf } from './schedule.js';
import { dayOf, zoneOf } from './days.js';

/** The newest pack of a kind (and size) on this phone, parsed; null when none is here. */
export async function newestPack(app, kind, size = '') {
  const held = (await app.packs.list()).filter((each) => each.kind === kind && (!size || each.size === size));
  const about = held.sort((a, b) => b.stored - a.stored)[0];
  return about ? { hash: about.hash, raw: await app.packs.get(about.hash) } : null;
}

/** `{plays, crews, reviews, cards, today, zone}`; plays of packs that are not here any more are left out. */
export async function study(app, wall) {
  const zone = zoneOf(app.profile?.kab);
  const plays = [];
  for (const attempt of await app.attempts.list()) {
    try {
      const [pack, events] = [await app.packs.get(attempt.pack_hash), await app.attempts.events(attempt.id)];
      plays.push({ id: attempt.id, attempt, pack, events });
    } catch (error) {
      if (error?.code !== 'tidak-ada') throw error;
    }
  }
  const crews = (await app.crew?.played()) ?? [];
  const reviews = reviewsOf(plays, zone, crews);
  return { plays, crews, reviews, cards: scheduleOf(reviews), today: dayOf(wall, zone), zone };
}

/** Step id -> how often it was shown, in one attempt's pack. */
export function seenIn(reviews, hash) {
  const seen = new Map();
  for (const { step, pack_hash } of reviews) if (pack_hash === hash) seen.set(step, (seen.get(step) ?? 0) + 1);
  return seen;
}

/** Items of an open pack ticked `sudah` in any of the person's attempts on packs of that kind. */
export function ticked(plays, kind) {
  const done = new Set();
  const ordered = plays.filter((play) => play.pack.kind === kind).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { events } of ordered) {
    for (const { step, answer } of events) {
      if (step === 'mulai' || !Array.isArray(answer) || answer.length !== 2) continue;
      if (answer[1] === 'sudah') done.add(answer[0]);
      if (answer[1] === 'belum') done.delete(answer[0]);
    }
  }
  return done;
}

/** Attempts whose log is over, as the engine sees it. */
export const finishedOf = (plays) => new Set(plays.filter(isOver).map(({ id }) => id));

function isOver({ pack, events }) {
  try {
    return replay(load(pack), events).done === 1;
  } catch {
    return false; // a log that cannot be read is not over; tinjau says what is wrong with it
  }
}

/** The attempt on this pack that this phone may go on writing, or a new one. */
export async function attemptOn(app, { hash, raw }, seats, kind) {
  const mine = (await app.attempts.list()).find((each) => each.pack_hash === hash && !each.elsewhere && !each.finished && each.seats.join() === seats.join());
  return mine ?? app.attempts.create({ pack_hash: hash, engine: '1', ruleset: raw.ruleset, mode: kind === 'uji' ? 'akhir' : 'langsung', seats, kind });
}
