/** The bar of the everyday screens, and the badge that says whether the phone is ready. */
import { html, nothing } from '../dom.js';
import { icons } from './icons.js';

/** @param {{title: string, back?: string, right?: unknown, onBack?: (event: Event) => void}} at */
export const frameBar = ({ title, back, right, onBack }) => html`<header class="bar">
  ${back ? html`<a class="bar-back" href=${back} aria-label="Kembali" @click=${onBack}>${icons.prev}</a>` : nothing}
  <h1>${title}</h1>
  ${right ?? nothing}
</header>`;

/** What the badge says, in few words. */
export function readyWords(s) {
  if (s.ready) return 'siap tanpa sinyal';
  if (s.shell.phase === 'memasang' && s.shell.of) return `memasang ${Math.floor((100 * s.shell.n) / s.shell.of)}%`;
  if (s.shell.phase === 'memasang') return 'memeriksa ...';
  return 'belum siap';
}

export const readyBadge = (s) => html`<a class="chip chip-link" href="#/pasang"
  ><span class=${s.ready ? 'dot' : 'dot dot-wait'} aria-hidden="true"></span>${readyWords(s)}</a
>`;

/** "KPPS 4 · TPS 007 · Desa Sumberbrantas" for whom it is known. */
export const whoWords = (p) =>
  [roleWords(p.peran), p.tps && tpsWords(p.tps), p.desa].filter(Boolean).join(' · ');

/** 7 -> "TPS 007". */
export const tpsWords = (number) => `TPS ${String(number).padStart(3, '0')}`;

/** `kpps_1` -> "Ketua KPPS", `kpps_4` -> "KPPS 4". */
export function roleWords(role) {
  if (!role) return '';
  if (role === 'kpps_1') return 'Ketua KPPS';
  const n = /^kpps_([2-7])$/.exec(role);
  return n ? `KPPS ${n[1]}` : role.replaceAll('_', ' ');
}

/** Why sending does not work now, for a person; '' when it does or was not tried. */
export function troubleWords(s) {
  const words = {
    offline: 'Belum ada sinyal.',
    portal: 'Wi-Fi ini meminta masuk lebih dulu. Buka halaman masuk Wi-Fi itu, atau pakai data seluler.',
    login: 'Pendaftaran ponsel ini tidak berlaku lagi. Minta undangan baru kepada PPS untuk mengirim.',
    wait: 'Server sedang ramai.',
    server: 'Server sedang terganggu.',
    large: 'Kiriman terlalu besar untuk jaringan ini.',
  };
  return words[s.trouble] ?? s.message;
}

/** One sentence about what is not yet sent. */
export function sendWords(s) {
  if (s.sending) return 'Sedang mengirim. Anda boleh terus berlatih.';
  if (!s.unsent) return s.last_sent ? 'Semua hasil sudah terkirim.' : 'Tidak ada hasil yang menunggu dikirim.';
  if (s.trouble === 'login') return 'Aman di ponsel ini. Masuk lagi dengan undangan baru untuk mengirim.';
  return 'Aman di ponsel ini; dikirim sendiri saat ada sinyal.';
}
