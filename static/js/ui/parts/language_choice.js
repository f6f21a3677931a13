/** In which language the phone speaks. */
import { html, nothing } from '../dom.js';

const LANGUAGES = [
  ['', 'Bahasa Indonesia', ''],
  ['en', 'English', 'Buttons, marks and looking back; what happens at the TPS stays Indonesian'],
];

/** @param {string} chosen @param {string} bad why the last choice failed, or ''  @param {(code: string) => void} choose */
export const languageChoice = (chosen, bad, choose) => html`<fieldset class="card stack theme-choice">
  <legend class="card-title">Bahasa</legend>
  ${LANGUAGES.map(
    ([code, label, text]) => html`<label class="check-line" lang=${code || 'id'}>
      <input type="radio" name="bahasa" value=${code} .checked=${code === chosen} @change=${() => choose(code)} />
      <span><b>${label}</b>${text ? html`<br /><span class="soft">${text}</span>` : nothing}</span>
    </label>`
  )}
  ${bad ? html`<p class="notice notice-no" role="alert">${bad}</p>` : nothing}
</fieldset>`;
