/** Sums that must agree, shown in words and figures once every figure they need is written. The arithmetic is the engine's. */
import { html, nothing } from '../dom.js';
import { add_written, is_broken } from '../../engine/answers.js';
import { sumText } from './sums.js';
import { icons } from './icons.js';

/** {view, broken}: the list to show and the ids of fields that stand in a broken sum. */
export function identities({ step, state }, written) {
  const broken = new Set();
  const rows = [];
  const own = step.form;
  const forms = { ...state.forms, [own]: { ...state.forms[own], ...written } };
  for (const identity of step.identities ?? []) {
    const left = add_written(forms, own, identity.left);
    const right = add_written(forms, own, identity.right);
    if (left === null || right === null) continue;
    const wrong = is_broken(forms, own, identity);
    if (wrong) for (const ref of [...identity.left, ...identity.right]) broken.add(ref);
    rows.push({ identity, wrong, text: sumText(forms, own, identity, wrong) });
  }
  rows.sort((one, other) => Number(other.wrong) - Number(one.wrong));
  return {
    broken,
    view: rows.length
      ? html`<ul class="identities" aria-live="polite">${rows.map((row) => html`<li class=${row.wrong ? 'misfit' : 'fits'}>${row.wrong ? icons.alert : icons.check}<div><b>${row.wrong ? 'Tidak cocok' : 'Cocok'}</b> <span class="num">${row.text}</span><p>${row.identity.text}</p></div></li>`)}</ul>`
      : nothing,
  };
}
