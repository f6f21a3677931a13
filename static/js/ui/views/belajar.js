/** The curriculum: parts with observable goals, what is done and what comes next; `#/belajar`, `#/belajar/<part>`. */
import { fiveMinutes, standing } from '../../learn/standing.js';
import { wallMs } from '../../platform/clock.js';
import { notesOf } from '../../store/notes.js';
import { html, nothing, render } from '../dom.js';
import { absent } from '../learn/absent.js';
import { fetchLearning } from '../learn/fetching.js';
import { wordOfTrainer } from '../learn/knowing.js';
import { frameBar } from '../parts/frame.js';
import { icons } from '../parts/icons.js';
import { trouble } from '../parts/trouble.js';

const KINDS = { kartu: 'kartu', pilih: 'pilihan', pakta: 'dibaca dan ditandatangani', uji: 'uji', latihan: 'latihan', hari: 'simulasi', daftar: 'daftar periksa', renungan: 'pribadi' };

export async function open(root, [chosen = ''], app) {
  let live = true;
  const begin = async () => {
    try {
      const notes = new Set(Object.keys(await notesOf(app.profile.id)));
      const { told, letters } = await wordOfTrainer(app);
      const s = await standing(app, wallMs(), { notes, told, letters });
      if (!live) return;
      if (!s.parts.length) fetchLearning(app, root, { title: 'Belajar', what: 'Bahan belajar', draw: absent, then: begin });
      else render(s.parts.some((part) => part.id === chosen) ? onePart(s) : allParts(s), root);
    } catch (error) {
      render(trouble(error, { retry: begin }), root);
    }
  };

  const allParts = (s) => {
    const next = fiveMinutes(s);
    return html`${frameBar({ title: 'Belajar', back: '#/' })}
      <main class="page">
        <p class="soft">${s.title}</p>
        <a class="card card-main card-tap" href=${next.href}><span class="soft">Lima menit berikutnya</span><span class="card-title">${next.title}</span><span class="soft">${next.why}</span></a>
        <ol class="plain-list parts">${s.parts.map((part, at) => html`<li><a class=${`card card-tap part${part.open ? '' : ' closed'}`} href=${part.open ? `#/belajar/${part.id}` : '#/belajar'} aria-disabled=${part.open ? nothing : 'true'}>
          <span class="row"><span class="part-number num" aria-hidden="true">${at + 1}</span><span class="grow card-title">${part.title}</span>${part.done === part.of ? html`<span class="chip chip-ok">selesai</span>` : nothing}</span>
          <span class="soft">${part.open ? `${part.done} dari ${part.of} · sekitar ${part.minutes} menit` : 'Dibuka pelatih pada waktunya.'}</span>
          <progress class="meter" max=${part.of} value=${part.done} aria-label=${`Bagian ${part.title}`}></progress></a></li>`)}</ol>
      </main>
      <footer class="dock"><a class="btn" href="#/kemajuan">Kemajuan saya</a></footer>`;
  };

  const onePart = (s) => {
    const part = s.parts.find((each) => each.id === chosen);
    const first = part.work.find((each) => !each.done);
    return html`${frameBar({ title: `Bagian ${s.parts.indexOf(part) + 1}`, back: '#/belajar', right: html`<span class="chip num">${part.done} / ${part.of}</span>` })}
      <main class="page">
        <h2 class="title">${part.title}</h2>
        <section class="card"><h3>Sesudah bagian ini Anda</h3><ul class="bullets">${part.goals.map((goal) => html`<li>${goal}</li>`)}</ul></section>
        <ol class="plain-list works">${part.work.map((each) => html`<li><a class=${`line-link work${each.done ? ' done' : ''}`} href=${each.href}>
          <span class="work-box" aria-hidden="true">${each.done ? icons.check : nothing}</span><span class="grow"><b>${each.title}</b><br /><span class="soft">${KINDS[each.type]}${each.done ? ', selesai' : ''}</span></span></a></li>`)}</ol>
      </main>
      <footer class="dock">${first ? html`<a class="btn btn-primary" href=${first.href}>${first.title}</a>` : html`<a class="btn btn-primary" href="#/belajar">Bagian lain</a>`}</footer>`;
  };

  await begin();
  return () => {
    live = false;
  };
}
