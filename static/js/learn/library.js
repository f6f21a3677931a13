/** Everything learning needs to know about the person now: the packs, the plays read once, and what follows from them. */
import { load, replay, start } from '../engine/index.js';
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

/** The attempt on this pack that this phone may go on writing. */
const begunOn = async (app, hash, seats) =>
  (await app.attempts.list()).find((each) => each.pack_hash === hash && !each.elsewhere && !each.finished && each.seats.join() === seats.join());

const beginOn = (app, { hash, raw }, seats, kind) =>
  app.attempts.create({ pack_hash: hash, engine: '1', ruleset: raw.ruleset, mode: kind === 'uji' ? 'akhir' : 'langsung', seats, kind });

/** That attempt, or a new one. */
export const attemptOn = async (app, found, seats, kind) => (await begunOn(app, found.hash, seats)) ?? beginOn(app, found, seats, kind);

/**
 * Where a screen of questions writes: `{pack, state, append(event), finish(), release()}`. The attempt begins with the first answer: looking at
 * questions leaves nothing behind that would have to be sent.
 */
export async function questionsOn(app, found, seats, kind) {
  const pack = load(found.raw);
  let mine = await begunOn(app, found.hash, seats);
  if (mine && !(await app.attempts.hold(mine.id))) throw new Error('Latihan ini sedang dibuka di jendela lain.');
  const state = mine ? replay(pack, await app.attempts.events(mine.id)) : start(pack, seats);
  return {
    pack,
    state,
    async append(event) {
      if (!mine && (await begunOn(app, found.hash, seats))) throw new Error('Latihan ini sudah dimulai di jendela lain. Muat ulang halaman untuk melanjutkan.');
      mine ??= await beginOn(app, found, seats, kind);
      const written = await app.attempts.append(mine.id, event);
      app.sync.request('ubah');
      return written;
    },
    finish: () => mine && app.attempts.finish(mine.id),
    release: () => mine && app.attempts?.release(mine.id),
  };
}
