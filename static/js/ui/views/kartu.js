/** Cards, one thought a screen; choices; the pledge, read clause by clause and signed. `#/kartu/<step>/<part>`. Every tick is an event of one attempt. */
import { attemptOn, newestPack, study, ticked } from '../../learn/library.js';
import { formatWall, wallMs } from '../../platform/clock.js';
import { html, nothing, render } from '../dom.js';
import { drawing } from '../learn/drawings.js';
import { pad } from '../learn/signature.js';
import { frameBar } from '../parts/frame.js';
import { icons } from '../parts/icons.js';
import { sources } from '../parts/sources.js';
import { trouble } from '../parts/trouble.js';

const SIGN = '-tanda-tangan';

export async function open(root, [name = '', part = ''], app) {
  const back = `#/belajar/${part}`;
  const v = { at: 0, drawn: false, typed: '', busy: false, error: '' };
  let live = true;
  let attempt = null;
  let course, step, done, plays;
  try {
    course = await newestPack(app, 'belajar');
    step = course?.raw.steps.find((each) => each.id === name);
    if (!step) throw new Error('Kartu ini tidak ada di ponsel ini.');
    ({ plays } = await study(app, wallMs()));
    done = ticked(plays, 'belajar');
  } catch (error) {
    render(trouble(error, { retry: () => open(root, [name, part], app) }), root);
    return undefined;
  }
  const cards = step.items.filter((item) => item.title);
  const pledge = step.items.find((item) => item.id.endsWith(SIGN));
  v.at = Math.max(0, cards.findIndex((item) => !done.has(item.id)));

  async function tick(item, word = 'sudah') {
    attempt ??= await attemptOn(app, course, [...new Set([app.profile.peran, 'semua'])].filter(Boolean), 'belajar');
    await app.attempts.append(attempt.id, { step: step.id, answer: [item.id, word], role: step.role });
    if (word === 'sudah') done.add(item.id);
    else done.delete(item.id);
    app.sync.request('ubah');
  }

  async function act(work) {
    if (v.busy) return;
    Object.assign(v, { busy: true, error: '' });
    try {
      await work();
    } catch (error) {
      v.error = error.message;
    }
    v.busy = false;
    draw();
  }

  const onward = () =>
    act(async () => {
      await tick(cards[v.at]);
      if (v.at + 1 < cards.length) {
        v.at += 1;
        draw();
        root.querySelector('#judul')?.focus({ preventScroll: true });
        globalThis.scrollTo(0, 0);
      } else app.navigate(back);
    });

  const reading = () => {
    const card = cards[v.at];
    return html`${frameBar({ title: step.title, back, right: html`<span class="chip num">${v.at + 1} / ${cards.length}</span>` })}
      <main class="page">
        <progress class="meter" max=${cards.length} value=${v.at} aria-label=${`Kartu ${v.at + 1} dari ${cards.length}`}></progress>
        <article class="card lesson">
          ${drawing(card.drawing)}
          <h2 class="title" id="judul" tabindex="-1">${card.title}</h2>
          <p>${card.text}</p>
          ${sources({ raw: course.raw }, card.sources)}
        </article>
        ${failure()}
      </main>
      <footer class="dock"><button class="btn btn-primary" type="button" ?disabled=${v.busy} @click=${onward}>${v.at + 1 < cards.length ? 'Lanjut' : 'Selesai'}</button>
        ${v.at ? html`<button class="btn" type="button" @click=${() => { v.at -= 1; draw(); }}>Kartu sebelumnya</button>` : nothing}</footer>`;
  };

  const failure = () => (v.error ? html`<div class="notice notice-no" role="alert"><b>Belum tersimpan.</b> ${v.error} Ketuk sekali lagi.</div>` : nothing);

  const row = (item) => {
    const on = done.has(item.id);
    return html`<li class=${on ? 'tick on' : 'tick'}><button class="tick-main" type="button" role="checkbox" aria-checked=${String(on)} @click=${() => act(() => tick(item, on ? 'belum' : 'sudah'))}>
      <span class="tick-box" aria-hidden="true">${on ? icons.check : nothing}</span><span class="grow">${item.text}</span></button></li>`;
  };

  const choosing = () => html`${frameBar({ title: step.title, back })}
    <main class="page"><h2 class="title" id="judul" tabindex="-1">${step.title}</h2><p>${step.prompt}</p>
      <ul class="plain-list ticks">${step.items.filter((item) => item !== pledge).map(row)}</ul>
      ${pledge ? signing() : nothing} ${failure()}
    </main>
    <footer class="dock"><a class="btn btn-primary" href=${back}>Selesai</a></footer>`;

  /** When it was signed, by the clock in the log. */
  const signedAt = () => {
    const events = plays.flatMap((play) => play.events).filter(({ answer }) => Array.isArray(answer) && answer[0] === pledge.id && answer[1] === 'sudah');
    return events.length ? events[events.length - 1].wall : v.signed;
  };

  function signing() {
    const clauses = step.items.filter((item) => item !== pledge);
    if (done.has(pledge.id)) return html`<div class="notice notice-ok"><b>Sudah ditandatangani</b>${formatWall(signedAt())}. Tersimpan di catatan belajar Anda.</div>`;
    const read = clauses.every((item) => done.has(item.id));
    const signed = v.drawn || v.typed.trim().length > 1;
    return html`<section class="card stack" aria-labelledby="tanda-tangan"><h2 id="tanda-tangan">Tanda tangan</h2>
      ${read
        ? html`${pad((enough) => { if (enough !== v.drawn) { v.drawn = enough; draw(); } })}
            <label class="field" for="nama-ttd">atau ketik nama Anda<input class="input" id="nama-ttd" autocomplete="off" .value=${v.typed} @input=${(e) => { v.typed = e.target.value; draw(); }} /></label>
            <p class="soft">Yang disimpan hanya bahwa Anda menandatangani, dan kapan. Coretannya tidak disimpan.</p>
            <button class="btn btn-primary" type="button" ?disabled=${!signed || v.busy} @click=${sign}>Saya menandatangani</button>`
        : html`<p>Setujui dulu setiap kalimat di atas.</p>`}
    </section>`;
  }

  const sign = () =>
    act(async () => {
      await tick(pledge);
      v.signed = wallMs();
    });

  const draw = () => live && render(cards.length ? reading() : choosing(), root);
  draw();
  return () => {
    live = false;
    if (attempt) app.attempts?.release(attempt.id);
  };
}
