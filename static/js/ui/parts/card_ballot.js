/** One ballot on the table: its colour and pattern, the signature on the outer face, the holes, a loupe on each, and all of it larger by a tap. */
import { html, svg, nothing } from '../dom.js';
import { icons } from './icons.js';
import { stamp } from './card_identity.js';
import { cells, drawing, holes } from './ballot_paper.js';
import { cellsNear, windowOf } from './ballot_view.js';
import { openZoom } from './zoom.js';

const NEAR = 27; // units a loupe shows around a hole

/** `where` keeps drawings of one layout apart that are on the page at the same time. */
export function suratSuara(card, { pack, where = 'meja' }) {
  const ballot = pack.raw.ballots[card.ballot];
  const layout = pack.raw.layouts[ballot.layout];
  const election = pack.raw.elections.find((e) => e.id === ballot.election);
  const part = windowOf(layout, ballot.holes);
  const open = (hole) => (event) => openZoom(event.currentTarget.closest('.ballot').querySelector('dialog'), { layout, ballot, election, hole });
  return html`<div class="ballot" data-election=${ballot.election}>
    <header class="ballot-band"><span class=${`ballot-swatch ballot-${ballot.election.toLowerCase()}`} aria-hidden="true"></span><h2>Surat suara ${election?.short ?? ballot.election}</h2>${stamp}</header>
    <p class="hide-visually">${ballot.text}</p>
    ${outerFace(ballot)}
    <div class=${`ballot-look${ballot.holes.length ? ' ballot-side' : ''}${ballot.holes.length > 1 ? ' ballot-many' : ''}`}>
      <div class=${`ballot-flat${part.above ? ' goes-up' : ''}${part.below ? ' goes-down' : ''}`}>${drawing(layout, ballot, where, part)}<button class="ballot-open" type="button" aria-label="Perbesar surat suara" @click=${open()}><span class="ballot-zoom">${icons.zoom}</span></button></div>
      ${ballot.holes.length
        ? html`<div class="loupes">${ballot.holes.map((hole, i) => html`<div class="loupe">${loupe(layout, ballot, hole)}<button type="button" aria-label=${`Lihat lubang ${i + 1} lebih dekat`} @click=${open(hole)}></button></div>`)}</div>`
        : html`<p class="doc-line no-hole">Tidak ada lubang yang terlihat.</p>`}
    </div>
    ${ballot.marks?.length ? html`<ul class="scrawls">${ballot.marks.map((mark) => html`<li>${mark}</li>`)}</ul>` : nothing}
    <dialog class="zoom paper" aria-label=${`Surat suara ${election?.label ?? ''}, diperbesar`}></dialog>
  </div>`;
}

function loupe(layout, ballot, hole) {
  const [x, y] = hole;
  return html`<svg viewBox=${`${x - NEAR} ${y - NEAR} ${2 * NEAR} ${2 * NEAR}`} aria-hidden="true">
    ${cells(cellsNear(layout.cells, hole, NEAR))}${holes(ballot.holes)}
  </svg>`;
}

/** The outer face carries the signature of the Ketua: there, or not there. */
const outerFace = (ballot) => html`<div class="outer-face">
  <span>Tanda tangan Ketua</span>
  <svg viewBox="0 0 96 34" role="img" aria-label=${ballot.signed ? 'ditandatangani' : 'kosong'}><path class="sign-line" d="M4 29h88" />${ballot.signed ? svg`<path class="signature" d="M10 24c6-16 12-22 15-16s-8 18-5 18 9-13 13-13-3 9 1 9 6-8 9-8 0 7 4 6 5-11 9-13 0 14 5 13 9-9 24-12" />` : ''}</svg>
</div>`;
