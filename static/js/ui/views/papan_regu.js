/** The board on the trainer's screen: asks for what is new, merges as the phones do, draws. */
import { load } from '../../engine/index.js';
import { crewOf, dayOf, paceOf, readEvents, refusalWords } from '../../group/session.js';
import { html, render } from '../dom.js';
import { crewBoard } from '../parts/crew_board.js';

const EVERY_MS = 1000;

/** `news(after)` gives `{sesi, kejadian}` or null when nothing is new. Returns `stop`. */
export function open(root, { first, raw, news }) {
  const pack = load(raw);
  let { sesi } = first;
  const events = [...first.kejadian];
  let broken = false;
  let alive = true;

  const show = () => {
    const seen = readEvents(sesi.id, events);
    const day = dayOf(pack, crewOf(pack, sesi, seen.acts), seen.logs);
    const status = seen.status === 'rencana' && sesi.status === 'batal' ? 'batal' : seen.status;
    render(html`${broken ? html`<p class="notice notice-wait" role="alert"><b>Sambungan terputus.</b> Papan menampilkan keadaan terakhir dan mencoba lagi sendiri.</p>` : ''}
      ${day.refused ? html`<p class="notice notice-no" role="alert"><b>Catatan kursi tidak cocok satu sama lain:</b> ${refusalWords(day.refused)}.</p>` : crewBoard({ pack, day, ...seen, status, nama: sesi.nama, kode: sesi.kode, laju: paceOf(sesi, seen.acts) })}`, root);
  };

  async function look() {
    if (!alive) return;
    try {
      const more = await news(events.length);
      if (more) {
        sesi = more.sesi;
        for (const event of more.kejadian) if (event[0] === events.length + 1) events.push(event);
      }
      if (more || broken) {
        broken = false;
        show();
      }
    } catch (error) {
      console.warn('papan', error);
      if (!broken) {
        broken = true;
        show();
      }
    }
    setTimeout(look, EVERY_MS);
  }

  show();
  look();
  return () => (alive = false);
}
