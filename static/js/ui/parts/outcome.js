/** After a decision: what one sees happen; in mode `langsung` also whether it was right, why, and by which rule. */
import { html, nothing } from '../dom.js';
import { right_answer } from '../../engine/answers.js';
import { icons } from './icons.js';
import { answerText, spoken } from './history.js';
import { momentText } from './format.js';
import { sourceIds, sources } from './sources.js';
import { verdictLine } from './verdict.js';

/** What the player sees happen. */
export const resultText = (act) => spoken(act.step, act.entry.outcome)?.result || 'Tercatat.';

export function outcome(pack, act, explain) {
  return html`<section class="outcome">
    <p class="result">${resultText(act)}</p>
    ${explain ? explanation(pack, act) : nothing}
    ${act.fired.map((finding) => consequence(pack, finding, act))}
  </section>`;
}

/** Verdict, the right act when it was another, why, sources. */
export function explanation(pack, act) {
  const part = spoken(act.step, act.entry.outcome);
  const right = act.entry.right || !act.entry.max ? null : right_answer(act.before, act.step);
  return html`<div class="explain">
    ${verdictLine(act)}
    ${part?.feedback ? html`<p>${part.feedback}</p>` : nothing}
    ${right === null ? nothing : html`<p><b>Yang tepat:</b> ${answerText(pack, act.step, right)}</p>`}
    ${act.step.why && act.step.why !== part?.feedback ? html`<p class="why"><b>Mengapa:</b> ${act.step.why}</p>` : nothing}
    ${sources(pack, sourceIds(act.step, part))}
  </div>`;
}

/** A consequence, and the clock it points back to. */
export function consequence(pack, finding, { step }) {
  const when = finding.causes.map((id) => pack.steps[pack.index.get(id)]).filter((cause) => cause && cause.id !== step.id);
  return html`<div class="consequence" role="note">
    <p class="verdict tone-wait"><span class="sign">${icons.alert}</span><b>${finding.title}</b></p>
    <p>${finding.text}</p>
    ${when.length ? html`<p class="back">${icons.link}<span>Ingat ${when.slice(0, 3).map((cause, i) => html`${i ? ', ' : ''}<b>${momentText(cause)}</b>`)}?</span></p>` : nothing}
  </div>`;
}
