/** One of a few acts, all looking alike until one is chosen (choice and judge). */
import { html, nothing } from '../dom.js';
import { icons } from './icons.js';

export function choice(ctx) {
  const { step, shown, idle, submit } = ctx;
  return {
    body: nothing,
    dock: html`<div class="options" role="group" aria-label="Pilihan">
      ${step.options.map((option) => html`<button class=${`btn btn-left option${shown === option.id ? ' chosen' : ''}`} type="button" ?disabled=${idle || shown !== undefined} aria-pressed=${shown === undefined ? nothing : String(shown === option.id)} @click=${() => submit(option.id)}>
        <span class="grow">${option.text}</span>${shown === option.id ? icons.check : nothing}</button>`)}
    </div>`,
  };
}
