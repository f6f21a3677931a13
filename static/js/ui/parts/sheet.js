/** A sheet that rises from the bottom: the papers on the table while a long form is being filled. */
import { html, render, nothing } from '../dom.js';
import { icons } from './icons.js';

/** Show `content` in the dialog; it empties itself when closed. */
export function openSheet(dialog, title, content) {
  dialog.addEventListener('close', () => render(nothing, dialog), { once: true });
  render(html`<header class="sheet-head"><b>${title}</b><button type="button" class="sheet-shut" @click=${() => dialog.close()}>${icons.cross}<span>Tutup</span></button></header><div class="sheet-body" tabindex="0">${content}</div>`, dialog);
  dialog.showModal();
}
