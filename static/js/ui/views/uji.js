/** A test: twelve questions, how sure one is, no explanation until both tests are done. `#/uji/awal`, `#/uji/akhir`. */
import { load, replay } from '../../engine/index.js';
import { formFor } from '../../learn/course.js';
import { attemptOn, newestPack } from '../../learn/library.js';
import { html, render } from '../dom.js';
import { absent } from '../learn/absent.js';
import { fetchLearning } from '../learn/fetching.js';
import { ask } from '../learn/session.js';
import { frameBar } from '../parts/frame.js';
import { trouble } from '../parts/trouble.js';

const TITLES = { awal: 'Uji awal', akhir: 'Uji akhir' };

export async function open(root, [moment = 'awal'], app) {
  const title = TITLES[moment] ?? TITLES.awal;
  let close = () => {};
  let live = true;

  async function begin() {
    try {
      const found = await newestPack(app, 'uji', formFor(app.profile.id, moment === 'akhir' ? 'akhir' : 'awal'));
      if (!live) return;
      if (!found) {
        fetchLearning(app, root, { title, what: 'Soal uji', back: '#/belajar', draw: absent, then: begin });
        return;
      }
      const pack = load(found.raw);
      const old = (await app.attempts.list()).find((each) => each.pack_hash === found.hash && each.finished);
      if (old) {
        finished();
        return;
      }
      const attempt = await attemptOn(app, found, ['semua'], 'uji');
      if (!(await app.attempts.hold(attempt.id))) throw new Error('Uji ini sedang dibuka di jendela lain.');
      const state = replay(pack, await app.attempts.events(attempt.id));
      const answered = new Set(state.answers.map((each) => each.step));
      const steps = pack.steps.filter((step) => !answered.has(step.id));
      if (!live) return;
      if (!steps.length) {
        await app.attempts.finish(attempt.id); // the last answer was stored, the record was not marked: mend it
        finished();
        return;
      }
      const append = async (event) => {
        const written = await app.attempts.append(attempt.id, event);
        app.sync.request('ubah');
        return written;
      };
      const done = async (acts, after) => {
        if (after.done) await app.attempts.finish(attempt.id);
        finished();
      };
      const stop = ask({ root, pack, state, steps, title, leave: '#/belajar', explain: false, append, done });
      close = () => {
        stop();
        app.attempts?.release(attempt.id);
      };
    } catch (error) {
      render(trouble(error, { retry: begin }), root);
    }
  }

  function finished() {
    close();
    close = () => {};
    if (!live) return;
    render(
      html`${frameBar({ title, back: '#/belajar' })}
        <main class="page">
          <h2 class="hero" tabindex="-1" id="judul">${title} selesai</h2>
          ${moment === 'akhir'
            ? html`<p>Bandingkan dengan uji awal: yang naik, yang turun, dan yang Anda yakini padahal keliru.</p>`
            : html`<p>Tersimpan. Nilainya baru terlihat sesudah uji akhir: soalnya setara, bukan sama, jadi tidak ada yang perlu dihafal.</p>`}
        </main>
        <footer class="dock"><a class="btn btn-primary" href=${moment === 'akhir' ? '#/kemajuan' : '#/belajar'}>${moment === 'akhir' ? 'Lihat kemajuan' : 'Lanjut belajar'}</a></footer>`,
      root,
    );
    root.querySelector('#judul')?.focus({ preventScroll: true });
  }

  await begin();
  return () => {
    live = false;
    close();
  };
}
