/** Hari H: what to do now, large and dark, no voter's data. `#/harih`, `#/harih/latih` (a rehearsal at any hour), `#/harih/logistik`, `#/harih/placemat` (to print). */
import { newestPack } from '../../learn/library.js';
import { before, momentsAt, pausesOf, resting, supplies } from '../../learn/workday.js';
import { localMinute } from '../../platform/clock.js';
import { getMeta, putMeta } from '../../store/meta.js';
import { html, nothing, render } from '../dom.js';
import { absent } from '../learn/absent.js';
import { fetchLearning } from '../learn/fetching.js';
import { floorPlan } from '../learn/floor_plan.js';
import { clockText, dayText, MARKS } from '../parts/format.js';
import { frameBar, roleWords } from '../parts/frame.js';
import { sources } from '../parts/sources.js';

const START = 360;
const TICK_MS = 20_000;
const MODES = { latih: rehearsal, logistik: logistics, placemat };

export async function open(root, [mode = ''], app) {
  let live = true;
  let timer = null;
  const course = await newestPack(app, 'belajar');
  if (!course?.raw.workday) {
    fetchLearning(app, root, { title: 'Hari H', what: 'Bahan hari H', draw: absent, then: () => open(root, [mode], app) });
    return undefined;
  }
  const key = `dpt/${app.profile.id}`;
  const v = { raw: course.raw, day: course.raw.workday, role: app.profile.peran ?? '', minute: START, dpt: (await getMeta(key)) ?? '' };
  v.draw = () => live && render((MODES[mode] ?? today)(v), root);
  v.step = (by) => {
    v.minute = Math.max(0, Math.min(1439, v.minute + by));
    v.draw();
  };
  v.count = (text) => {
    v.dpt = /^\d{1,4}$/.test(text) ? Number(text) : '';
    putMeta(key, v.dpt).then(v.draw, v.draw); // a number that could not be kept is typed again another time
  };
  v.draw();
  if (!mode) timer = setInterval(v.draw, TICK_MS);
  root.classList.toggle('day-mode', !mode || mode === 'latih');
  return () => {
    live = false;
    clearInterval(timer);
  };
}

const minuteOf = (moment) => (moment.to > moment.from ? `${clockText(moment.from)} sampai ${moment.to === 1439 ? 'selesai' : clockText(moment.to)}` : clockText(moment.from));
const task = (v, now) => (moment) => html`<li class=${now ? 'task now' : 'task'}><small>${minuteOf(moment)}</small><span>${moment.title}</span></li>`;

function board(v, minute) {
  const found = momentsAt(v.day, v.role, minute);
  const rest = resting(v.day, minute);
  const mine = pausesOf(v.day, v.role).find(([from]) => from > minute);
  return html`<p class="now-clock" aria-label=${`Pukul ${clockText(minute)}`}>${clockText(minute)}</p>
    <h2>Sekarang${v.role ? `, ${roleWords(v.role)}` : ''}</h2>
    <ul class="plain-list stack">${found.now.length ? found.now.map(task(v, true)) : html`<li class="task">Belum ada yang harus dimulai.</li>`}</ul>
    <h2>Berikutnya</h2>
    <ul class="plain-list stack">${found.next.length ? found.next.map(task(v, false)) : html`<li class="task">Tidak ada lagi hari ini. Serahkan kotak, lalu istirahat.</li>`}</ul>
    <p class="soft">${rest === v.role ? 'Giliran Anda istirahat: minta diganti, kotak tidak ditinggal.' : rest ? `Sedang istirahat: ${roleWords(rest)}.` : mine ? `Istirahat Anda berikutnya ${clockText(mine[0])}.` : ''}</p>`;
}

const links = html`<a class="btn" href="#/periksa">Daftar periksa</a><a class="btn" href="#/harih/logistik">Perlengkapan dan denah</a><a class="btn" href="#/harih/placemat">Kartu meja untuk dicetak</a>`;

