/** Lines of a form (form and tally): figures, in words, with the sums that must agree shown as soon as they can be. */
import { html, live, nothing } from '../dom.js';
import { icons } from './icons.js';
import { numberWords, readNatural } from './format.js';
import { identities } from './identities.js';
import { strokes } from './strokes.js';
import { formTitle } from './card_numbers.js';
import { stamp } from './card_identity.js';

export function form(ctx) {
  const { pack, step, shown, draft, change, submit, idle } = ctx;
  const typed = shown ? Object.fromEntries(shown.map(([id, n]) => [id, String(n)])) : (draft.typed ?? {});
  const written = writtenOf(step, typed);
  const missing = step.fields.filter((field) => !(field.id in written)).length;
  const tally = step.kind === 'tally';
  const put = (id, text) => change({ typed: { ...typed, [id]: text } });
  const stroke = (id, by) => change({ strokes: { ...draft.strokes, [id]: Math.max(0, (draft.strokes?.[id] ?? 0) + by) } });
  const send = (event) => {
    event.preventDefault();
    if (!missing && !idle) submit(step.fields.map((field) => [field.id, written[field.id]]));
  };
  const marks = identities(ctx, written);
  return {
    body: html`<form class="paper doc sheet-form" id="isian" @submit=${send}>
        <header class="doc-head"><h2>${formTitle(step.form, pack)}</h2>${stamp}</header>
        ${step.fields.map((field) => line(field, typed[field.id] ?? '', written[field.id], marks.broken.has(field.id), shown !== undefined, put, tally ? { n: draft.strokes?.[field.id] ?? 0, stroke } : null))}
      </form>
      ${marks.view}`,
    dock: shown !== undefined ? nothing : html`<button class="btn btn-primary" type="submit" form="isian" ?disabled=${idle || missing > 0}>${missing ? `${missing} baris belum diisi` : 'Tulis di formulir'}</button>`,
  };
}

/** The fields that hold a natural number, as numbers. */
export function writtenOf(step, typed) {
  const written = {};
  for (const field of step.fields) {
    const n = readNatural(typed[field.id] ?? '');
    if (n !== null) written[field.id] = n;
  }
  return written;
}

function line(field, text, value, broken, still, put, tally) {
  const id = `f-${field.id}`;
  return html`<div class=${`form-line${broken ? ' broken' : ''}`}>
    <label for=${id}><b class="line-code">${field.line}</b> <span>${field.label}</span></label>
    <input class="input figure" id=${id} inputmode="numeric" autocomplete="off" pattern="[0-9]*" maxlength="6" enterkeyhint="next" aria-describedby=${`w-${field.id}`} ?disabled=${still} .value=${live(text)} @input=${(e) => put(field.id, e.target.value)} />
    <span class="in-words" id=${`w-${field.id}`}>${value === undefined ? (text ? 'angka saja' : '') : numberWords(value)}</span>
    ${tally && !still ? strokePad(field, tally, value) : nothing}
  </div>`;
}

/** A place to count with: taps become strokes; the figure beside it is written by hand, as on the plano. */
function strokePad(field, { n, stroke }, value) {
  return html`<div class="stroke-pad">
    <button type="button" class="stroke-add" aria-label=${`Tambah satu turus untuk ${field.label}`} @click=${() => stroke(field.id, 1)}>${n ? strokes(n) : html`<span>${icons.plus} ketuk untuk membuat turus</span>`}</button>
    ${n ? html`<button type="button" class="round" aria-label="Hapus satu turus" @click=${() => stroke(field.id, -1)}>${icons.undo}</button>` : nothing}
    ${n && value !== undefined && value !== n ? html`<p class="pad-note">Turus Anda dan angka belum sama.</p>` : nothing}
  </div>`;
}
