/** Our own sign: a ballot with its hole, and a finger that carries the ink. */
import { html } from '../dom.js';

export const face = () => html`<svg class="emblem" viewBox="0 0 200 132" aria-hidden="true">
  <rect x="34" y="10" width="86" height="112" rx="8" fill="#fff" stroke="#3d1f78" stroke-width="4" />
  <rect x="34" y="10" width="86" height="22" rx="8" fill="#3d1f78" />
  <path d="M48 48h58M48 60h38M48 104h58M48 92h58" stroke="#cfc4e6" stroke-width="5" stroke-linecap="round" />
  <circle cx="88" cy="76" r="7" fill="#16111f" />
  <path d="M128 122V66a17 17 0 0 1 34 0v56z" fill="#e9c39b" stroke="#3d1f78" stroke-width="4" />
  <path d="M130 84V66a15 15 0 0 1 30 0v18c-9 6-21 6-30 0z" fill="#5a34a3" />
  <path d="M137 62c1-6 15-6 16 0" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" opacity=".75" />
</svg>`;
