/** Forms of a page that must survive a server that does not answer: sent behind the page, which stays as it is when they cannot be. */
import { html, nothing, render } from '../dom.js';

/** Every form inside `root`; what went wrong is told in `place`. */
export function keepForms(root, place) {
  const say = (text) => render(text ? html`<p class="notice notice-wait" role="alert"><b>Belum terkirim.</b> ${text}</p>` : nothing, place);
  root.addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.target;
    const body = new FormData(form);
    if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
    try {
      const response = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin', redirect: 'manual' });
      // An answer that leads on: done, or refused with a sentence, or logged out. The page itself shows which.
      if (response.type === 'opaqueredirect') location.reload();
      else say('Server menolaknya; tidak ada yang berubah. Muat ulang halaman ini, lalu coba lagi.');
    } catch (error) {
      console.warn('kendali', error);
      say('Server tidak menjawab. Tidak ada yang hilang: ponsel tetap bermain, papan menyambung sendiri. Tekan sekali lagi nanti.');
    }
  });
}
