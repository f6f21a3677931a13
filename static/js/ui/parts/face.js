/** Invented faces: one name, one face, so that the person at the table can be held against the photo on the card. */
import { svg } from '../dom.js';

const SKIN = ['#c68f63', '#b67d52', '#d3a074', '#a46c45', '#bd875d'];
const CLOTH = ['#6d7f8c', '#8a6f5a', '#5f7a6b', '#7d6a86', '#94785a', '#586a86'];
const HAIR = '#2a211d';
const TITLES = new Set(['BU', 'IBU', 'PAK', 'BAPAK', 'MBAK', 'MAS', 'KANG', 'MBAH', 'NENEK', 'KAKEK', 'DIK']);

const words = (name) => String(name ?? '').toUpperCase().split(/[^A-Z]+/).filter((w) => w && !TITLES.has(w));

/** Names that share a word belong to one face ("Bu Melati" and "MELATI ANGGREK"). */
export const sameName = (one, other) => words(one).some((word) => words(other).includes(word));

/** A small stable number out of a name; the first word decides, so that short and long forms agree. */
export function nameSeed(name) {
  let seed = 7;
  for (const sign of words(name)[0] ?? '') seed = (seed * 31 + sign.charCodeAt(0)) % 9973;
  return seed;
}

/** Head and shoulders in a box of 64 by 72. `jk` L or P. */
export function face(name, jk) {
  const seed = nameSeed(name);
  const skin = SKIN[seed % SKIN.length];
  const cloth = CLOTH[(seed >> 2) % CLOTH.length];
  const woman = jk === 'P' || (jk !== 'L' && seed % 2 === 0);
  return svg`<path d="M5 72c1-16 12-21 27-21s26 5 27 21z" fill=${cloth} />
    ${woman ? womanHead(seed, skin) : manHead(seed, skin)}
    <g fill=${HAIR}><circle cx="26.5" cy="31" r="1.7" /><circle cx="37.5" cy="31" r="1.7" /></g>
    <path d="M28 39.5c2.5 2.4 5.5 2.4 8 0" fill="none" stroke="#6b3f2a" stroke-width="1.8" stroke-linecap="round" />
    ${seed % 4 === 1 ? svg`<g fill="none" stroke="#3b3347" stroke-width="1.5"><circle cx="26" cy="31" r="4.6" /><circle cx="38" cy="31" r="4.6" /><path d="M30.6 31h2.8" /></g>` : ''}`;
}

function womanHead(seed, skin) {
  const veil = ['#8f7aa8', '#7c8f9e', '#a3836b', '#6f8f84'][(seed >> 3) % 4];
  if (seed % 3) {
    return svg`<path d="M32 8c-14 0-19 11-19 23 0 9-3 16-5 21 7 8 41 8 48 0-2-5-5-12-5-21 0-12-5-23-19-23z" fill=${veil} />
      <ellipse cx="32" cy="31.5" rx="12" ry="14" fill=${skin} /><path d="M19.5 27c3-9 22-9 25 0-5-4-20-4-25 0z" fill="#ffffff40" />`;
  }
  return svg`<circle cx="32" cy="11" r="6" fill=${HAIR} /><path d="M16 33c-3-18 8-22 16-22s19 4 16 22c-1 5-31 5-32 0z" fill=${HAIR} />
    <path d="M27 42h10v11c-3 4-7 4-10 0z" fill=${skin} /><ellipse cx="32" cy="32" rx="12.5" ry="14" fill=${skin} /><path d="M19 29c2-11 12-10 13-10s11-1 13 10c-7-1-10-4-13-7-3 3-6 6-13 7z" fill=${HAIR} />`;
}

function manHead(seed, skin) {
  const top = [
    svg`<path d="M18.5 23c-1-14 28-14 27 0l-1.5-2c-8-3-16-3-24 0z" fill=${HAIR} />`,
    svg`<path d="M18.5 23.5l2-11.5c7-3 16-3 23 0l2 11.5c-9-3.5-18-3.5-27 0z" fill="#27212f" />`,
    svg`<path d="M17.5 23c2-12 27-12 29 0z" fill="#6f6250" /><path d="M14 23.5c10-3.5 26-3.5 36 0-10 3-26 3-36 0z" fill="#5d5142" />`,
  ][seed % 3];
  return svg`<path d="M26.5 42h11v11c-3 4-8 4-11 0z" fill=${skin} /><ellipse cx="32" cy="31" rx="13" ry="15" fill=${skin} />
    <circle cx="18.8" cy="32" r="2.6" fill=${skin} /><circle cx="45.2" cy="32" r="2.6" fill=${skin} />${top}
    ${seed % 5 === 2 ? svg`<path d="M26.5 36.8c3-2 8-2 11 0-3 1-8 1-11 0z" fill=${HAIR} />` : ''}`;
}
