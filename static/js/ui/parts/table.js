/** The table as the player has it before them at one step: bar, denah, scene, cards, answer. Used in play and in replay. */
import { html, nothing } from '../dom.js';
import { answers } from './answers.js';
import { bar } from './bar.js';
import { cards } from './cards.js';
import { denah } from './denah.js';
import { ballotNumber, passers, placeOf, progress, queueLength } from './progress.js';
import { scene } from './scene.js';
import { needsVignette, vignette } from './vignette.js';

/** {head, body, dock} of a step. `ctx` as in answers.js, with `leave` for the bar. */
export function table(ctx) {
  const { pack, state, step } = ctx;
  const at = pack.index.get(step.id);
  const role = pack.raw.roles.find((each) => each.id === step.role);
  const queue = queueLength(pack, at);
  const ballot = ballotNumber(pack, at);
  const { body, dock } = answers({ ...ctx, papers: step.cards?.length ? () => cards({ ...ctx, shown: null }) : undefined });
  return {
    head: bar({ step, role, queue: ballot ? null : queue, chip: ballot && ballot.of > 1 ? `${ballot.n} / ${ballot.of}` : '', done: progress(pack, state), leave: ctx.leave }),
    body: html`${denah(pack, placeOf(step), [step.role], queue ?? 0, passers(step), step.thread ?? step.id)} ${scene(pack, step, ctx.level)}
      ${needsVignette(step) ? vignette(step) : html`<div class="laid">${cards(ctx)}</div>`}
      ${body === nothing ? nothing : html`<div class="answer">${body}</div>`}`,
    dock,
  };
}
