/** Lines of a form (form and tally): figures, in words, with the sums that must agree shown as soon as they can be. */
import { html, live, nothing } from '../dom.js';
import { icons } from './icons.js';
import { numberWords, printedLine, writtenOf } from './format.js';
import { identities } from './identities.js';
import { strokes } from './strokes.js';
import { formTitle } from './card_numbers.js';
import { stamp } from './card_identity.js';
import { openSheet } from './sheet.js';

const LONG = 5; // from this many lines on, the papers above have scrolled away

export function form(ctx) {
  const { pack, step, shown, draft, change, submit, idle } = ctx;
  const still = shown !== undefined;
  const typed = shown ? Object.fromEntries(shown.map(([id, n]) => [id, String(n)])) : (draft.typed ?? {});
  const written = writtenOf(step, typed);
  const missing = step.fields.filter((field) => !(field.id in written)).length;
  const put = (id, text) => change({ typed: { ...typed, [id]: text } });
  const send = (event) => {
    event.preventDefault();
    if (!missing && !idle) submit(step.fields.map((field) => [field.id, written[field.id]]));
  };
  const marks = identities(ctx, written);
  return {
    body: html`<form class="paper doc sheet-form" id="isian" @submit=${send} @keydown=${nextOnEnter}>
        <header class="doc-head"><h2>${formTitle(step.form, pack)}</h2>${stamp}</header>
        ${step.fields.map((field) => line(field, typed[field.id] ?? '', written[field.id], marks.broken.has(field.id), still, put, tallied(ctx, field, written[field.id])))}
      </form>
      ${marks.view}
      <dialog class="sheet-up" id="catatan-meja" aria-label="Catatan di meja"></dialog>`,
    dock: still
      ? nothing
      : html`<div class="with-undo">
        ${ctx.papers && step.fields.length >= LONG ? html`<button class="round" type="button" aria-label="Lihat catatan di meja" title="Catatan di meja" @click=${peek(ctx)}>${icons.book}</button>` : nothing}
        <button class=${`btn btn-primary${missing ? ' unready' : ''}`} type="submit" form="isian" ?disabled=${idle || missing > 0}>${missing ? `${missing} baris belum diisi` : 'Tulis di formulir'}</button>
      </div>`,
  };
}

const peek = (ctx) => (event) => openSheet(event.currentTarget.getRootNode().getElementById('catatan-meja'), 'Catatan di meja', ctx.papers());

/** The key "next" of a phone walks down the form; on the last line it writes. */
function nextOnEnter(event) {
  if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
  const inputs = [...event.currentTarget.querySelectorAll('input')];
  const next = inputs[inputs.indexOf(event.target) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Counters whose strokes stand on a card of this tally: they are drawn in the form's own lines, as on the plano. */
export function strokesInline(step) {
  if (step.kind !== 'tally') return new Set();
  const own = step.fields.filter((field) => field.expect.length === 1).map((field) => field.expect[0]);
  const shown = (step.cards ?? []).filter((card) => card.type === 'turus' && card.rows.every(([, counter]) => own.includes(counter)));
  return new Set(shown.flatMap((card) => card.rows.map(([, counter]) => counter)));
}

function tallied(ctx, field, value) {
  const { step, state, draft, change, shown } = ctx;
  if (step.kind !== 'tally') return nothing;
  const [counter] = field.expect;
  if (field.expect.length === 1 && strokesInline(step).has(counter)) return html`<div class="line-strokes">${strokes(state.counters[counter] ?? 0, field.label)}</div>`;
  if (shown !== undefined || step.cards?.some((card) => card.type === 'turus')) return nothing;
  const n = draft.strokes?.[field.id] ?? 0;
  const stroke = (by) => () => change({ strokes: { ...draft.strokes, [field.id]: Math.max(0, n + by) } });
  return strokePad(field, n, stroke, value);
}

/** A place to count with: taps become strokes; the figure beside it is written by hand, as on the plano. */
const strokePad = (field, n, stroke, value) => html`<div class="stroke-pad">
  <button type="button" class="stroke-add" aria-label=${`Tambah satu turus untuk ${field.label}`} @click=${stroke(1)}>${n ? strokes(n) : html`<span>${icons.plus} ketuk untuk membuat turus</span>`}</button>
  ${n ? html`<button type="button" class="round" aria-label="Hapus satu turus" @click=${stroke(-1)}>${icons.undo}</button>` : nothing}
  ${n && value !== undefined && value !== n ? html`<p class="pad-note">Turus Anda dan angka belum sama.</p>` : nothing}
</div>`;

function line(field, text, value, broken, still, put, tally) {
  const id = `f-${field.id}`;
  return html`<div class=${`form-line${broken ? ' broken' : ''}`}>
    <label for=${id}><b class="line-code">${printedLine(field.line)}</b> <span>${field.label}</span></label>
    <input class="input figure" id=${id} inputmode="numeric" autocomplete="off" pattern="[0-9]*" maxlength="6" enterkeyhint="next" aria-describedby=${`w-${field.id}`} ?disabled=${still} .value=${live(text)} @input=${(e) => put(field.id, e.target.value)} />
    ${tally}
    <span class="in-words" id=${`w-${field.id}`}>${value === undefined ? (text ? 'angka saja' : '') : numberWords(value)}</span>
  </div>`;
}
