/** A test: twelve questions, how sure one is, no explanation until both tests are done. `#/uji/awal`, `#/uji/akhir`. */
import { formFor } from '../../learn/course.js';
import { newestPack, questionsOn } from '../../learn/library.js';
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
      const old = (await app.attempts.list()).find((each) => each.pack_hash === found.hash && each.finished);
      if (old) {
        finished();
        return;
      }
      const { finish, release, ...log } = await questionsOn(app, found, ['semua'], 'uji');
      const answered = new Set(log.state.answers.map((each) => each.step));
      const steps = log.pack.steps.filter((step) => !answered.has(step.id));
      if (!live) {
        release();
        return;
      }
      if (!steps.length) {
        await finish(); // the last answer was stored, the record was not marked: mend it
        finished();
        return;
      }
      const done = async (acts, after) => {
        if (after.done) await finish();
        finished();
      };
      const stop = ask({ root, ...log, steps, title, leave: '#/belajar', explain: false, done });
      close = () => {
        stop();
        release();
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
