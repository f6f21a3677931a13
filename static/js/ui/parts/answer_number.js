/** One figure, typed or stepped. */
import { html, live, nothing } from '../dom.js';
import { icons } from './icons.js';
import { numberWords, readNatural } from './format.js';

export function number(ctx) {
  const { shown, draft, change, submit, idle, step } = ctx;
  const typed = shown !== undefined ? String(shown) : (draft.typed ?? '');
  const value = readNatural(typed);
  const by = (n) => change({ typed: String(Math.max(0, (value ?? 0) + n)) });
  const send = (event) => {
    event.preventDefault();
    if (value !== null && !idle) submit(value);
  };
  return {
    body: html`<form class="one-number" id="isian" @submit=${send}>
      <button type="button" class="round" aria-label="Kurangi satu" ?disabled=${shown !== undefined || !value} @click=${() => by(-1)}>${icons.minus}</button>
      <input class="figure" id="angka" inputmode="numeric" autocomplete="off" pattern="[0-9]*" maxlength="6" aria-label=${step.prompt || step.title} aria-describedby="terbilang" ?disabled=${shown !== undefined} .value=${live(typed)} @input=${(e) => change({ typed: e.target.value })} />
      <button type="button" class="round" aria-label="Tambah satu" ?disabled=${shown !== undefined} @click=${() => by(1)}>${icons.plus}</button>
    </form>
    <p class="in-words" id="terbilang">${value === null ? (typed ? 'Tulis dengan angka saja.' : 'Tulis angkanya.') : numberWords(value)}</p>`,
    dock: shown !== undefined ? nothing : html`<button class=${`btn btn-primary${value === null ? ' unready' : ''}`} type="submit" form="isian" ?disabled=${idle || value === null}>Tulis ${value ?? 'angka'}</button>`,
  };
}
