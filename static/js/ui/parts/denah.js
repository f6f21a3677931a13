/** The floor plan as a strip in the order a voter walks it: tables, chairs, booths, boxes, ink; and where the voter of this moment stands. */
import { html, svg, nothing, repeat } from '../dom.js';

const SEATS = [
  ['kpps_4', '4', 46],
  ['kpps_5', '5', 69],
  ['kpps_2', '2', 130],
  ['kpps_1', '1', 153],
  ['kpps_3', '3', 176],
  ['kpps_6', '6', 327 - 71],
  ['kpps_7', '7', 327 - 18],
];
const PLACES = {
  pintu: 'di pintu masuk',
  meja_4: 'di meja KPPS 4',
  meja_5: 'di meja KPPS 5',
  tunggu: 'di kursi tunggu',
  meja_123: 'di meja KPPS 1, 2, dan 3',
  bilik: 'di bilik suara',
  kotak: 'di kotak suara',
  tinta: 'di meja tinta KPPS 7',
  keluar: 'di pintu keluar',
};

/** @param {any} pack @param {string|undefined} place @param {string[]} seats roles acting now @param {number} queue @param {{key: number, place: string}[]} others ordinary voters on their way @param {string} who the voter of this moment: somebody new walks in */
export function denah(pack, place, seats, queue = 0, others = [], who = '') {
  if (!PLACES[place]) return nothing;
  const boxes = pack.raw.elections.map((election) => election.id.toLowerCase());
  return html`<figure class="denah">
    <svg viewBox="0 0 360 62" role="img" aria-label=${`Denah TPS: pemilih ${PLACES[place]}, ${queue} orang mengantre.`}>
      <path class="denah-floor" d="M36 4h298a6 6 0 0 1 6 6v44a6 6 0 0 1-6 6H36a6 6 0 0 1-6-6V10a6 6 0 0 1 6-6z" />
      <path class="denah-wall" d="M30 36V10a6 6 0 0 1 6-6h298a6 6 0 0 1 6 6v26M340 58a6 6 0 0 1-6 2H36a6 6 0 0 1-6-2" />
      <path class="denah-route" d="M34 48H336" />
      <path class="denah-door" d="M346 48h9m-4-4l4 4-4 4" />
      ${SEATS.map((seat) => table(seat, seats))}
      ${[101, 112].map((x) => svg`<path class="denah-chair" d=${`M${x} 13h7v7h-7zM${x} 25h7v7h-7z`} />`)}
      ${[207, 223, 239].map((x) => svg`<path class="denah-booth" d=${`M${x} 34V14h13v20M${x - 1} 14h15`} />`)}
      ${boxes.map((id, i) => svg`<rect class=${`denah-box box-${id}`} x=${281 + (i % 3) * 8} y=${boxes.length > 3 ? 11 + (i > 2) * 12 : 17} width="7" height="11" rx="1" />`)}
      <path class="denah-ink" d="M333 13h3v4h2v14h-7V17h2z" transform="translate(-1 1)" />
      ${Array.from({ length: Math.min(queue, 3) }, (_, i) => svg`<circle class="denah-waiting" cx=${22 - i * 8} cy="48" r="4.5" />`)}
      ${repeat(others, (who) => who.key, (who) => svg`<g class=${`denah-passer at-${who.place}`}><circle r="4.5" class="denah-waiting" /></g>`)}
      ${repeat([who], String, () => svg`<g class=${`denah-voter at-${place}`}><circle r="11" class="denah-pulse" /><circle r="6.5" class="denah-dot" /></g>`)}
    </svg>
  </figure>`;
}

function table([role, text, x], seats) {
  return svg`<g class=${seats.includes(role) ? 'denah-seat mine' : 'denah-seat'}><rect x=${x} y="11" width="23" height="24" rx="3" /><text x=${x + 11.5} y="29">${text}</text></g>`;
}
