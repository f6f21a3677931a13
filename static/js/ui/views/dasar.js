/** "Dasar aturan": every source the days and lists on this phone cite, with what was seen of it. From the packs, so it opens without a signal. */
import { html, nothing, render } from '../dom.js';
import { MARKS } from '../parts/format.js';
import { frameBar } from '../parts/frame.js';
import { matching, registry } from '../parts/registry.js';

const entry = (s, wanted) => html`<li class=${s.id === wanted ? 'law-entry on' : 'law-entry'} id=${`sumber-${s.id}`} tabindex="-1" data-source=${s.id}>
  <p><b>${s.article ? `${s.article}: ` : ''}${s.title}</b>${MARKS[s.mark] ? html` <span class="chip chip-wait">${MARKS[s.mark]}</span>` : nothing}</p>
  ${s.seen ? html`<p class="soft">Yang dilihat: ${s.seen}</p>` : nothing}
</li>`;

const group = ([instrument, list], wanted) => html`<section class="card stack"><h2>${instrument}</h2><ul class="plain-list">${list.map((s) => entry(s, wanted))}</ul></section>`;

/** Who came from an item or a verdict goes back there, not to the help page. */
function goBack(event) {
  if (history.length < 2) return;
  event.preventDefault();
  history.back();
}

function page(v) {
  const groups = matching(v.groups, v.words);
  const count = groups.reduce((n, [, list]) => n + list.length, 0);
  return html`${frameBar({ title: 'Dasar aturan', back: '#/bantuan', onBack: v.wanted ? goBack : undefined })}
    <main class="page">
      <p class="soft">Setiap aturan, pilihan, butir, dan putusan menyebut sumbernya. Yang “belum diverifikasi” atau “sumber berbeda pendapat” tidak pernah dinilai.</p>
      ${v.total
        ? html`<label class="field"><span>Cari pasal atau judul</span><input class="input" type="search" .value=${v.words} @input=${(e) => v.search(e.target.value)} /></label>
            <p role="status">${count} dari ${v.total} sumber</p>
            ${groups.map((g) => group(g, v.wanted))}`
        : html`<p>Belum ada hari latihan di ponsel ini. Unduh dahulu, lalu buka lagi halaman ini.</p>`}
      <p class="soft"><a href="/aturan/sumber">Semua sumber dan susunan hari TPS</a> (perlu sinyal)</p>
    </main>`;
}

export async function open(root, [wanted = ''], app) {
  const packs = await Promise.all((await app.packs.list()).map((about) => app.packs.get(about.hash)));
  const groups = registry(packs);
  const v = { groups, wanted, words: '', total: groups.reduce((n, [, list]) => n + list.length, 0) };
  const draw = () => render(page(v), root);
  v.search = (words) => {
    v.words = words;
    draw();
  };
  draw();
  const at = wanted && root.querySelector(`[data-source="${CSS.escape(wanted)}"]`);
  if (at) {
    at.scrollIntoView({ block: 'center' });
    at.focus({ preventScroll: true });
  }
}
