/** The floor plan as a strip: tables, booths, boxes, ink, and where the voter of this moment stands. Static but for two classes. */
import { html, svg, nothing } from '../dom.js';

const SEATS = [
  ['kpps_4', '4', 58, 16, 30],
  ['kpps_5', '5', 92, 16, 30],
  ['kpps_2', '2', 170, 16, 32],
  ['kpps_1', '1', 202, 16, 32],
  ['kpps_3', '3', 234, 16, 32],
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

/** @param {any} pack @param {string|undefined} place @param {string[]} seats roles acting now @param {number} queue */
export function denah(pack, place, seats, queue = 0) {
  if (!PLACES[place]) return nothing;
  const colours = pack.raw.elections.map((e) => e.id.toLowerCase());
  return html`<figure class="denah">
    <svg viewBox="0 0 360 100" role="img" aria-label=${`Denah TPS: pemilih ${PLACES[place]}, ${queue} orang mengantre.`}>
      <path class="denah-wall" d="M6 66V10a6 6 0 0 1 6-6h336a6 6 0 0 1 6 6v46M354 84v6a6 6 0 0 1-6 6H12a6 6 0 0 1-6-6" />
      <path class="denah-door" d="M2 79h15m-5-5l5 5-5 5M343 70h15m-5-5l5 5-5 5" />
      ${SEATS.map((seat) => table(seat, seats))}
      ${[132, 144, 156].map((x) => svg`<path class="denah-chair" d=${`M${x} 58h7v7h-7zM${x} 71h7v7h-7z`} />`)}
      ${[186, 208, 230].map((x) => svg`<path class="denah-booth" d=${`M${x} 88V68h17v20M${x - 1} 68h19`} />`)}
      ${colours.map((id, i) => svg`<g transform=${`translate(${262 + i * 14} 70)`}><rect class=${`box-${id}`} width="12" height="18" rx="1.5" /><path d="M3 3h6" stroke="#0009" stroke-width="1.6" /></g>`)}
      ${label('6', 262 + colours.length * 7 - 1, 63, seats.includes('kpps_6'))}
      <path class="denah-ink" d="M318 20h14v-6h-3v-4h-8v4h-3zM316 20h18v14a3 3 0 0 1-3 3h-12a3 3 0 0 1-3-3z" transform="translate(-22 4)" />
      ${label('7', 331, 37, seats.includes('kpps_7'))}
      ${Array.from({ length: Math.min(queue, 5) }, (_, i) => svg`<circle class="denah-waiting" cx=${34 - i * 1.5} cy=${66 - i * 9} r="4.2" />`)}
      <g class=${`denah-voter at-${place}`}><circle r="12" class="denah-pulse" /><circle r="6.5" class="denah-dot" /></g>
    </svg>
  </figure>`;
}

function table([role, text, x, y, width], seats) {
  const mine = seats.includes(role);
  return svg`<g class=${mine ? 'denah-seat mine' : 'denah-seat'}><rect x=${x} y=${y} width=${width} height="24" rx="4" /><text x=${x + width / 2} y=${y + 18}>${text}</text></g>`;
}

const label = (text, x, y, mine) => svg`<text class=${mine ? 'denah-label mine' : 'denah-label'} x=${x} y=${y}>${text}</text>`;
