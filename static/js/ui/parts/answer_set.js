/** Several of a list: ballots taken from the piles on the table, or any other set. */
import { html, svg, nothing } from '../dom.js';
import { electionOf, stockOf } from './format.js';

export function set(ctx) {
  const { pack, state, step, shown, draft, change, submit, idle } = ctx;
  const picked = shown ?? draft.picked ?? [];
  const elections = step.items.map((item) => electionOf(pack, item));
  const ballots = elections.every(Boolean);
  const toggle = (id) => {
    const wanted = picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id];
    change({ picked: step.items.map((item) => item.id).filter((each) => wanted.includes(each)) });
  };
  return {
    body: html`<fieldset class="set" ?disabled=${shown !== undefined}>
      <legend class="hide-visually">${ballots ? 'Surat suara yang diambil' : 'Pilih satu atau lebih'}</legend>
      ${step.items.map((item, i) => row(item, elections[i], picked.includes(item.id), state, ballots, () => toggle(item.id), shown !== undefined))}
    </fieldset>`,
    dock: shown !== undefined
      ? nothing
      : html`${ballots ? fan(picked.map((id) => elections[step.items.findIndex((item) => item.id === id)])) : nothing}
        <button class="btn btn-primary" type="button" ?disabled=${idle} @click=${() => submit(picked)}>${ballots ? handOut(picked.length) : done(picked.length)}</button>`,
  };
}

const handOut = (n) => (n ? `Serahkan ${n} surat suara` : 'Tidak menyerahkan surat suara');
const done = (n) => (n ? `Selesai, ${n} dipilih` : 'Selesai, tidak ada yang dipilih');

function row(item, election, on, state, ballots, toggle, still) {
  const left = ballots ? stockOf(state, election) : null;
  return html`<button class=${`pick${on ? ' on' : ''}`} type="button" role="checkbox" aria-checked=${String(on)} ?disabled=${still} @click=${toggle}>
    ${ballots ? html`<span class=${`ballot-swatch ballot-${election.id.toLowerCase()}`} aria-hidden="true"></span>` : nothing}
    <span class="grow">${item.text}${left === null ? nothing : html`<small>sisa di meja <span class="num">${left - (on ? 1 : 0)}</span></small>`}</span>
    <svg class="pick-box" viewBox="0 0 28 28" aria-hidden="true"><rect x="1.5" y="1.5" width="25" height="25" rx="8" />${on ? svg`<path d="M7 14.5l5 5L21.5 9" />` : ''}</svg>
  </button>`;
}

/** The folded sheets now in the hand. */
function fan(elections) {
  if (!elections.length) return html`<p class="hand-empty">Belum ada surat suara di tangan.</p>`;
  return html`<p class="hand"><span class="hide-visually">Di tangan: ${elections.map((e) => e.label).join(', ')}</span>
    ${elections.map((e) => html`<span class="held" aria-hidden="true"><span class=${`ballot-${e.id.toLowerCase()}`}></span>${e.short}</span>`)}</p>`;
}
