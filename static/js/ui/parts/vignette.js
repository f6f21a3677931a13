/** A quiet drawing where a step puts nothing on the table: the place and the hour, never a hint. */
import { html, svg } from '../dom.js';

const hills = svg`<path class="v-far" d="M0 96C40 60 70 74 104 52s70-22 104 6 66-4 112 30v40H0z" /><path class="v-near" d="M0 112c48-26 92-18 140-12s104-18 180 4v24H0z" />`;
const sun = (x, y) => svg`<circle class="v-sun" cx=${x} cy=${y} r="15" />`;
const box = (x, y, open) => svg`<g transform=${`translate(${x} ${y})`}><path class="v-solid" d="M0 0h52v44H0z" /><path class="v-glass" d="M9 12h34v22H9z" />${open ? svg`<path class="v-solid" d="M0 0l-9-13h52L52 0z" />` : svg`<path class="v-dark" d="M15-3h22v5H15z" />`}</g>`;
const tent = svg`<path class="v-roof" d="M70 62l26-26h128l26 26z" /><path class="v-line" d="M82 62v54M238 62v54" /><path class="v-flag" d="M100 62l7 11 7-11zM128 62l7 11 7-11zM156 62l7 11 7-11zM184 62l7 11 7-11zM212 62l7 11 7-11z" />`;
const desk = svg`<path class="v-solid" d="M104 92h112v8H104z" /><path class="v-line" d="M112 100v18M208 100v18" />`;

const DRAWINGS = {
  persiapan: svg`${sun(262, 30)}${hills}<path class="v-solid" d="M112 76h72v42h-72z" /><path class="v-roof" d="M102 78l46-34 46 34z" /><path class="v-dark" d="M139 92h18v26h-18z" /><path class="v-glass" d="M119 86h13v13h-13zM165 86h13v13h-13z" /><path class="v-line" d="M222 118V92" /><circle class="v-near" cx="222" cy="82" r="16" />`,
  pembukaan: svg`${sun(160, 44)}${hills}${tent}${desk}${box(134, 48, true)}`,
  pemungutan: svg`${sun(270, 26)}${hills}${tent}<g class="v-solid"><path d="M98 82h36v36H98zM142 82h36v36h-36z" /></g><path class="v-glass" d="M104 88h24v16h-24zM148 88h24v16h-24z" />${box(190, 74, false)}`,
  penutupan: svg`${hills}${tent}${desk}<circle class="v-glass" cx="160" cy="78" r="13" /><path class="v-line" d="M160 78v-8M160 78l6 4" />`,
  penghitungan: svg`${hills}${tent}<path class="v-paper" d="M112 68h70v48h-70z" /><path class="v-stroke" d="M120 78v10M125 78v10M130 78v10M135 78v10M117 87l21-8M146 78v10M151 78v10M120 98v10M125 98v10M130 98v10" />${box(192, 74, true)}`,
  c_hasil: svg`${hills}${tent}<path class="v-paper" d="M108 66h104v50H108z" /><path class="v-line v-thin" d="M118 78h48M118 88h48M118 98h48M118 108h48" /><path class="v-glass" d="M176 74h26v8h-26zM176 86h26v8h-26zM176 98h26v8h-26z" />`,
  penyegelan: svg`<g class="v-night"><circle class="v-sun" cx="262" cy="28" r="11" /></g>${hills}${tent}${box(104, 74, false)}${box(164, 74, false)}<path class="v-seal" d="M104 90l52 12M164 102l52-12" />`,
};

/** Nothing on the table and nobody before it: then there is room. */
export const needsVignette = (step) => !step.cards?.length && !step.person && (step.kind === 'choice' || step.kind === 'judge');

export const vignette = (step) => html`<svg class="vignette" viewBox="0 0 320 128" aria-hidden="true" preserveAspectRatio="xMidYMid slice">${DRAWINGS[step.phase] ?? DRAWINGS.pemungutan}</svg>`;
