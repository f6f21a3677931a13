/** What happens now: the moment, the heading, who stands there and what they say, what is asked. */
import { html, nothing } from '../dom.js';
import { dayText } from './format.js';
import { face } from './face.js';

export function scene(pack, step) {
  const phase = pack.raw.phases.find((p) => p.id === step.phase);
  const role = pack.raw.roles.find((r) => r.id === step.role);
  return html`<section class="scene" aria-labelledby="judul">
    <p class="eyebrow">${step.day === 'H' ? nothing : html`${dayText(step.day)} · `}${phase?.label ?? ''} · Anda ${role?.label ?? ''}</p>
    <h1 class="title" id="judul" tabindex="-1">${step.title}</h1>
    ${step.person ? speech(step.person) : nothing}
    ${step.prompt ? html`<p class=${step.person ? 'ask' : ''}>${step.prompt}</p>` : nothing}
  </section>`;
}

function speech(person) {
  const name = person.sapaan || person.nama;
  return html`<div class="speech">
    <svg class="speech-face" viewBox="0 0 64 72" aria-hidden="true"><rect width="64" height="72" rx="14" class="face-ground" />${face(person.nama, person.jk)}</svg>
    ${person.says ? html`<p class="bubble"><span class="hide-visually">${name} berkata: </span>“${strip(person.says)}”</p>` : html`<p class="bubble bubble-quiet">${name}</p>`}
  </div>`;
}

const strip = (says) => says.replace(/^[“"]|[”"]$/g, '');
