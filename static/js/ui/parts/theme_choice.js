/** How the screen looks: as the phone wishes, light, dark, or for the sun. Applies at once. */
import { html } from '../dom.js';

const THEMES = [
  ['', 'Ikuti ponsel', 'terang di siang hari, gelap di malam hari bila ponsel diatur begitu'],
  ['terang', 'Terang', 'kertas putih, tinta ungu'],
  ['gelap', 'Gelap', 'untuk malam, saat menghitung sampai larut'],
  ['matahari', 'Matahari', 'hitam di atas putih, garis tebal, untuk di luar ruangan'],
];

/** @param {string} chosen @param {(name: string) => void} choose */
export const themeChoice = (chosen, choose) => html`<fieldset class="card stack theme-choice">
  <legend class="card-title">Tampilan layar</legend>
  ${THEMES.map(
    ([name, label, text]) => html`<label class="check-line">
      <input type="radio" name="tema" value=${name} .checked=${name === chosen} @change=${() => choose(name)} />
      <span><b>${label}</b><br /><span class="soft">${text}</span></span>
    </label>`
  )}
</fieldset>`;