const today = (v) => html`${frameBar({ title: 'Hari H', back: '#/' })}
  <main class="page">${board(v, localMinute())}${links}</main>
  <footer class="dock"><a class="btn" href="#/harih/latih">Latih hari ini jam berapa pun</a></footer>`;

function rehearsal(v) {
  return html`${frameBar({ title: 'Gladi hari H', back: '#/harih' })}
    <main class="page">${board(v, v.minute)}</main>
    <footer class="dock"><div class="pair">
      <button class="btn" type="button" @click=${() => v.step(-30)}>Mundur 30 menit</button><button class="btn" type="button" @click=${() => v.step(30)}>Maju 30 menit</button></div></footer>`;
}

const unsure = (v, fact) => {
  const word = fact.sources.map((id) => MARKS[v.raw.sources[id]?.mark]).find(Boolean);
  return word ? html` <span class="unsure">${word}</span>` : nothing;
};

function logistics(v) {
  const list = supplies(v.day, v.dpt === '' ? 0 : v.dpt);
  return html`${frameBar({ title: 'Perlengkapan', back: '#/harih' })}
    <main class="page">
      <label class="field" for="dpt">Jumlah pemilih dalam DPT TPS Anda<input class="input num" id="dpt" inputmode="numeric" .value=${String(v.dpt)} @change=${(e) => v.count(e.target.value.trim())} /></label>
      ${list
        ? html`<div class="wide" tabindex="0" role="group" aria-label="Daftar perlengkapan"><table class="gain"><thead><tr><th scope="col">Perlengkapan</th><th scope="col">jumlah</th></tr></thead>
          <tbody>${list.map((each) => html`<tr><th scope="row">${each.text}${each.each ? ` (tiap jenis, ${each.each} jenis)` : ''}</th><td class="num">${v.dpt === '' && each.per !== 'tps' ? '...' : each.amount === '' ? 'secukupnya' : each.amount}</td></tr>`)}</tbody></table></div>`
        : html`<div class="notice notice-wait" role="alert"><b>TPS tidak sebesar itu.</b> Paling banyak ${v.day.supply.length - 1} pemilih. Periksa angkanya.</div>`}
      <section class="card stack"><h2>Denah dan jarak</h2>${floorPlan(v.day.distances)}<ul class="bullets">${v.day.layout.map((each) => html`<li>${each.text}${unsure(v, each)}</li>`)}</ul>
        <details class="plain-details"><summary>Dasar aturan</summary>${sources({ raw: v.raw }, [...new Set(v.day.layout.flatMap((each) => each.sources))])}</details></section>
      <section class="card stack"><h2>Sebelum hari H</h2><ul class="bullets">${before(v.day, v.role).map((each) => html`<li><b>${dayText(each.day)}:</b> ${each.title}</li>`)}</ul></section>
    </main>
    <footer class="dock"><a class="btn" href="#/periksa">Centang daftar periksa</a></footer>`;
}

function placemat(v) {
  const role = v.role || 'kpps_1';
  const card = v.raw.steps.find((step) => step.role === role && step.id.startsWith('peran-'));
  const five = v.raw.steps.find((step) => step.id === 'lima-langkah');
  return html`${frameBar({ title: 'Kartu meja', back: '#/harih' })}
    <main class="page placemat">
      <h2 class="hero">${roleWords(role)}</h2>
      ${card.items.map((item) => html`<section><h3>${item.title}</h3><p>${item.text}</p></section>`)}
      ${five ? html`<p><b>${five.items.map((item) => item.title).join(' · ')}</b></p>` : nothing}
      <p>Istirahat: ${pausesOf(v.day, role).map(([from, to]) => `${clockText(from)} sampai ${clockText(to)}`).join(', ')}. Minta diganti dulu; kotak tidak pernah ditinggal.</p>
    </main>
    <footer class="dock"><button class="btn btn-primary" type="button" @click=${() => globalThis.print()}>Cetak</button></footer>`;
}
