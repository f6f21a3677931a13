/** What the home screen says about attempts: found by replaying them, never stored twice. */
import { load, replay } from '../../engine/index.js';
import { dayText, clockText } from './format.js';
import { progress } from './progress.js';
import { roleWords } from './frame.js';

const seatWords = (seats) => (seats.length > 2 ? 'Seluruh regu' : seats.map(roleWords).join(' dan '));

async function position(app, attempt) {
  const about = { id: attempt.id, title: 'Latihan', seat: seatWords(attempt.seats) };
  try {
    const pack = load(await app.packs.get(attempt.pack_hash));
    const state = replay(pack, await app.attempts.events(attempt.id));
    const step = pack.steps[state.at];
    const { behind, total } = progress(pack, state);
    return { ...about, title: pack.raw.title, behind, total, done: state.done, moment: step && `${dayText(step.day)}, pukul ${clockText(step.minute)}` };
  } catch {
    return about; // a damaged pack must not take the home screen with it; the player says what to do
  }
}

async function tickWords(app, attempt) {
  const raw = await app.packs.get(attempt.pack_hash);
  const { checks } = replay(load(raw), await app.attempts.events(attempt.id));
  const mine = raw.steps.filter((s) => attempt.seats.includes(s.role));
  const items = mine.flatMap((s) => s.items.map((i) => i.id));
  return `${items.filter((id) => checks[id] === 'sudah').length} dari ${items.length} sudah`;
}

/** `{going, finished, ticks}` for app.profile. */
export async function summarise(app) {
  const all = await app.attempts.list();
  const days = all.filter((a) => a.kind === 'hari');
  const rows = await Promise.all(days.slice(0, 12).map((a) => position(app, a)));
  const ended = (row, at) => row.done || days[at].finished;
  const list = all.find((a) => a.kind === 'daftar_periksa');
  return {
    going: rows.filter((row, at) => !ended(row, at)).slice(0, 2),
    finished: rows.filter(ended).slice(0, 6),
    ticks: list ? await tickWords(app, list).catch(() => null) : null,
  };
}
