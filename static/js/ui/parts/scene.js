/** What happens now: the moment, the heading, who stands there and what they say, what is asked. */
import { html, nothing } from '../dom.js';
import { callName, dayText } from './format.js';
import { placeOf } from './progress.js';
import { face } from './face.js';

/** `level` of the heading: 2 where the page has a heading of its own. */
export function scene(pack, step, level = 1) {
  const phase = pack.raw.phases.find((p) => p.id === step.phase);
  return html`<section class="scene" aria-labelledby="judul">
    ${placeOf(step) || step.kind === 'judge' ? nothing : html`<p class="eyebrow">${step.day === 'H' ? '' : `${dayText(step.day)} · `}${phase?.label ?? ''}</p>`}
    <h1 class="title" id="judul" tabindex="-1" aria-level=${level}>${step.title}</h1>
    ${step.person ? speech(step.person) : nothing}
    ${step.prompt ? html`<p class=${step.person ? 'ask' : ''}>${step.prompt}</p>` : nothing}
  </section>`;
}

function speech(person) {
  const name = callName(person);
  return html`<div class="speech">
    <svg class="speech-face" viewBox="0 0 64 72" aria-hidden="true"><rect width="64" height="72" rx="14" class="face-ground" />${face(person.nama, person.jk)}</svg>
    ${person.says ? html`<p class="bubble"><span class="hide-visually">${name} berkata: </span>“${strip(person.says)}”</p>` : html`<p class="bubble bubble-quiet">${name}</p>`}
  </div>`;
}

const strip = (says) => says.replace(/^[“"]|[”"]$/g, '');
