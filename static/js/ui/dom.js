/** The one door to lit-html: every view and part draws through these names. */
export { html, svg, render, nothing } from '../../vendor/lit-html-3.3.3/lit-html.js';
export { repeat } from '../../vendor/lit-html-3.3.3/directives/repeat.js';
export { live } from '../../vendor/lit-html-3.3.3/directives/live.js';
export { classMap } from '../../vendor/lit-html-3.3.3/directives/class-map.js';
