/** The cards on the table: one drawing per type of card, covered ones wait for a tap. */
import { html, nothing } from '../dom.js';
import { icons } from './icons.js';
import { ktpEl, cPemberitahuan, aSuratPindah } from './card_identity.js';
import { dptPage, daftarPindahan } from './card_lists.js';
import { angka, cHasil, turus } from './card_numbers.js';
import { benda, catatan, jari } from './card_things.js';
import { suratSuara } from './card_ballot.js';
import { strokesInline } from './answer_form.js';

const TYPES = {
  ktp_el: ktpEl,
  c_pemberitahuan: cPemberitahuan,
  a_surat_pindah_memilih: aSuratPindah,
  dpt_page: dptPage,
  daftar_pindahan: daftarPindahan,
  jari,
  surat_suara: suratSuara,
  angka,
  turus,
  c_hasil: cHasil,
  catatan,
  benda,
};

const TO_LOOK = {
  jari: 'Lihat jari',
  ktp_el: 'Minta KTP-el',
  c_pemberitahuan: 'Lihat C.PEMBERITAHUAN',
  a_surat_pindah_memilih: 'Lihat A-Surat Pindah Memilih',
  dpt_page: 'Buka salinan DPT',
  daftar_pindahan: 'Buka daftar pemilih pindahan',
  surat_suara: 'Buka surat suara',
};

/** All cards of a step. `ctx`: {pack, state, step, draft, change, shown}. */
export function cards(ctx) {
  const inline = strokesInline(ctx.step);
  return (ctx.step.cards ?? []).map((card, at) => {
    if (card.type === 'dpt_page' && ctx.step.kind === 'find') return nothing; // the list to tap is that page
    if (card.type === 'turus' && inline.size && card.rows.every(([, counter]) => inline.has(counter))) return nothing;
    return isOpen(ctx, card, at) ? draw(ctx, card, at) : cover(ctx, card, at);
  });
}

const isOpen = (ctx, card, at) => !card.covered || ctx.shown !== undefined || ctx.draft.looked?.includes(at);

function draw(ctx, card, at) {
  const type = TYPES[card.type];
  if (!type) return nothing;
  return html`<article class=${`paper doc doc-${card.type}${card.covered ? ' uncovered' : ''}`} id=${`kartu-${at}`} tabindex="-1">${type(card, ctx, at)}</article>`;
}

function cover(ctx, card, at) {
  const words = TO_LOOK[card.type] ?? `Lihat ${(card.title ?? 'kartu').toLowerCase()}`;
  const look = () => {
    ctx.change({ looked: [...(ctx.draft.looked ?? []), at] });
    ctx.focus?.(`kartu-${at}`);
  };
  return html`<button class="cover" type="button" @click=${look}>${icons.eye}<span>${words}</span></button>`;
}
