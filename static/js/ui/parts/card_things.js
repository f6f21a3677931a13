/** Things looked at: a finger, a notice, an object. */
import { html, svg, nothing } from '../dom.js';
import { stamp } from './card_identity.js';

export function jari(card) {
  return html`<header class="doc-head"><h2>Jari pemilih</h2>${stamp}</header>
    <div class="finger"><svg viewBox="6 0 90 96" aria-hidden="true">${hand(Boolean(card.tinta))}</svg><p>${card.text}</p></div>`;
}

/** A hand laid on the table; ink sits on the little finger. */
const hand = (ink) => svg`<g class="hand">
    <path d="M20 96c-4-18-4-30-2-40l-3-22c-1-8 10-9 11-1l3 19V14c0-9 12-9 12 0v36l1-41c0-9 12-9 12 0v42l4-35c1-8 12-7 11 2l-4 38 6-9c6-8 17-3 12 6-8 17-14 29-21 37v7z" />
    <path class="nail" d="M31 14c0-5 8-5 8 0v5h-8zM44 9c0-5 8-5 8 0v5h-8zM58.5 17c.5-5 7.5-4 7 1l-.5 4.5-7-1zM16.5 35c-.5-5 7-6 7.5-1l.5 4-7.5 1z" />
    ${ink ? svg`<path class="ink" d="M15 34c-1-8 10-9 11-1l1.8 11c-3 3-8 3.5-11.3 1.5z" /><path class="ink-shine" d="M18.5 33c.3-2 2.5-2.6 3.5-1.5" />` : ''}
  </g>`;

export const catatan = (card) => html`<header class="doc-head"><h2>${card.title}</h2>${stamp}</header>${lines(card.text)}`;

export const benda = (card) => html`<div class="thing"><svg viewBox="0 0 56 56" aria-hidden="true">${sketch(card.title)}</svg><div><h2>${card.title}</h2>${lines(card.text)}</div></div>`;

const lines = (text) => (text ? String(text).split('\n').map((line) => html`<p class="doc-text">${line}</p>`) : nothing);

const SKETCHES = [
  [/tinta|botol/i, () => svg`<path d="M21 6h14v8H21z" /><path d="M18 14h20v4c6 2 8 6 8 12v14a6 6 0 0 1-6 6H16a6 6 0 0 1-6-6V30c0-6 2-10 8-12z" /><path class="fill" d="M10 32h36v12a6 6 0 0 1-6 6H16a6 6 0 0 1-6-6z" />`],
  [/segel|gembok|kunci/i, () => svg`<path d="M17 26v-8a11 11 0 0 1 22 0v8" /><rect class="fill" x="11" y="26" width="34" height="24" rx="4" />`],
  [/kotak/i, () => svg`<path d="M8 20l6-10h28l6 10v28H8z" /><path d="M8 20h40M21 15h14" /><rect class="fill" x="16" y="26" width="24" height="16" rx="2" />`],
  [/bilik|denah|pintu/i, () => svg`<path d="M10 50V10h36v40M10 20h36" /><path class="fill" d="M16 24h24v14H16z" />`],
  [/paku|alat coblos|bantal/i, () => svg`<path d="M28 6v30M20 6h16" /><path class="fill" d="M10 38h36v12H10z" />`],
  [/ponsel|hp|telepon/i, () => svg`<rect x="16" y="5" width="24" height="46" rx="5" /><rect class="fill" x="20" y="11" width="16" height="30" />`],
];

const sketch = (title) => (SKETCHES.find(([words]) => words.test(title)) ?? [0, () => svg`<path d="M14 6h20l10 10v34H14z" /><path d="M34 6v10h10M20 26h18M20 34h18M20 42h10" />`])[1]();
