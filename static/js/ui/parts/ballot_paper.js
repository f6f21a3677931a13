/** A ballot drawn from the cells of its layout. The paper is drawn once per layout and kept; only holes change while counting. */
import { html, svg, render } from '../dom.js';
import { breakLines } from './ballot_view.js';

const SVG = 'http://www.w3.org/2000/svg';
const HOLE = 2.4; // the official nail, in units of the layout
const kept = new WeakMap();

/** The kept drawing of a layout; `where` keeps one for each place it hangs at the same time. */
export function paper(layout, where) {
  const places = kept.get(layout) ?? new Map();
  kept.set(layout, places);
  if (!places.has(where)) {
    const g = document.createElementNS(SVG, 'g');
    render([heading(layout), ...cells(layout.cells)], g);
    places.set(where, g);
  }
  return places.get(where);
}

const BAND = 15;
const along = (from, step, to, line) => Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => line(from + i * step)).join('');
const PATTERNS = {
  dpr: () => 'M0 3h400M0 8h400M0 13h400',
  dpd: () => along(4, 8, 200, (x) => `M${x} 4h.1M${x + 4} 11h.1`),
  dprd_prov: () => along(-8, 10, 200, (x) => `M${x} 15l16-15`),
  dprd_kab: () => along(4, 7, 200, (x) => `M${x} 0v15`),
};

/** The coloured head of the sheet: in its own cell, or where the layout leaves room for it. */
function heading(layout) {
  const title = layout.cells.find((c) => c.kind === 'title');
  if (title) return band(layout, title, title.text);
  if (Math.min(...layout.cells.map((c) => c.y)) < BAND + 5) return '';
  return band(layout, { x: 0, y: 0, w: layout.width, h: BAND }, 'SURAT SUARA · SIMULASI');
}

function band(layout, { x, y, w, h }, text) {
  const id = layout.election.toLowerCase();
  const mark = Math.min(w * 0.16, 44);
  const label = { x: x + mark, y, w: w - mark, h, text };
  return svg`<rect class=${`box-${id}`} x=${x} y=${y} width=${w} height=${h} /><rect class="b-title" x=${label.x} y=${y} width=${label.w} height=${h} />
    <svg x=${x} y=${y} width=${mark} height=${h} viewBox=${`0 0 ${(mark * BAND) / h} ${BAND}`} class=${`b-pattern b-pattern-${id}`}><path d=${PATTERNS[id]?.() ?? ''} /></svg>${words(label, Math.min(h * 0.5, 11), 'b-name')}`;
}

/** Cells as SVG: blocks below, frames last so that the lines stay on top. */
export const cells = (list) => [...list.filter((c) => c.kind !== 'frame' && c.kind !== 'title').map(cell), ...list.filter((c) => c.kind === 'frame').map(cell)];

/** Holes as the nail leaves them; `least` keeps them visible on a small drawing. */
export function holes(list, least = 0) {
  const r = Math.max(HOLE, least);
  return list.map(([x, y]) => svg`<g transform=${`translate(${x} ${y}) scale(${r})`}><circle class="hole-rim" r="1.45" /><path class="hole" d="M-1-.2c0-.6.5-.9 1-.8.7 0 1.1.4 1 1 .1.7-.5 1-1 1-.7.1-1-.5-1-1.2z" /></g>`);
}

/** The drawing, all of it or a window; holes never smaller than a fingertip's glance. */
export const drawing = (layout, ballot, where = 'meja', { least = layout.width / 72, y = 0, height = layout.height, over = '' } = {}) => html`<svg class="ballot-paper" viewBox=${`0 ${y} ${layout.width} ${height}`} aria-hidden="true">
  ${paper(layout, where)}${svg`<g class="marks">${holes(ballot.holes, least)}</g>`}${over}
</svg>`;

