/** A ballot held close: full screen, four sizes, straight to each hole, against the light, and with its folds. */
import { html, render, svg, nothing } from '../dom.js';
import { icons } from './icons.js';
import { drawing } from './ballot_paper.js';

const SIZES = ['zoom-1', 'zoom-2', 'zoom-3', 'zoom-4'];

/** The two folds at the middle of the sheet, and where each hole would come through when it is folded there. */
function foldMarks(layout, holes) {
  const [w, h] = [layout.width, layout.height];
  const r = w / 90;
  const twins = holes.flatMap(([x, y]) => [[w - x, y], [x, h - y]]);
  return svg`<path class="fold-line" d=${`M${w / 2} 0V${h}M0 ${h / 2}H${w}`} />${twins.map(([x, y]) => svg`<circle class="fold-twin" cx=${x} cy=${y} r=${r} />`)}`;
}

/** Open the dialog on a ballot, at a hole when one is given. */
export function openZoom(dialog, { layout, ballot, election, hole }) {
  let size = hole ? 2 : 1;
  let light = false;
  let folds = false;
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
    <div class=${`zoom-sheet ${SIZES[size]}${light ? ' zoom-light' : ''}`} tabindex="0" role="group" aria-label="Surat suara, geser untuk melihat">${drawing(layout, ballot, 'dekat', { least: layout.width / 150, over: folds ? foldMarks(layout, ballot.holes) : '' })}</div>
    <footer class="zoom-tools">
      <button type="button" aria-label="Perkecil" ?disabled=${size === 0} @click=${() => go(-1)}>${icons.minus}</button>
      <button type="button" aria-label="Perbesar" ?disabled=${size === SIZES.length - 1} @click=${() => go(1)}>${icons.plus}</button>
      <button type="button" aria-pressed=${light} @click=${() => draw((light = !light))}>Terawang</button>
      <button type="button" aria-pressed=${folds} @click=${() => draw((folds = !folds))}>Lipatan</button>
      ${ballot.holes.map((each, i) => html`<button type="button" class="zoom-hole" @click=${() => toHole(each)}>Lubang ${i + 1}</button>`)}
    </footer>
  </div>`;
  dialog.addEventListener('close', () => render(nothing, dialog), { once: true });
  draw();
  dialog.showModal();
  if (hole) toHole(hole);
}
