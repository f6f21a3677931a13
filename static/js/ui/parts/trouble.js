/** When something fails: what happened, that nothing is lost, what to do. */
import { html, nothing } from '../dom.js';

export const trouble = (error, { retry } = {}) => html`<header class="bar"><a class="bar-back" href="#/" aria-label="Ke beranda"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" aria-hidden="true"><path d="M15 5l-7 7 7 7" /></svg></a><h1>Belum bisa dibuka</h1></header>
  <main class="page"><div class="notice notice-wait" role="alert"><b>${sentence(error)}</b> Yang sudah tersimpan di ponsel ini tetap aman.</div></main>
  <footer class="dock">${retry ? html`<button class="btn btn-primary" type="button" @click=${retry}>Coba lagi</button>` : nothing}<a class="btn" href="#/">Ke beranda</a></footer>`;

// A refusal of the engine speaks the machine's language; its code helps the helper, not the reader.
const sentence = (error) => (error?.code && error.name !== 'StoreError' ? `Latihan ini tidak bisa dibaca (${error.code}).` : (error?.message ?? 'Ada yang tidak beres.'));
