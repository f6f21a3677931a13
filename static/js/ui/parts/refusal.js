/** A clear page for each way an invitation can fail: what happened, that nothing is lost, what to do. */
import { html, nothing } from '../dom.js';

const KNOWN = {
  offline: {
    title: 'Belum ada sinyal',
    text: 'Undangan dibuka satu kali dengan sinyal. Setelah itu latihan berjalan tanpa sinyal. Cari tempat bersinyal, lalu coba lagi.',
    again: true,
  },
  portal: {
    title: 'Wi-Fi ini belum tersambung ke internet',
    text: 'Yang menjawab bukan server Simulasi TPS. Buka halaman masuk Wi-Fi itu, atau pakai data seluler, lalu coba lagi.',
    again: true,
  },
  'undangan-tidak-dikenal': {
    title: 'Kode undangan tidak dikenal',
    text: 'Periksa lagi hurufnya: kode mungkin salah ketik. Bila tetap tidak dikenal, minta undangan baru kepada PPS desa Anda.',
  },
  'undangan-kedaluwarsa': { title: 'Undangan sudah lewat masanya', text: 'Minta undangan baru kepada PPS desa Anda.' },
  'undangan-habis': { title: 'Undangan sudah terpakai semua', text: 'Semua tempat di undangan ini sudah dipakai ponsel lain. Minta undangan baru kepada PPS desa Anda.' },
  'undangan-dicabut': { title: 'Undangan sudah dicabut', text: 'PPS mencabut undangan ini, biasanya karena ada yang baru. Minta undangan baru kepada PPS desa Anda.' },
  'anggota-tidak-dikenal': { title: 'Nama tidak ada di daftar', text: 'Nama itu tidak ada lagi di daftar TPS ini. Hubungi PPS desa Anda.' },
  'member-unknown': { title: 'Nama tidak ada di daftar', text: 'Nama itu tidak ada lagi di daftar TPS ini. Hubungi PPS desa Anda.' },
  wait: { title: 'Terlalu banyak percobaan', text: 'Tunggu beberapa menit, lalu coba lagi.', again: true },
  server: { title: 'Server sedang terganggu', text: 'Bukan salah Anda. Coba lagi sebentar lagi.', again: true },
};

/** The words for a failed enrolment. Pure. */
export function refusalWords(error) {
  const known = KNOWN[error.code] ?? KNOWN[error.kind];
  if (known) return known;
  const said = error.name === 'ExchangeError' || error.name === 'StoreError' ? error.message : '';
  return { title: 'Belum berhasil', text: said || 'Coba lagi sebentar lagi.', again: true };
}

/** @param {any} error @param {{again: () => void, other: () => void}} ways */
export function refusal(error, { again, other }) {
  const words = refusalWords(error);
  return html`<main class="page" data-galat=${error.code ?? ''}>
      <h2 class="title" tabindex="-1">${words.title}</h2>
      <p>${words.text}</p>
      <p class="soft">Tidak ada yang hilang dari ponsel ini.</p>
    </main>
    <footer class="dock">
      ${words.again ? html`<button class="btn btn-primary" @click=${again}>Coba lagi</button>` : nothing}
      <button class="btn" @click=${other}>Pakai kode lain</button>
      <a class="btn btn-quiet" href="#/">Ke beranda</a>
    </footer>`;
}
