/** Line icons, drawn in the colour of the text beside them; always decoration next to a word. */
import { svg, html } from '../dom.js';

const icon = (paths) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;

export const icons = {
  pause: icon(svg`<path d="M8.5 5v14M15.5 5v14" />`),
  check: icon(svg`<path d="M5 12.5l4.6 4.6L19.5 7" />`),
  cross: icon(svg`<path d="M6 6l12 12M18 6L6 18" />`),
  half: icon(svg`<path d="M5 12h14" />`),
  alert: icon(svg`<path d="M12 4.2v10M12 19.4v.2" stroke-width="3" />`),
  talk: icon(svg`<path d="M5 5h14v10h-7l-4 4v-4H5z" />`),
  link: icon(svg`<path d="M9 7l-5 5 5 5M4.5 12H14a6 6 0 0 1 6 6" />`),
  prev: icon(svg`<path d="M15 5l-7 7 7 7" />`),
  next: icon(svg`<path d="M9 5l7 7-7 7" />`),
  plus: icon(svg`<path d="M12 5v14M5 12h14" />`),
  minus: icon(svg`<path d="M5 12h14" />`),
  undo: icon(svg`<path d="M9 6L4 11l5 5M4.5 11H14a5.5 5.5 0 0 1 0 11h-3" transform="translate(0 -2)" />`),
  zoom: icon(svg`<circle cx="10.5" cy="10.5" r="6" /><path d="M15 15l5.5 5.5M10.5 8v5M8 10.5h5" />`),
  eye: icon(svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" /><circle cx="12" cy="12" r="2.8" />`),
  queue: icon(svg`<circle cx="6" cy="8" r="2.4" /><circle cx="13" cy="8" r="2.4" /><circle cx="20" cy="8" r="2.2" /><path d="M2.5 18c0-5 7-5 7 0M9.5 18c0-5 7-5 7 0M17 15.3c2.4-1 5 .2 5 2.7" />`),
  book: icon(svg`<path d="M5 5.5c2.5-1 5-.8 7 .7 2-1.5 4.5-1.7 7-.7v13c-2.5-1-5-.8-7 .7-2-1.5-4.5-1.7-7-.7zM12 6.2v13" />`),
};
