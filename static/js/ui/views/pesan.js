/** What PPS has for this person: meetings, notes, marks that were corrected. Opens without a network; what is shown here counts as read. */
import { formatWall, wallMs } from '../../platform/clock.js';
import { html, nothing, render } from '../dom.js';
import { frameBar } from '../parts/frame.js';
import { correction, meeting, note } from '../parts/letters.js';
import { afterEachRound } from '../parts/mail.js';

const KINDS = ['kelompok', 'umpan_balik', 'nilai_ulang'];

const section = (title, rows, draw) =>
  rows.length ? html`<section class="stack" aria-label=${title}><h2 class="title">${title}</h2>${rows.map(draw)}</section>` : nothing;

const page = (found, mine, attending) => html`${frameBar({ title: 'Pesan dari PPS', back: '#/' })}
  <main class="page">
    ${section('Pertemuan kelompok', found.kelompok, (row) => meeting(row, formatWall, attending(row)))}
    ${section('Catatan', found.umpan_balik, (row) => note(row, formatWall, mine))}
    ${section('Nilai diperbaiki', found.nilai_ulang, (row) => correction(row, formatWall, mine))}
    ${KINDS.every((kind) => !found[kind].length) ? html`<p class="card">Belum ada pesan. Pesan datang sendiri saat ada sinyal.</p>` : nothing}
  </main>`;

/** Newest first; the meeting to come before those that were. */
const sorted = (rows, time) => rows.sort((a, b) => time(b) - time(a));

const TIMES = { kelompok: (row) => row.body.mulai, umpan_balik: (row) => row.body.pada, nilai_ulang: (row) => row.body.pada };

export async function open(root, params, app) {
  let live = true;
  const draw = async () => {
    const [attempts, said, ...lists] = await Promise.all([app.attempts.list(), app.inbox.list('hadir'), ...KINDS.map((kind) => app.inbox.list(kind))]);
    const found = Object.fromEntries(KINDS.map((kind, at) => [kind, sorted(lists[at], TIMES[kind])]));
    const mine = new Set(attempts.map((attempt) => attempt.id));
    const there = new Map(said.map((row) => [row.id, row]));
    const attending = (row) => ({
      now: wallMs(),
      there: there.get(row.id),
      come: async () => {
        await app.inbox.present(row.id);
        await draw();
      },
    });
    if (!live) return;
    render(page(found, mine, attending), root);
    for (const kind of KINDS) {
      for (const row of found[kind]) if (row.read < row.rev) await app.inbox.read(kind, row.id);
    }
  };
  const unwatch = afterEachRound(app, draw);
  await draw();
  return () => {
    live = false;
    unwatch();
  };
}