function cell(c) {
  const part = c.kind === 'frame' ? 'frame' : c.kind;
  switch (part) {
    case 'frame':
      return svg`<rect class=${c.zone.startsWith('cand') ? 'b-frame b-row' : 'b-frame'} x=${c.x} y=${c.y} width=${c.w} height=${c.h} />`;
    case 'photo':
      return svg`<rect class="b-photo" x=${c.x} y=${c.y} width=${c.w} height=${c.h} />${bust(c)}`;
    case 'logo':
    case 'party_logo':
      return svg`<rect class="b-cell" x=${c.x} y=${c.y} width=${c.w} height=${c.h} />${emblem(c)}`;
    case 'number':
      return svg`<rect class="b-cell" x=${c.x} y=${c.y} width=${c.w} height=${c.h} />${c.text ? words(c, Math.min(c.h * 0.72, 26), 'b-number') : ''}`;
    case 'blank':
      return svg`<rect class="b-blank" x=${c.x} y=${c.y} width=${c.w} height=${c.h} />`;
    default:
      return svg`<rect class="b-cell" x=${c.x} y=${c.y} width=${c.w} height=${c.h} />${c.text ? words(c, Math.min(c.h * 0.62, c.kind === 'name' && c.h < 24 ? 9 : 11), 'b-name') : ''}`;
  }
}

/** Text inside its cell, broken at words; shrunk until it fits. */
function words(c, size, cls) {
  let lines = [];
  for (let fit = size; fit > 3; fit *= 0.86) {
    lines = breakLines(c.text, Math.max(1, Math.floor((c.w - 3) / (fit * 0.6))));
    size = fit;
    if (lines.length * fit * 1.1 <= c.h && lines.every((line) => line.length * fit * 0.6 <= c.w - 1)) break;
  }
  const top = c.y + c.h / 2 - ((lines.length - 1) * size * 1.1) / 2 + size * 0.35;
  const left = cls === 'b-number' || c.w < 60 || c.h > 24;
  const x = left ? c.x + c.w / 2 : c.x + 3;
  return lines.map((line, i) => svg`<text class=${left ? `${cls} b-mid` : cls} x=${x} y=${top + i * size * 1.1} font-size=${size.toFixed(1)}>${line}</text>`);
}

function bust(c) {
  const s = Math.min(c.w, c.h) / 64;
  const many = c.zone.startsWith('pair') ? [-13, 13] : [0];
  return many.map((dx) => svg`<g class="b-bust" transform=${`translate(${c.x + c.w / 2 + dx * s} ${c.y + c.h - 62 * s}) scale(${s})`}><circle cy="24" r="12" /><path d="M-22 62c0-16 8-23 22-23s22 7 22 23z" /></g>`);
}

const EMBLEMS = [
  'M0-9c6 0 9 5 9 10S5 11 0 9c-5 2-9-3-9-8S-6-9 0-9zm0 0c0-2 2-4 4-4',
  'M-3 11V-11h3V11zM2 11V-6h3V11zM-8 11V-3h3V11z',
  'M0-12L9 8H-9zM0 8v5',
  'M0-10a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM0 6v7',
  'M-11 9L-3-7l5 8 3-5 6 13z',
  'M0-11c3 4 3 7 0 10-3-3-3-6 0-10zM0 11c-8-1-11-6-10-12 6 1 10 5 10 12zm0 0c8-1 11-6 10-12-6 1-10 5-10 12z',
  'M-10 8c0-12 8-17 20-17 0 12-8 17-20 17zm0 0L6-6',
  'M0-11l3 7h7l-5 5 2 8-7-4-7 4 2-8-5-5h7z',
];

function emblem(c) {
  const n = Number(/:(\d+)/.exec(c.zone)?.[1] ?? 1) + (c.zone.startsWith('pair') ? 2 : 0);
  const s = Math.min(c.w, c.h) / 30;
  return svg`<g class="b-emblem" transform=${`translate(${c.x + c.w / 2} ${c.y + c.h / 2}) scale(${s})`}><circle r="13.5" /><path d=${EMBLEMS[n % EMBLEMS.length]} transform="scale(.78)" /></g>`;
}
