/** In a chat app's own window: what is kept there is lost with it, so the person is sent to Chrome before anything is enrolled. */
import { html, nothing } from '../dom.js';

/** `here` is platform/browser.js `here()`. */
export const embeddedHint = (here) =>
  here.embedded
    ? html`<div class="notice notice-wait">
        <b>Buka di Chrome dulu</b>
        Halaman ini terbuka di dalam aplikasi obrolan. Di sini latihan bisa hilang saat jendela ditutup.
        ${here.chrome ? html`<a class="btn" href=${here.chrome}>Buka di Chrome</a>` : 'Ketuk menu, lalu pilih “Buka di peramban”.'}
      </div>`
    : nothing;
