/** Help in plain words. Static: it must open on a phone where everything else fails. */
import { chosenLanguage } from '../../platform/language.js';
import { chooseTheme, chosenTheme } from '../../platform/theme.js';
import { html, render } from '../dom.js';
import { frameBar } from '../parts/frame.js';
import { languageChoice } from '../parts/language_choice.js';
import { themeChoice } from '../parts/theme_choice.js';

const TOPICS = [
  ['Apa ini?', ['Latihan satu hari di TPS untuk anggota KPPS: dari persiapan sampai C.HASIL dan penyerahan. Semua orang, partai, dan suara di sini karangan.']],
  [
    'Tanpa sinyal',
    [
      'Setelah tertulis “siap tanpa sinyal”, aplikasi, hari latihan, dan daftar periksa ada di ponsel ini. Anda boleh mematikan data.',
      'Setiap jawaban disimpan sebelum akibatnya ditunjukkan. Baterai habis atau peramban tertutup: buka lagi, latihan berlanjut di tempat yang sama.',
    ],
  ],
  [
    'Mengirim hasil',
    [
      'Hasil dikirim sendiri saat aplikasi terbuka, PIN sudah dimasukkan, dan ada sinyal. Kunci pengirim hanya terbuka oleh PIN Anda; selama terkunci, hasil menunggu dengan aman.',
      '“Sudah di PPS” hanya tertulis bila server terbukti memegang setiap jawaban.',
      'Tidak ada sinyal berminggu-minggu? Di “Kirim hasil”, serahkan lewat kode QR ke ponsel pelatih, atau sebagai berkas. Yang membawa tidak dapat mengubahnya; hasil tetap di ponsel Anda sampai PPS memegangnya.',
    ],
  ],
  [
    'PIN dan ponsel bersama',
    [
      'PIN ditanya setiap kali aplikasi dibuka. Salah tiga kali: ada waktu tunggu yang makin lama. Latihan tidak pernah dihapus karena salah PIN.',
      'Lupa PIN: minta undangan baru, pilih nama yang sama, buat PIN baru.',
      'Satu ponsel boleh dipakai beberapa orang; setiap orang hanya melihat latihannya sendiri di aplikasi ini.',
      'PIN mengunci catatan latihan dan pengiriman atas nama Anda; orang lain di ponsel ini tidak dapat membacanya. Lupa PIN? Minta undangan baru kepada PPS: latihannya terbuka lagi dan tidak ada yang hilang.',
    ],
  ],
  [
    'Membuka dan memasang',
    [
      'Pakai Chrome atau Samsung Internet yang cukup baru. Tautan yang terbuka di dalam aplikasi obrolan: pilih menu, lalu “Buka di Chrome”.',
      'Menghapus data situs di peramban menghapus latihan yang belum terkirim.',
    ],
  ],
  ['Data apa yang disimpan?', ['Nama tampilan, tugas, TPS, dan jawaban latihan. Tidak ada NIK, alamat, atau nomor telepon.']],
];

export async function open(root) {
  const choose = (name) => {
    chooseTheme(name);
    draw();
  };
  let bad = '';
  const speak = async (code) => {
    try {
      const { useLanguage } = await import('../language.js');
      await useLanguage(code);
      bad = '';
    } catch (error) {
      console.warn('bahasa', error);
      bad = 'Bahasa itu belum terunduh. Tidak ada yang berubah; coba lagi saat ada sinyal.';
    }
    draw();
  };
  const draw = () =>
    render(
      html`${frameBar({ title: 'Bantuan', back: '#/' })}
        <main class="page">
          ${TOPICS.map(([title, lines]) => html`<section class="card stack"><h2>${title}</h2>${lines.map((t) => html`<p>${t}</p>`)}</section>`)}
          ${themeChoice(chosenTheme(), choose)} ${languageChoice(chosenLanguage(), bad, speak)}
          <p><a class="btn" href="#/dasar">Dasar aturan</a></p>
          <p class="soft">Petugas PPS, PPK, dan KPU: <a href="/masuk">masuk di sini</a>.</p>
        </main>`,
      root
    );
  draw();
}
