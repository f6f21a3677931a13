/** Six digits under one thumb: a keypad of our own (no keyboard jumps up), and a real input for those who have one. */
import { html, live } from '../dom.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * @param {{value: string, label: string, help?: string, bad?: string, busy?: boolean, blocked?: boolean, change: (v: string) => void}} at
 * `busy`: the PIN is being tried; `blocked`: nothing may be typed for now (`bad` says why). `change` gets the digits so far; six of them mean "done" to the caller.
 */
export function pinEntry({ value, label, help = '', bad = '', busy = false, blocked = false, change }) {
  const off = busy || blocked;
  const typed = (e) => change(e.target.value.replace(/\D/g, '').slice(0, 6));
  const press = (k) => () => !off && value.length < 6 && change(value + k);
  return html`<div class="pin">
    <label class="field" for="pin">${label}${help ? html`<small id="pin-help">${help}</small>` : ''}</label>
    <div class="pin-box">
      <input id="pin" class="pin-input" type="password" inputmode="none" autocomplete="off" maxlength="6" pattern="[0-9]*"
        aria-describedby="pin-bad" aria-invalid=${bad ? 'true' : 'false'} .value=${live(value)} ?disabled=${off} @input=${typed} />
      <div class="pin-dots" aria-hidden="true">${[0, 1, 2, 3, 4, 5].map((i) => html`<span class=${i < value.length ? 'pin-dot on' : 'pin-dot'}></span>`)}</div>
    </div>
    <p id="pin-bad" class="pin-bad" role="alert">${busy ? 'Memeriksa PIN ...' : bad}</p>
    <div class="keypad">
      ${KEYS.map((k) => html`<button type="button" class="key" ?disabled=${off} @click=${press(k)}>${k}</button>`)}
      <span></span>
      <button type="button" class="key" ?disabled=${off} @click=${press('0')}>0</button>
      <button type="button" class="key" aria-label="Hapus satu angka" ?disabled=${off} @click=${() => change(value.slice(0, -1))}>⌫</button>
    </div>
  </div>`;
}

/** A PIN that anyone would try first; why, or ''. */
export function weakPin(pin) {
  if (/^(\d)\1{5}$/.test(pin)) return 'Jangan enam angka yang sama.';
  if ('0123456789'.includes(pin) || '9876543210'.includes(pin)) return 'Jangan angka berurutan.';
  return '';
}

/** "5 menit", "12 detik". */
export const waitWords = (seconds) => (seconds > 90 ? `${Math.ceil(seconds / 60)} menit` : `${seconds} detik`);
