/** The debrief on a phone: the crew's day as far as its logs are here, also without a network. */
import { load } from '../../engine/index.js';
import { crewOf, dayOf, readEvents, refusalWords } from '../../group/session.js';
import { html, render } from '../dom.js';
import { crewDebrief } from '../parts/crew_debrief.js';
import { icons } from '../parts/icons.js';
import { trouble } from '../parts/trouble.js';

export async function open(root, [id], app) {
  let room, pack;
  try {
    room = await app.crew.open(id);
    if (!room) throw new Error('Sesi ini tidak ada di ponsel ini. Gabung lagi dengan kodenya.');
    pack = load(await app.packs.get(room.record.sesi.paket));
  } catch (error) {
    render(trouble(error, { retry: () => open(root, [id], app) }), root);
    return undefined;
  }
  const { record } = room;

  const show = () => {
    const more = new Map([...room.own, ...Object.entries(record.others)]);
    const seen = readEvents(id, record.events, more);
    for (const [role, held] of Object.entries(seen.holders)) held.nama ||= record.names[held.attempt] ?? (room.own.has(held.attempt) ? record.nama || app.profile.nama : '') ?? role;
    const day = dayOf(pack, crewOf(pack, record.sesi, seen.acts, { final: 1 }), seen.logs);
    render(html`<header class="bar"><a class="bar-back" href=${`#/regu/${id}`} aria-label="Ke sesi">${icons.prev}</a><h1>Tinjau regu</h1></header>
      <main class="page review">${day.refused
        ? html`<div class="notice notice-no" role="alert"><b>Catatan yang ada tidak cocok satu sama lain:</b> ${refusalWords(day.refused)}. Tidak ada yang hilang; sisihkan salah satunya di halaman kumpulkan.</div>`
        : crewDebrief({ pack, crews: [{ name: record.sesi.nama, day, holders: seen.holders, acts: seen.acts }], questions: record.sesi.pertanyaan ?? [] })}</main>
      <footer class="dock"><a class="btn" href=${`#/kumpul/${id}`}>Kumpulkan catatan</a><a class="btn btn-primary" href="#/">Ke beranda</a></footer>`, root);
  };

  const unwatch = room.watch(show);
  if (record.mode !== 'tanpa') room.start();
  show();
  return () => {
    unwatch();
    room.stop();
  };
}
