/** The one door to lit-html: every view and part draws through these names. */
import { html as draw } from '../../vendor/lit-html-3.3.3/lit-html.js';

export { svg, render, nothing } from '../../vendor/lit-html-3.3.3/lit-html.js';
export { repeat } from '../../vendor/lit-html-3.3.3/directives/repeat.js';
export { live } from '../../vendor/lit-html-3.3.3/directives/live.js';
export { classMap } from '../../vendor/lit-html-3.3.3/directives/class-map.js';

let spoken = null;

/** Draw in another language than the one the templates are written in (language.js); null: as they are written. */
export const speak = (language) => {
  spoken = language;
};

export const html = (strings, ...values) => (spoken ? spoken(draw, strings, values) : draw(strings, ...values));
