/** The same person on another phone: the new phone shows its mark and says who must be asked; the old one says that the mark is its owner's. */
import { identity } from '../../store/meta.js';
import { html, nothing, render } from '../dom.js';
import { frameBar, troubleWords } from '../parts/frame.js';

const MARK = /^[0-9a-f]{6}$/;
const SAID = {
  diizinkan: ['notice notice-ok', 'Diizinkan. Hasil yang dikirim dari ponsel ini terbuka di ponsel baru saat ponsel baru tersambung.'],
  'tidak-ada': ['notice notice-no', 'Tidak ada ponsel lain atas nama Anda dengan tanda itu. Periksa lagi keenam hurufnya. Ponsel baru harus sudah mendaftar dengan undangan.'],
  'belum-diakui': ['notice notice-no', 'Ponsel ini sendiri belum diakui, jadi belum dapat mengizinkan ponsel lain. Minta PPS mengizinkannya.'],
};

/** What people type: capitals, spaces, a dash, letters that look like digits. */
export const normalMark = (text) => text.toLowerCase().replace(/[^0-9a-z]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');

const fresh = (v, s) => html`<main class="page">
    <h2 class="title">Hasil lama Anda ada di ponsel lain</h2>
    <p>Nama Anda pernah dipakai di ponsel lain. Hasil dari sana belum dibuka di ponsel ini, sebab siapa pun yang punya kode undangan bisa memilih nama Anda. Berlatih dan mengirim tetap bisa.</p>
    <section class="card stack">
      <div class="soft">Tanda ponsel ini</div>
      <div class="hand-mark">${v.mark}</div>
    </section>
    <p><b>Ponsel lama masih ada.</b> Di ponsel lama buka “Kirim hasil”, ketuk “Saya berganti ponsel”, lalu ketik tanda ini.</p>
    <p><b>Ponsel lama tidak ada.</b> Tunjukkan tanda ini kepada PPS. PPS mengizinkannya di halaman Ponsel.</p>
    <p class="soft">Anda tidak pernah memakai ponsel lain? Beri tahu PPS.</p>
  </main>
  <footer class="dock"><button class="btn btn-primary" ?disabled=${s.sending} @click=${v.take}>${s.sending ? 'Menyambung ...' : 'Sudah diizinkan, ambil hasil lama'}</button></footer>`;

const known = (v) => html`<main class="page">
    ${v.said ? html`<div class=${v.said[0]} role="status">${v.said[1]}</div>` : nothing}
    <h2 class="title">Ponsel baru Anda</h2>
    <p>Daftarkan ponsel baru dengan undangan dan pilih nama Anda. Di sana buka “Kirim hasil”: tertulis tandanya, enam huruf dan angka. Ketik tanda itu di sini.</p>
    <form id="tanda-form" @submit=${v.submit} novalidate>
      <label class="field"
        >Tanda ponsel baru
        <input class="input code-input" name="tanda" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="12" aria-invalid=${v.bad ? 'true' : 'false'} aria-describedby="tanda-bad" />
      </label>
      <p id="tanda-bad" class="pin-bad" role="alert">${v.bad}</p>
    </form>
    <p class="soft">Ketik hanya tanda ponsel yang ada di tangan Anda sendiri. Siapa pun yang meminta Anda mengetik tandanya akan dapat melihat hasil latihan Anda.</p>
    <p class="soft">Tanda ponsel ini: ${v.mark}</p>
  </main>
  <footer class="dock"><button class="btn btn-primary" form="tanda-form" ?disabled=${v.busy}>${v.busy ? 'Menyambung ...' : 'Izinkan ponsel itu'}</button></footer>`;

export async function open(root, params, app) {
  const v = { mark: (await identity()).device_id.slice(0, 6).toUpperCase(), said: null, bad: '', busy: false };
  let live = true;
  const draw = (change = {}) => {
    Object.assign(v, change);
    const s = app.status.get();
    if (live) render(html`${frameBar({ title: 'Ganti ponsel', back: '#/kirim' })}${s.closed ? fresh(v, s) : known(v)}`, root);
  };
  v.take = () => app.sync.request('orang');
  v.submit = async (event) => {
    event.preventDefault();
    const tanda = normalMark(event.target.elements.tanda.value);
    if (!MARK.test(tanda)) return draw({ bad: 'Tandanya enam huruf dan angka: 0 sampai 9, A sampai F.', said: null });
    draw({ busy: true, bad: '', said: null });
    try {
      draw({ said: SAID[await app.sync.vouch(tanda)], busy: false });
    } catch (e) {
      draw({ bad: troubleWords({ trouble: e.kind ?? '', message: e.message }), busy: false });
    }
  };
  draw();
  const unwatch = app.status.watch(() => draw());
  return () => {
    live = false;
    unwatch();
  };
}
