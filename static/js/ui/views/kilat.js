/** Latihan kilat: two to five minutes on exactly what was got wrong first; `#/kilat`, `#/kilat/sah-,skill:tinta` for some topics or skills, `/8` for how many. */
import { newestPack, questionsOn, seenIn, study } from '../../learn/library.js';
import { onTopic, pickItems, SESSION, weakSkills } from '../../learn/pick.js';
import { dayWords } from '../../learn/days.js';
import { scheduleOf } from '../../learn/schedule.js';
import { wallMs } from '../../platform/clock.js';
import { html, nothing, render } from '../dom.js';
import { absent } from '../learn/absent.js';
import { ask } from '../learn/session.js';
import { frameBar } from '../parts/frame.js';
import { icons } from '../parts/icons.js';
import { trouble } from '../parts/trouble.js';
import { fetchLearning } from '../learn/fetching.js';

export async function open(root, [families = '', count = ''], app) {
  let close = () => {};
  let live = true;
  const prefixes = families.split(',').filter((each) => each && each !== 'semua');
  const only = prefixes.length ? onTopic(prefixes) : null;

  async function begin() {
    try {
      const bank = await newestPack(app, 'latihan');
      if (!live) return;
      if (!bank) {
        fetchLearning(app, root, { title: 'Latihan kilat', what: 'Bank soal', draw: absent, then: begin });
        return;
      }
      const now = await study(app, wallMs());
      const steps = pickItems({
        bank: bank.raw,
        cards: now.cards,
        today: now.today,
        seen: seenIn(now.reviews, bank.hash),
        weak: weakSkills(now.reviews),
        only,
        count: Math.min(20, Number(count) || SESSION),
      });
      const { release, ...log } = await questionsOn(app, bank, ['semua'], 'latihan');
      if (!live) {
        release();
        return;
      }
      const stop = ask({ root, ...log, steps, title: 'Latihan kilat', leave: '#/', explain: true, done: (acts) => end(acts, now) });
      close = () => {
        stop();
        release();
      };
    } catch (error) {
      render(trouble(error, { retry: begin }), root);
    }
  }

  async function end(acts, before) {
    close();
    close = () => {};
    const after = await study(app, wallMs());
    if (!live) return;
    const cards = scheduleOf(after.reviews);
    const wrong = acts.filter((act) => !act.entry.right);
    const breach = acts.some((act) => act.knockouts.length);
    const soon = wrong.map((act) => cards.get(act.step.topic)?.due).filter((day) => day !== undefined);
    render(
      html`${frameBar({ title: 'Latihan kilat', back: '#/' })}
        <main class="page">
          <h2 class="hero" tabindex="-1" id="judul">${acts.length - wrong.length} dari ${acts.length} tepat</h2>
          ${breach ? html`<div class="notice notice-no" role="status"><b>Ada pelanggaran.</b> Di TPS ini tidak bisa ditarik kembali. Dilema seperti ini datang lagi besok.</div>` : nothing}
          ${wrong.length
            ? html`<section class="card stack"><h2>Yang datang lagi</h2>
                <ul class="plain-list">${wrong.map((act) => html`<li class="row"><span class="sign tone-no" aria-hidden="true">${icons.cross}</span><span>${act.step.title}</span></li>`)}</ul>
                <p class="soft">${soon.length && Math.min(...soon) <= before.today ? 'Masih hari ini.' : `Mulai ${dayWords(Math.min(...soon))}.`}</p></section>`
            : html`<p>Semua tepat. Yang ini datang lagi ketika mulai terlupa, bukan sebelumnya.</p>`}
        </main>
        <footer class="dock"><a class="btn btn-primary" href="#/">Selesai</a><button class="btn" type="button" @click=${begin}>Lima menit lagi</button></footer>`,
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
