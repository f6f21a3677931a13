/** Lists on the table: a page of the DPT copy, the list of movers. */
import { html, nothing } from '../dom.js';
import { stamp } from './card_identity.js';
import { icons } from './icons.js';

/** A DPT page lies open at `card.page`; its reader may turn it. */
export function dptPage(card, ctx, at) {
  const pages = ctx.pack.raw.dpt.pages;
  const index = ctx.draft[`dpt-${at}`] ?? Math.max(0, pages.findIndex((page) => page.page === card.page));
  return dptSheet(pages, index, (to) => ctx.change({ [`dpt-${at}`]: to }), (row) => html`<tr class="dpt-row"><td class="num">${row[0]}</td><td>${row[1]}</td><td>${row[2]}</td></tr>`);
}

/** One sheet of the DPT with its page turner; `line` draws a row. */
export function dptSheet(pages, index, turn, line) {
  const page = pages[index];
  if (!page) return html`<p class="doc-line">Tidak ada salinan DPT di meja ini.</p>`;
  return html`<header class="doc-head"><h2>Salinan DPT, halaman ${page.page}</h2>${stamp}</header>
    <table class="dpt"><caption class="hide-visually">Daftar pemilih tetap, halaman ${page.page} dari ${pages.length}</caption>
      <thead><tr><th scope="col">No.</th><th scope="col">Nama</th><th scope="col">L/P</th></tr></thead>
      <tbody>${page.rows.map(line)}</tbody>
    </table>
    ${pages.length > 1 ? turner(pages, index, turn) : nothing}`;
}

function turner(pages, index, turn) {
  const range = (page) => `${initial(page.rows[0])}–${initial(page.rows[page.rows.length - 1])}`;
  return html`<div class="turner" role="group" aria-label="Halaman DPT">
    <button type="button" ?disabled=${index === 0} aria-label="Halaman sebelumnya" @click=${() => turn(index - 1)}>${icons.prev}</button>
    <label><span class="hide-visually">Buka halaman</span>
      <select @change=${(e) => turn(Number(e.target.value))}>
        ${pages.map((page, i) => html`<option value=${i} ?selected=${i === index}>hal. ${page.page}: ${range(page)}</option>`)}
      </select>
    </label>
    <button type="button" ?disabled=${index === pages.length - 1} aria-label="Halaman berikutnya" @click=${() => turn(index + 1)}>${icons.next}</button>
  </div>`;
}

const initial = (row) => (row?.[1] ?? '').slice(0, 3);

export function daftarPindahan(card, ctx) {
  const label = ctx.pack.raw.ruleset.startsWith('pilkada') ? 'Daftar Pemilih Pindahan' : 'Daftar Pemilih Tambahan (DPTb)';
  return html`<header class="doc-head"><h2>${label}</h2>${stamp}</header>
    ${card.rows?.length
      ? html`<table class="dpt"><thead><tr><th scope="col">Nama</th><th scope="col">Asal</th></tr></thead><tbody>${card.rows.map(([nama, asal]) => html`<tr><td>${nama}</td><td>${asal}</td></tr>`)}</tbody></table>`
      : html`<p class="doc-line">Tidak ada nama pada daftar ini.</p>`}`;
}
