/** The board on the trainer's screen: asks for what is new, merges as the phones do, draws. */
import { load } from '../../engine/index.js';
import { crewOf, dayOf, paceOf, readEvents, refusalWords } from '../../group/session.js';
import { html, render } from '../dom.js';
import { formatWall } from '../../platform/clock.js';
import { crewBoard } from '../parts/crew_board.js';

const EVERY_MS = 1000;
const CUT = { title: 'Sambungan terputus.', text: 'Papan menampilkan keadaan terakhir dan mencoba lagi sendiri.' };

const restored = ([made, at]) => html`<p class="notice notice-wait" role="status" data-pulih><b>Server dipulihkan ${formatWall(at)} dari cadangan ${formatWall(made)}.</b>
  Keputusan anggota dikirim ulang dari ponsel mereka. Yang Anda lakukan di antara kedua saat itu (mulai, jeda, kejadian, catatan) tidak ada lagi: ulangi yang masih perlu.</p>`;

/** `news(after)` gives `{sesi, kejadian, zaman, pulih}` or null when nothing is new; its errors may carry `said`. Returns `stop`. */
export function open(root, { first, raw, news }) {
  const pack = load(raw);
  let { sesi, zaman, pulih } = first;
  let events = [...first.kejadian];
  let broken = null; // what to say while there is no answer
  let alive = true;

  const show = () => {
    const seen = readEvents(sesi.id, events);
    const day = dayOf(pack, crewOf(pack, sesi, seen.acts), seen.logs);
    const status = seen.status === 'rencana' && sesi.status === 'batal' ? 'batal' : seen.status;
    render(html`${broken ? html`<p class="notice notice-wait" role="alert"><b>${broken.title}</b> ${broken.text}</p>` : ''}${pulih ? restored(pulih) : ''}
      ${day.refused ? html`<p class="notice notice-no" role="alert"><b>Catatan kursi tidak cocok satu sama lain:</b> ${refusalWords(day.refused)}.</p>` : crewBoard({ pack, day, ...seen, status, nama: sesi.nama, kode: sesi.kode, laju: paceOf(sesi, seen.acts) })}`, root);
  };

  async function look() {
    if (!alive) return;
    try {
      let more = await news(events.length);
      if (more && more.zaman !== zaman) {
        more = await news(0); // restored: the numbers are others now
        events = [];
      }
      if (more) {
        ({ sesi, zaman, pulih } = more);
        for (const event of more.kejadian) if (event[0] === events.length + 1) events.push(event);
      }
      if (more || broken) {
        broken = null;
        show();
      }
    } catch (error) {
      console.warn('papan', error);
      const now = error.said ?? CUT;
      if (broken !== now) {
        broken = now;
        show();
      }
    }
    setTimeout(look, EVERY_MS);
  }

  show();
  look();
  return () => (alive = false);
}
