/** Find somebody in the DPT: turn pages, tap the row, or say that the name is not there. */
import { html, nothing } from '../dom.js';
import { dptSheet } from './card_lists.js';

const NOT_LISTED = 'tidak_ada';

export function find(ctx) {
  const { pack, shown, draft, change, submit, idle } = ctx;
  const pages = pack.raw.dpt.pages;
  const picked = shown ?? draft.row;
  const home = picked && picked !== NOT_LISTED ? pages.findIndex((page) => page.rows.some((row) => row[0] === picked)) : 0;
  const index = draft.page ?? Math.max(0, home);
  const line = (row) => {
    const on = row[0] === picked;
    return html`<tr class=${`dpt-row dpt-tap${on ? ' on' : ''}`}>
      <td class="num">${row[0]}</td>
      <td><button type="button" aria-pressed=${String(on)} ?disabled=${shown !== undefined} @click=${() => change({ row: on ? undefined : row[0], page: index })}>${row[1]}</button></td>
      <td>${row[2]}</td></tr>`;
  };
  return {
    body: html`<article class="paper doc doc-dpt_page finder">${dptSheet(pages, index, (to) => change({ page: to }), line)}</article>`,
    dock: shown !== undefined
      ? nothing
      : html`<div class="options two">
        <button class="btn option" type="button" ?disabled=${idle} @click=${() => submit(NOT_LISTED)}>Tidak ada di DPT</button>
        <button class=${`btn option${draft.row ? '' : ' unready'}`} type="button" ?disabled=${idle || !draft.row} @click=${() => submit(draft.row)}>${draft.row ? html`Tunjuk nomor <span class="num">${draft.row}</span>` : 'Ketuk sebuah baris'}</button>
      </div>`,
  };
}
