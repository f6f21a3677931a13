/** The day as a line with clock times: right, consequence, breach, each with its sign and word; causes and consequences point at each other. */
import { html, nothing, repeat } from '../dom.js';
import { cards } from './cards.js';
import { clockText, dayText, KNOCKOUTS, momentText } from './format.js';
import { answerText, pauseText, spoken } from './history.js';
import { auto_answer, right_answer } from '../../engine/answers.js';
import { icons } from './icons.js';
import { sourceIds, sources } from './sources.js';
import { VERDICTS } from './verdict.js';

const KINDS = { ...VERDICTS, rekan: { word: 'Rekan keliru', tone: 'wait', icon: icons.queue } };
const SEVERITY = { psu: 'Dapat berakibat pemungutan suara ulang (PSU)', hitung_ulang: 'Perlu hitung ulang', catat: 'Dicatat sebagai kejadian khusus' };

/** @param {{pack: any, rows: any[], opened: Set<string>, toggle: (key: string, on: boolean) => void, go: (key: string) => void, step?: (row: any) => unknown}} at */
export function timeline({ pack, rows, opened, toggle, go }) {
  let day = '';
  return html`<ol class="timeline">
    ${repeat(rows, (row) => row.key, (row) => {
      const fresh = row.step.day !== day;
      day = row.step.day;
      return html`${fresh ? html`<li class="timeline-day">${dayText(day)}</li>` : nothing}${entry(pack, row, opened.has(row.key), toggle, go)}`;
    })}
  </ol>`;
}

function entry(pack, row, open, toggle, go) {
  const kind = KINDS[row.kind];
  const more = row.act || row.finding?.sources?.length;
  return html`<li class=${`moment tone-${kind.tone}${row.kind === 'pelanggaran' ? ' moment-breach' : ''}`} id=${`baris-${row.key}`} tabindex="-1">
    <span class="sign" aria-hidden="true">${kind.icon}</span>
    <div class="moment-body">
      <p class="moment-word"><time class="num">${clockText(row.step.minute)}</time> <b>${kind.word}</b>${row.act?.entry.max > 1 ? html` <span class="points">${row.act.entry.points} dari ${row.act.entry.max}</span>` : nothing}</p>
      <h2>${row.finding ? row.finding.title : row.step.title}</h2>
      ${row.finding ? fallText(row) : row.act ? actText(pack, row) : slipText(pack, row)}
      ${links(row, go)}
      ${more ? html`<details ?open=${open} @toggle=${(e) => toggle(row.key, e.target.open)}><summary>${row.act ? 'Mengapa, dan dasar aturan' : 'Dasar aturan'}</summary>${open ? reasons(pack, row) : nothing}</details>` : nothing}
    </div>
  </li>`;
}

function actText(pack, { act, kind }) {
  const said = spoken(act.step, act.entry.outcome);
  const right = kind === 'benar' || kind === 'bahas' ? null : right_answer(act.before, act.step);
  const differ = right !== null && !act.entry.right;
  return html`${act.knockouts.map((code) => html`<p class="knockout">${KNOCKOUTS[code] ?? code}</p>`)}
    ${act.pause ? html`<p class="soft">Berhenti ${pauseText(act.pause)} sebelum keputusan ini.</p>` : nothing}
    <p><span class="soft">Anda:</span> ${answerText(pack, act.step, act.answer)}</p>
    ${differ ? html`<p><span class="soft">Yang tepat:</span> <b>${rightText(pack, act, right)}</b></p>` : nothing}
    ${kind !== 'benar' && said?.feedback ? html`<p>${said.feedback}</p>` : nothing}`;
}

/** Of a form only the lines that differ, so that the eye finds them. */
function rightText(pack, act, right) {
  if (act.step.kind !== 'form' && act.step.kind !== 'tally') return answerText(pack, act.step, right);
  const given = Object.fromEntries(act.answer);
  return answerText(pack, act.step, right.filter(([id, n]) => given[id] !== n));
}

const slipText = (pack, row) => html`<p>${pack.raw.roles.find((r) => r.id === row.step.role)?.label}: ${answerText(pack, row.step, auto_answer(row.before, row.step))}</p>`;

const fallText = ({ finding }) => html`<p>${finding.text}</p><p class="severity">${SEVERITY[finding.severity] ?? ''}</p>`;

function links(row, go) {
  return html`${row.causes.map((cause) => html`<button class="moment-link" type="button" @click=${() => go(cause.key)}>${icons.link}<span>Akibat dari ${momentText(cause.step)}: ${cause.step.title}</span></button>`)}
    ${row.leads.map((lead) => html`<button class="moment-link" type="button" @click=${() => go(lead.key)}>${icons.next}<span>Berakibat ${momentText(lead.step)}: ${lead.finding.title}</span></button>`)}`;
}

function reasons(pack, row) {
  if (row.finding) return sources(pack, row.finding.sources ?? []);
  const said = spoken(row.act.step, row.act.entry.outcome);
  return html`${ballot(pack, row.act)}${row.kind === 'benar' && said?.feedback && said.feedback !== row.step.why ? html`<p>${said.feedback}</p>` : nothing}${row.step.why && (row.kind === 'benar' || row.step.why !== said?.feedback) ? html`<p>${row.step.why}</p>` : nothing}${sources(pack, sourceIds(row.step, said))}`;
}

/** The ballot itself, as it lay there: words alone do not teach the eye. */
const ballot = (pack, act) => (act.step.kind === 'judge' ? html`<div class="laid">${cards({ pack, state: act.before, step: act.step, draft: {}, change: () => {}, shown: act.answer, where: act.step.id })}</div>` : nothing);
