/** In a chat app's own window: what is kept there is lost with it, so the person is sent to Chrome before anything is enrolled. */
import { chromeLink, isAndroid, isEmbedded } from '../../platform/browser.js';
import { html, nothing } from '../dom.js';

export const embeddedHint = () =>
  isEmbedded()
    ? html`<div class="notice notice-wait">
        <b>Buka di Chrome dulu</b>
        Halaman ini terbuka di dalam aplikasi obrolan. Di sini latihan bisa hilang saat jendela ditutup.
        ${isAndroid() ? html`<a class="btn" href=${chromeLink()}>Buka di Chrome</a>` : 'Ketuk menu, lalu pilih “Buka di peramban”.'}
      </div>`
    : nothing;
