/** Figures that live: a table of counters, tally strokes, and what was written on C.HASIL. */
import { html } from '../dom.js';
import { stamp } from './card_identity.js';
import { strokes } from './strokes.js';

export const angka = (card, { state }) => html`<header class="doc-head"><h2>${card.title}</h2>${stamp}</header>
  <dl class="figures">${(card.rows ?? []).map(([label, counter]) => html`<div><dt>${label}</dt><dd class="num">${state.counters[counter] ?? 0}</dd></div>`)}</dl>`;

export const turus = (card, { state }) => html`<header class="doc-head"><h2>${card.title}</h2>${stamp}</header>
  <dl class="figures figures-strokes">${(card.rows ?? []).map(([label, counter]) => html`<div><dt>${label}</dt><dd>${strokes(state.counters[counter] ?? 0, label)}</dd></div>`)}</dl>`;

/** The form as it was written, line by line; an unwritten form says so. */
export function cHasil(card, { pack, state }) {
  const fields = pack.steps.filter((step) => step.form === card.form).flatMap((step) => step.fields);
  const written = state.forms[card.form];
  const title = formTitle(card.form, pack);
  return html`<header class="doc-head"><h2>${title}</h2>${stamp}</header>
    ${written
      ? html`<dl class="figures figures-form">${fields.filter((field) => field.id in written).map((field) => html`<div><dt><b>${field.line}</b> ${field.label}</dt><dd class="num">${written[field.id]}</dd></div>`)}</dl>`
      : html`<p class="doc-line">Belum diisi.</p>`}`;
}

/** c_hasil_dpr -> "C.HASIL-DPR". */
export function formTitle(form, pack) {
  const match = /^c_hasil_(.+)$/.exec(form ?? '');
  if (!match) return form ?? '';
  const election = pack.raw.elections.find((e) => match[1].startsWith(e.id.toLowerCase()));
  return `C.HASIL-${election ? election.short.toUpperCase() : match[1].toUpperCase()}`;
}
