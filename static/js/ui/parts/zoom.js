/** A ballot held close: full screen, three sizes, straight to each hole. */
import { html, render, nothing } from '../dom.js';
import { icons } from './icons.js';
import { drawing } from './ballot_paper.js';

const SIZES = ['zoom-1', 'zoom-2', 'zoom-3', 'zoom-4'];

/** Open the dialog on a ballot, at a hole when one is given. */
export function openZoom(dialog, { layout, ballot, election, hole }) {
  let size = hole ? 2 : 1;
  const shut = () => dialog.close();
  const draw = () => render(content(), dialog);
  const go = (to) => {
    size = Math.max(0, Math.min(SIZES.length - 1, size + to));
    draw();
  };
  const toHole = (at) => {
    if (size < 2) size = 2;
    draw();
    const sheet = dialog.querySelector('.zoom-sheet');
    const paper = sheet.querySelector('svg').getBoundingClientRect();
    sheet.scrollTo({ left: (at[0] / layout.width) * paper.width - sheet.clientWidth / 2, top: (at[1] / layout.height) * paper.height - sheet.clientHeight / 2 });
  };
  const content = () => html`<div class="zoom-frame">
    <header class="zoom-head"><span class=${`ballot-swatch ballot-${ballot.election.toLowerCase()}`} aria-hidden="true"></span><b>${election?.label ?? ''} · SIMULASI</b>
      <button type="button" class="zoom-shut" @click=${shut}>${icons.cross}<span>Tutup</span></button></header>
    <div class=${`zoom-sheet ${SIZES[size]}`} tabindex="0" role="group" aria-label="Surat suara, geser untuk melihat">${drawing(layout, ballot, 'dekat', { least: layout.width / 150 })}</div>
    <footer class="zoom-tools">
      <button type="button" aria-label="Perkecil" ?disabled=${size === 0} @click=${() => go(-1)}>${icons.minus}</button>
      <button type="button" aria-label="Perbesar" ?disabled=${size === SIZES.length - 1} @click=${() => go(1)}>${icons.plus}</button>
      ${ballot.holes.map((each, i) => html`<button type="button" class="zoom-hole" @click=${() => toHole(each)}>Lubang ${i + 1}</button>`)}
    </footer>
  </div>`;
  dialog.addEventListener('close', () => render(nothing, dialog), { once: true });
  draw();
  dialog.showModal();
  if (hole) toHole(hole);
}
