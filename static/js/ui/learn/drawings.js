/** Small line drawings for the cards: one thought each, in the colours of the theme; always decoration beside the words. */
import { html, svg } from '../dom.js';

const man = (x, y, h = 44) => svg`<circle class="d-fill" cx=${x} cy=${y} r="9" /><path class="d-line" d=${`M${x - 13} ${y + h}v-14a13 13 0 0 1 26 0v14`} />`;
const sheet = (x, y) => svg`<path class="d-paper" d=${`M${x} ${y}h44v58h-44z`} /><path class="d-line" d=${`M${x + 8} ${y + 14}h28M${x + 8} ${y + 26}h28M${x + 8} ${y + 38}h18`} />`;
const box = (x, y) => svg`<path class="d-fill" d=${`M${x} ${y}h64v46h-64z`} /><path class="d-glass" d=${`M${x + 10} ${y + 12}h44v24h-44z`} /><path class="d-dark" d=${`M${x + 18} ${y - 4}h28v6h-28z`} />`;

const DRAWINGS = {
  tps: svg`<path class="d-line" d="M40 100V52l60-26 60 26v48M28 100h144" /><path class="d-fill" d="M86 66h28v34H86z" /><path class="d-paper" d="M52 62h22v22H52zM126 62h22v22h-22z" />`,
  kotak: box(68, 46),
  antrean: svg`${man(50, 44)}${man(84, 44)}${man(118, 44)}<path class="d-line" d="M140 92h30V62h-30z" />`,
  turus: svg`<path class="d-paper" d="M48 24h104v72H48z" /><path class="d-stroke" d="M62 38v20M70 38v20M78 38v20M86 38v20M56 56l38-16M108 38v20M116 38v20M124 38v20M62 70v16M70 70v16" />`,
  ulang: svg`<path class="d-line" d="M60 62a40 36 0 1 1 12 26M60 62l-10-12M60 62l14-6" /><circle class="d-fill" cx="100" cy="60" r="10" />`,
  kalender: svg`<path class="d-paper" d="M52 28h96v70H52z" /><path class="d-line" d="M52 46h96M70 20v14M130 20v14" /><g class="d-fill"><circle cx="70" cy="60" r="5" /><circle cx="94" cy="60" r="5" /><circle cx="118" cy="78" r="5" /><circle cx="136" cy="78" r="5" /></g>`,
  timbang: svg`<path class="d-line" d="M100 26v70M74 96h52M58 42h84M58 42l-16 30h32zM142 42l-16 30h32z" />`,
  regu: svg`${man(66, 50)}${man(100, 40, 54)}${man(134, 50)}`,
  mata: svg`<path class="d-line" d="M40 60s22-30 60-30 60 30 60 30-22 30-60 30-60-30-60-30z" /><circle class="d-fill" cx="100" cy="60" r="14" />`,
  berhenti: svg`<path class="d-fill" d="M82 22h36l26 26v34l-26 26H82L56 82V48z" /><path class="d-mark" d="M78 66h44" />`,
  buku: svg`<path class="d-paper" d="M44 34c20-8 40-6 56 4 16-10 36-12 56-4v60c-20-8-40-6-56 4-16-10-36-12-56-4z" /><path class="d-line" d="M100 38v60" />`,
  catat: svg`${sheet(66, 28)}<path class="d-fill" d="M124 40l12-8 22 34-12 8z" /><path class="d-line" d="M150 78l8 12-14-6" />`,
  lapor: svg`<path class="d-line" d="M48 34h80v44H84l-20 18V78H48z" /><path class="d-fill" d="M140 50h26v34h-12l-10 10V84h-4z" />`,
  ponsel: svg`<path class="d-paper" d="M76 18h48v88H76z" /><path class="d-line" d="M92 26h16M84 50l32 32M116 50l-32 32" />`,
  amplop: svg`<path class="d-paper" d="M48 36h104v58H48z" /><path class="d-line" d="M48 36l52 36 52-36" /><path class="d-stroke" d="M56 104L150 26" />`,
  daftar: svg`${sheet(54, 30)}${sheet(104, 30)}`,
  surat: svg`${sheet(78, 26)}<path class="d-mark" d="M84 76l8 8 14-18" />`,
  ktp: svg`<path class="d-paper" d="M44 34h112v60H44z" /><path class="d-fill" d="M54 46h28v34H54z" /><path class="d-line" d="M94 50h50M94 62h50M94 74h32" />`,
  coblos: svg`<path class="d-paper" d="M60 24h80v80H60z" /><path class="d-line" d="M60 64h80M100 24v80" /><circle class="d-dark" cx="80" cy="44" r="5" /><path class="d-line" d="M84 40l30-26" />`,
  dua_lubang: svg`<path class="d-paper" d="M56 24h88v80H56z" /><path class="d-line" d="M100 24v80" /><circle class="d-dark" cx="72" cy="46" r="5" /><circle class="d-dark" cx="84" cy="78" r="5" />`,
  istirahat: svg`<path class="d-line" d="M64 52h56v28a20 20 0 0 1-20 20H84a20 20 0 0 1-20-20zM120 58h12a12 12 0 0 1 0 24h-12M80 42c-6-8 6-10 0-18M100 42c-6-8 6-10 0-18" />`,
  sehat: svg`<path class="d-fill" d="M100 100C60 76 48 58 56 42c8-14 30-14 44 4 14-18 36-18 44-4 8 16-4 34-44 58z" /><path class="d-mark" d="M70 64h16l8-16 12 30 8-14h16" />`,
  fase_persiapan: svg`<path class="d-line" d="M40 96h120M56 96V60h36v36M108 96V44h36v52" /><circle class="d-fill" cx="150" cy="28" r="10" />`,
  fase_pembukaan: svg`${box(68, 52)}<path class="d-line" d="M68 50L56 32h64" />`,
  fase_pemungutan: svg`${man(60, 44)}${box(100, 50)}`,
  fase_penutupan: svg`<circle class="d-paper" cx="100" cy="62" r="36" /><path class="d-line" d="M100 62V38M100 62l16 12" />`,
  fase_penghitungan: svg`<path class="d-paper" d="M48 24h104v72H48z" /><path class="d-stroke" d="M62 38v20M70 38v20M78 38v20M86 38v20M56 56l38-16" />`,
  fase_c_hasil: svg`${sheet(78, 28)}`,
  fase_penyegelan: svg`${box(68, 46)}<path class="d-stroke" d="M60 60l80 22M140 60l-80 22" />`,
};

/** The drawing of a card, or nothing where the name is unknown to this version of the app. */
export const drawing = (name) => (DRAWINGS[name] ? html`<svg class="card-drawing" viewBox="0 0 200 120" aria-hidden="true">${DRAWINGS[name]}</svg>` : '');
