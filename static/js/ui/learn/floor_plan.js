/** The TPS from above, to set it up by: true proportions, what stands where, and the distances the law room knows. Everything in it is also said in the list below it. */
import { html, nothing, svg } from '../dom.js';

const M = 90; // room around the plan for the measures, in centimetres of the ground

/** Who and what, in centimetres from the left and upper wall: `[class, x, y, width, height, words]`. */
const THINGS = [
  ['plan-people', 470, 20, 330, 70, 'saksi, PTPS'],
  ['plan-table', 130, 150, 210, 80, 'KPPS 4 5'],
  ['plan-table', 470, 150, 330, 80, 'KPPS 2 · 1 · 3'],
  ['plan-table', 590, 480, 190, 60, 'kotak'],
  ['plan-people', 590, 570, 190, 60, 'KPPS 6'],
  ['plan-table', 660, 690, 200, 70, 'tinta · 7'],
];
const BOOTHS = [110, 290, 470];
const BOOTH = 80;
const KETUA = 635;

const metres = (cm) => (cm % 100 ? `${cm} cm` : `${cm / 100} m`);
const across = (x1, x2, y, words) => svg`<path class="plan-measure" d=${`M${x1} ${y - 12}v24M${x2} ${y - 12}v24M${x1} ${y}H${x2}`} /><text class="plan-length" x=${(x1 + x2) / 2} y=${y - 22}>${words}</text>`;
const down = (x, y1, y2, words) => svg`<path class="plan-measure" d=${`M${x - 12} ${y1}h24M${x - 12} ${y2}h24M${x} ${y1}V${y2}`} /><text class="plan-length plan-beside" x=${Math.max(x, 0) + 20} y=${(y1 + 2 * y2) / 3}>${words}</text>`;
const thing = ([kind, x, y, w, h, words]) => svg`<rect class=${kind} x=${x} y=${y} width=${w} height=${h} rx="8" /><text x=${x + w / 2} y=${y + h / 2 + 13}>${words}</text>`;

/** @param {{panjang: number, lebar: number, antar_bilik: number, ketua_ke_kotak: number, meja_kotak: number}|undefined} cm an older course has none */
export function floorPlan(cm) {
  if (!cm) return nothing;
  const { panjang: width, lebar: height } = cm;
  return html`<figure class="floor-plan">
    <svg viewBox=${`${-M} ${-M} ${width + 2 * M} ${height + 2 * M}`} role="img" aria-label="Denah TPS dari atas; isinya disebut satu per satu dalam daftar di bawah.">
      <rect class="plan-floor" width=${width} height=${height} rx="12" />
      <path class="plan-way" d=${`M-60 300H220V250M230 250v80h130M500 340h100V250M620 260L520 590M550 640l80-90M790 510l40 170M870 710H${width + 60}`} />
      <path class="plan-gap" d=${`M0 250v100M${width} 640v100`} />
      ${THINGS.map(thing)}
      ${[0, 1, 2].flatMap((row) => Array.from({ length: 6 }, (_, at) => svg`<rect class="plan-chair" x=${300 + at * 38} y=${300 + row * 40} width="24" height="24" rx="6" />`))}
      <text x="420" y="450">kursi pemilih</text>
      ${BOOTHS.map((x) => svg`<path class="plan-booth" d=${`M${x} ${height - 150}v70h${BOOTH}v-70`} />`)}
      <text x="330" y=${height - 30}>bilik</text>
      <text class="plan-door" x="12" y="380">masuk</text><text class="plan-door plan-out" x=${width - 12} y="625">keluar</text>
      ${across(0, width, -30, metres(width))} ${down(-50, 0, height, metres(height))}
      ${across(BOOTHS[0] + BOOTH, BOOTHS[1], height - 165, metres(cm.antar_bilik))} ${down(KETUA, 235, 478, metres(cm.ketua_ke_kotak))}
    </svg>
    <figcaption class="soft">Ukuran paling kecil, atau menyesuaikan tempat. Meja kotak setinggi ${cm.meja_kotak} cm.</figcaption>
  </figure>`;
}
