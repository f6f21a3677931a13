/** A private reflection: three questions, one page of one's own words; it never leaves this phone. */
import { keepNote, notesOf } from '../../store/notes.js';
import { html, nothing, render } from '../dom.js';
import { frameBar } from '../parts/frame.js';

const ASKED = ['Tekanan seperti apa yang paling sulit saya tolak?', 'Apa yang akan saya katakan, kata demi kata?', 'Siapa yang saya panggil lebih dulu?'];

export async function open(root, [part = 'umum'], app) {
  const v = { text: (await notesOf(app.profile.id))[part] ?? '', said: '', error: '' };
  let live = true;
  const draw = () =>
    live &&
    render(
      html`${frameBar({ title: 'Renungan', back: `#/belajar/${part}` })}
        <main class="page">
          <div class="notice notice-ok"><b>Hanya untuk Anda.</b> Tulisan ini tidak dikirim ke mana pun, tidak dinilai, dan tidak terlihat PPS.</div>
          <ul class="bullets">${ASKED.map((each) => html`<li>${each}</li>`)}</ul>
          <label class="field" for="renungan">Catatan saya<textarea class="input" id="renungan" rows="8" maxlength="4000" .value=${v.text} @input=${(e) => Object.assign(v, { text: e.target.value, said: '' })}></textarea></label>
        </main>
        <footer class="dock"><p role="status" aria-live="polite">${v.said || nothing}</p>
          ${v.error ? html`<div class="notice notice-no" role="alert">${v.error}</div>` : nothing}
          <button class="btn btn-primary" type="button" @click=${save}>Simpan di ponsel ini</button>
          <button class="btn" type="button" @click=${drop}>Hapus catatan</button></footer>`,
      root,
    );

  async function keep(text) {
    try {
      await keepNote(app.profile.id, part, text);
      Object.assign(v, { text, said: text ? 'Tersimpan di ponsel ini.' : 'Catatan dihapus.', error: '' });
    } catch (error) {
      Object.assign(v, { said: '', error: error.message });
    }
    draw();
  }
  const save = () => keep(v.text.trim());
  const drop = () => keep('');
  draw();
  return () => {
    live = false;
  };
}
