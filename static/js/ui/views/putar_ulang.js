/** Replay for the PPS: one attempt step by step as the member saw it, the answer marked. Read only. */
import { html, nothing, render } from '../dom.js';
import { load, parse_line } from '../../engine/index.js';
import { clockText, dayText } from '../parts/format.js';
import { verdict, walk } from '../parts/history.js';
import { icons } from '../parts/icons.js';
import { outcome } from '../parts/outcome.js';
import { linkSources } from '../parts/sources.js';
import { table } from '../parts/table.js';
import { VERDICTS } from '../parts/verdict.js';

/** @param {HTMLElement} root @param {{pack: any, lines: string[]}} recording */
export function open(root, recording) {
  linkSources((id) => `/aturan/sumber#${id}`);
  const pack = load(recording.pack);
  const day = walk(pack, recording.lines.map(parse_line), true);
  const acts = day.acts.filter((act) => act.entry);
  let at = 0;
  let draft = {};

  const to = (next, focus) => {
    at = Math.max(0, Math.min(acts.length - 1, next));
    draft = {};
    show();
    root.querySelector('.replay-list [aria-current]')?.scrollIntoView({ block: 'nearest' });
    if (focus) root.querySelector('#judul')?.focus({ preventScroll: true });
  };
  const change = (patch) => {
    draft = { ...draft, ...patch };
    show();
  };
  const keys = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || /INPUT|SELECT/.test(event.target.tagName)) return;
    event.preventDefault();
    to(at + by);
  };

  const show = () => render(acts.length ? html`${steps()}<div class="replay-screen" @keydown=${keys}>${screen(acts[at])}</div>` : html`<p class="card">Belum ada keputusan dalam catatan ini.</p>`, root);

  const screen = (act) => {
    const view = table({ pack, state: act.before, step: act.step, draft, change, submit: () => {}, idle: true, shown: act.answer, level: 2 });
    return html`<nav class="replay-nav" aria-label="Langkah">
        <button class="btn" type="button" ?disabled=${at === 0} @click=${() => to(at - 1)}>${icons.prev}<span>Sebelumnya</span></button>
        <span class="num" aria-live="polite">${at + 1} / ${acts.length}</span>
        <button class="btn" type="button" ?disabled=${at === acts.length - 1} @click=${() => to(at + 1)}><span>Berikutnya</span>${icons.next}</button>
      </nav>
      <div class="replay-phone">${view.head}
        <div class="page table">${view.body}</div>
        <div class="dock play-dock dock-flow">${view.dock}${outcome(pack, act, true)}</div>
      </div>`;
  };

  const steps = () => html`<section class="replay-list" aria-label="Seluruh langkah">
    ${day.refused ? html`<p class="notice notice-wait">Catatan ini hanya dapat diputar sampai langkah ${acts.length} (${day.refused}).</p>` : nothing}
    <ol>${acts.map((act, i) => {
      const kind = VERDICTS[verdict(act)];
      return html`<li><button type="button" class=${`replay-step tone-${kind.tone}`} aria-current=${i === at ? 'step' : nothing} @click=${() => to(i, true)}>
        <span class="sign" aria-hidden="true">${kind.icon}</span><time class="num">${act.step.day === 'H' ? '' : html`<span class="hide-visually">${dayText(act.step.day)} </span>`}${clockText(act.step.minute)}</time>
        <span class="grow">${act.step.title}<span class="hide-visually">, ${kind.word}</span>${act.fired.length ? html` <span class="replay-fall">${icons.link}<span class="hide-visually">akibat muncul</span></span>` : nothing}</span></button></li>`;
    })}</ol>
  </section>`;

  show();
}
