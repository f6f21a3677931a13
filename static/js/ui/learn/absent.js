/** When what a screen needs is not on this phone yet: what to do, and that nothing is lost. */
import { html, nothing } from '../dom.js';
import { frameBar } from '../parts/frame.js';

/** `fetchNow` tries to fetch it; `busy` while it does, `failed` when it did not work. */
export const absent = ({ title, what, back = '#/', fetchNow, busy, failed }) => html`${frameBar({ title, back })}
  <main class="page">
    <div class="notice notice-wait"><b>${what} belum ada di ponsel ini.</b> Sekali diunduh, berjalan tanpa sinyal. Latihan Anda yang sudah ada tetap aman.</div>
    ${failed ? html`<p role="alert">Belum berhasil. Cari tempat bersinyal, lalu coba lagi.</p>` : nothing}
  </main>
  <footer class="dock"><button class="btn btn-primary" type="button" ?disabled=${busy} @click=${fetchNow}>${busy ? 'Mengunduh ...' : 'Unduh sekarang'}</button></footer>`;
