/** Tally strokes: four upright and a fifth across, in the blue of the marker. */
import { html, svg } from '../dom.js';
import { strokeGroups, strokeWords } from './format.js';

/** Draw n strokes; the label says the groups, not the sum, so that counting stays the reader's work. */
export function strokes(n, label = '') {
  const groups = strokeGroups(n);
  return html`<span class="strokes" role="img" aria-label=${`${label} ${strokeWords(groups)}`.trim()}>${groups.map((g) => html`<svg class="stroke-group" viewBox="0 0 42 28" aria-hidden="true">${group(g)}</svg>`)}${n ? '' : html`<span class="soft">belum ada turus</span>`}</span>`;
}

/** A path for each stroke: one that is added is drawn, those that stand already are not drawn again. */
const group = (n) => svg`${Array.from({ length: n }, (_, i) => svg`<path class="stroke" pathLength="1" d=${i < 4 ? `M${7 + i * 8} ${4 + (i % 2)}l${i % 2 ? -1 : 1} 20` : 'M2 22L38 6'} />`)}`;
