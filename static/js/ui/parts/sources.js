/** Where a rule comes from, with its mark when nobody of ours has seen the text itself. */
import { html, nothing } from '../dom.js';
import { icons } from './icons.js';
import { MARKS } from './format.js';

/** Ids of sources without repeats, those of the step before those of the option. */
export const sourceIds = (step, part) => [...new Set([...(step.sources ?? []), ...(part?.sources ?? [])])];

/** Where one source is told in full: on the phone its own page; the staff's replay sets the public one. */
let pageOf = (id) => `#/dasar/${id}`;
export const linkSources = (to) => {
  pageOf = to;
};
export const sourceHref = (id) => pageOf(id);

export function sources(pack, ids) {
  const list = ids.map((id) => [id, pack.raw.sources[id]]).filter(([, source]) => source);
  if (!list.length) return nothing;
  return html`<ul class="sources" aria-label="Dasar aturan">${list.map(([id, source]) => html`<li data-source=${id}>${icons.book}<span><a href=${sourceHref(id)}>${source.instrument}${source.article ? `, ${source.article}` : ''}</a>${source.title ? html`<span class="soft">: ${source.title}</span>` : nothing}${MARKS[source.mark] ? html` <span class="unsure">${MARKS[source.mark]}</span>` : nothing}</span></li>`)}</ul>`;
}
