/** The bar on top of play: leave, who I am, who waits, and the clock of the TPS, always at the right. */
import { html, nothing } from '../dom.js';
import { clockText, dayText } from './format.js';
import { icons } from './icons.js';

/** @param {{step: any, role: any, chip?: string, queue?: number|null, done: {behind: number, total: number}, leave?: string, label?: string}} at */
export function bar({ step, role, chip, queue, done, leave, label = 'Jeda. Yang sudah dijawab tersimpan di ponsel ini.' }) {
  return html`<header class="bar play-bar">
      ${leave ? html`<a class="bar-back" href=${leave} aria-label=${label} title="Jeda">${icons.pause}</a>` : nothing}
      <span class="chip role-chip">${role?.short ?? role?.label ?? ''}</span>
      ${chip ? html`<span class="chip">${chip}</span>` : nothing}
      ${queue === null || queue === undefined ? nothing : html`<span class="chip" title="Pemilih yang mengantre">antre ${queue}</span>`}
      <time class="tps-clock" data-day=${step.day} data-minute=${step.minute} aria-label=${`Jam TPS ${clockText(step.minute)}, ${dayText(step.day)}`}>
        ${step.day === 'H' ? nothing : html`<small>${step.day}</small>`}<span>${clockText(step.minute)}</span>
      </time>
      <progress class="day-progress" max=${done.total} value=${done.behind} aria-label=${`Keputusan ke-${Math.min(done.behind + 1, done.total)} dari ${done.total}`}></progress>
    </header>`;
}
