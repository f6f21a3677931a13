/** Put things in order by tapping them one after another; a second tap takes one back. */
import { html, nothing } from '../dom.js';
import { icons } from './icons.js';

export function order(ctx) {
  const { step, shown, draft, change, submit, idle } = ctx;
  const line = shown ?? draft.line ?? [];
  const tap = (id) => change({ line: line.includes(id) ? line.filter((each) => each !== id) : [...line, id] });
  const items = shown === undefined ? step.items : shown.map((id) => step.items.find((item) => item.id === id));
  const all = line.length === step.items.length;
  return {
    body: html`<ol class="order">
      ${items.map((item) => {
        const at = line.indexOf(item.id);
        return html`<li><button class=${`pick order-item${at >= 0 ? ' on' : ''}`} type="button" aria-pressed=${String(at >= 0)} ?disabled=${shown !== undefined} @click=${() => tap(item.id)}>
          <span class="order-badge num" aria-hidden="true">${at >= 0 ? at + 1 : ''}</span><span class="grow">${item.text}</span><span class="hide-visually">${at >= 0 ? `, urutan ke-${at + 1}` : ', belum diurutkan'}</span></button></li>`;
      })}
    </ol>`,
    dock: shown !== undefined
      ? nothing
      : html`<div class="with-undo">
        <button class="round" type="button" aria-label="Urungkan yang terakhir" ?disabled=${!line.length} @click=${() => change({ line: line.slice(0, -1) })}>${icons.undo}</button>
        <button class=${`btn btn-primary${all ? '' : ' unready'}`} type="button" ?disabled=${idle || !all} @click=${() => submit(line)}>${all ? 'Jalankan urutan ini' : `${line.length} dari ${step.items.length} diurutkan`}</button>
      </div>`,
  };
}
