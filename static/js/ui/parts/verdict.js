/** Words and signs for what an act was worth; a colour never stands alone. */
import { html, nothing } from '../dom.js';
import { icons } from './icons.js';
import { KNOCKOUTS } from './format.js';
import { verdict } from './history.js';

export const VERDICTS = {
  benar: { word: 'Tepat', tone: 'ok', icon: icons.check },
  sebagian: { word: 'Sebagian tepat', tone: 'wait', icon: icons.half },
  keliru: { word: 'Keliru', tone: 'no', icon: icons.cross },
  pelanggaran: { word: 'Pelanggaran', tone: 'no', icon: icons.alert },
  bahas: { word: 'Untuk dibahas, tidak dinilai', tone: 'plain', icon: icons.talk },
  akibat: { word: 'Akibat', tone: 'wait', icon: icons.link },
};

/** Sign and word; a knock-out says what it can lead to. */
export function verdictLine(act) {
  const kind = VERDICTS[verdict(act)];
  return html`<p class=${`verdict tone-${kind.tone}`}><span class="sign">${kind.icon}</span><b>${kind.word}</b>${pointsText(act)}</p>
    ${act.knockouts.map((code) => html`<p class="knockout">${KNOCKOUTS[code] ?? code}</p>`)}`;
}

const pointsText = ({ entry }) => (entry.max > 1 ? html` <span class="points">${entry.points} dari ${entry.max}</span>` : nothing);
