/** Figures that live: a table of counters, tally strokes, and what was written on C.HASIL. */
import { html } from '../dom.js';
import { stamp } from './card_identity.js';
import { printedLine } from './format.js';
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
      ? html`<dl class="figures figures-form">${fields.filter((field) => field.id in written).map((field) => html`<div><dt><b>${printedLine(field.line)}</b> ${field.label}</dt><dd class="num">${written[field.id]}</dd></div>`)}</dl>`
      : html`<p class="doc-line">Belum diisi.</p>`}`;
}

/** c_hasil_dpr -> "C.HASIL-DPR" as the rule set names it, turus_dpr -> "Turus DPR"; any other form is called as the step that writes it. */
export function formTitle(form, pack) {
  const [, kind, rest] = /^(c_hasil|turus)_(.+)$/.exec(form ?? '') ?? [];
  if (!kind) return pack.steps.find((step) => step.form === form)?.title ?? String(form ?? '').replaceAll('_', ' ');
  const election = pack.raw.elections.find((e) => rest === e.id.toLowerCase()) ?? pack.raw.elections.find((e) => rest.startsWith(e.id.toLowerCase()));
  const name = (election?.short ?? rest.replaceAll('_', ' ')).toUpperCase();
  return kind === 'turus' ? `Turus ${name}` : (election?.form ?? `C.HASIL-${name}`);
}
