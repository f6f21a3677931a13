/** How to put the app on the home screen, in the words of the browser at hand; a button where the browser offers one. */
import { html, nothing } from '../dom.js';

const WAYS = {
  chrome: ['Ketuk titik tiga ⋮ di kanan atas.', 'Pilih “Tambahkan ke layar utama” atau “Instal aplikasi”.', 'Ketuk “Tambah”.'],
  samsung: ['Ketuk tombol menu ☰ di kanan bawah.', 'Pilih “Tambahkan halaman ke”.', 'Pilih “Layar depan”.'],
  safari: ['Ketuk tombol Bagikan (kotak dengan panah ke atas).', 'Geser, lalu pilih “Tambah ke Layar Utama”.', 'Ketuk “Tambah”, lalu bukalah dari gambar di layar utama.'],
};

/** Nothing when it is on the home screen already, or the browser is not one whose menus we know. `here` is platform/browser.js `here()`. */
export function installCoach(here, install) {
  if (here.standalone) return nothing;
  if (here.offered) return html`<button class="btn" @click=${install}>Pasang di layar utama</button>`;
  const way = WAYS[here.way];
  if (!way) return nothing;
  return html`<details class="plain-details">
    <summary>Pasang di layar utama</summary>
    <ol class="plain-steps">${way.map((step) => html`<li>${step}</li>`)}</ol>
    ${here.way === 'safari' ? html`<p class="soft">Di iPhone, latihan yang tidak dibuka tujuh hari bisa dihapus Safari, kecuali dibuka dari layar utama.</p>` : nothing}
  </details>`;
}
