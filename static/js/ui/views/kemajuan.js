/** My progress: readiness for my role, the plan, before and after, and what is still missing for the certificate. */
import { calendarOf } from '../../learn/calendar.js';
import { gainWords } from '../../learn/gain.js';
import { fiveMinutes, standing } from '../../learn/standing.js';
import { dayWords } from '../../learn/days.js';
import { saveFile } from '../../platform/browser.js';
import { formatWall, wallMs } from '../../platform/clock.js';
import { notesOf } from '../../store/notes.js';
import { html, nothing, render } from '../dom.js';
import { wordOfTrainer } from '../learn/knowing.js';
import { frameBar, roleWords } from '../parts/frame.js';
import { icons } from '../parts/icons.js';
import { trouble } from '../parts/trouble.js';

const STATES = {
  siap: { word: 'siap', chip: 'chip-ok' },
  hampir: { word: 'hampir', chip: 'chip-wait' },
  belum: { word: 'perlu latihan', chip: 'chip-no' },
  kosong: { word: 'belum dicoba', chip: '' },
};
const PLAN = { selesai: 'selesai', hari_ini: 'hari ini', lewat: 'terlewat', nanti: 'nanti' };

export async function open(root, params, app) {
  let live = true;
  try {
    const { told, meetings, letters } = await wordOfTrainer(app);
    const s = await standing(app, wallMs(), { notes: new Set(Object.keys(await notesOf(app.profile.id))), told, letters });
    if (live) render(page(s, meetings, app), root);
  } catch (error) {
    render(trouble(error, { retry: () => open(root, params, app) }), root);
  }
  return () => {
    live = false;
  };
}

function page(s, meetings, app) {
  const next = fiveMinutes(s);
  return html`${frameBar({ title: 'Kemajuan saya', back: '#/' })}
    <main class="page">
      <a class="card card-main card-tap" href=${next.href}><span class="soft">Lima menit berikutnya</span><span class="card-title">${next.title}</span><span class="soft">${next.why}</span></a>
      ${s.open ? html`<div class="notice notice-no" role="status"><b>Pelanggaran integritas terbuka.</b> Tidak dirata-ratakan dengan nilai apa pun. Pulihkan: 7 dari 8 dilema berturut-turut tepat, tanpa pelanggaran.</div>` : nothing}
      ${plan(s, meetings)} ${meeting(meetings)}
      <section class="card" aria-labelledby="kesiapan"><h2 id="kesiapan">Kesiapan ${app.profile.peran ? roleWords(app.profile.peran) : 'regu'}</h2>
        <p class="soft">Lima jawaban terbaru tiap kecakapan, dari latihan, uji, simulasi, dan latihan regu.</p>
        ${s.skills.map((each) => html`<div class="skill-row"><span>${each.label}</span><span class=${`chip ${STATES[each.state].chip}`}>${STATES[each.state].word}</span>
          <progress class="meter" max="5" value=${each.right} aria-label=${`${each.label}: ${each.right} dari ${each.of} tepat`}></progress></div>`)}
      </section>
      ${tests(s)}
      <section class="card stack" aria-labelledby="sertifikat"><h2 id="sertifikat">Sertifikat</h2>
        ${s.mastery.met
          ? html`<p>Semua syarat terpenuhi.</p><a class="btn btn-primary" href="#/sertifikat">Lihat sertifikat</a>`
          : html`<p>Masih kurang:</p><ul class="bullets">${s.mastery.missing.map((each) => html`<li data-kurang=${each.code}>${each.text}</li>`)}</ul>`}
      </section>
    </main>
    <footer class="dock"><a class="btn btn-primary" href="#/kilat">Latihan kilat</a></footer>`;
}

const plan = (s, meetings) => html`<section class="card stack" aria-labelledby="rencana"><h2 id="rencana">Rencana latihan</h2>
  <ol class="plan">${s.plan.map((each) => html`<li class=${each.state}><b>${each.label}</b><span>${dayWords(each.day)}</span><span>${PLAN[each.state]}</span></li>`)}</ol>
  <p class="soft">${s.streak > 1 ? `${s.streak} hari latihan terencana berturut-turut.` : s.streak === 1 ? 'Satu hari latihan terencana selesai.' : 'Belum ada hari terencana yang selesai berturut-turut.'} Sehari dihitung bila lima soal dijawab.</p>${reminder(s, meetings)}</section>`;

/** The phone's own calendar reminds, also while this app is closed. */
function reminder(s, meetings) {
  const text = calendarOf({ plan: s.plan, meetings, now: wallMs() });
  return text ? html`<button class="btn" type="button" @click=${() => saveFile('latihan-kpps.ics', text, 'text/calendar')}>Ingatkan lewat kalender ponsel</button>` : nothing;
}

/** The forum: what PPS planned, as it came with the last sending. */
const meeting = (meetings) =>
  meetings.length
    ? html`<section class="card stack" aria-labelledby="forum"><h2 id="forum">Pertemuan kelompok</h2>
        ${meetings.map((each) => html`<p><b>${each.nama}</b>${each.keadaan ? html` <span class="chip">${each.keadaan}</span>` : nothing}<br /><span class="soft">${[each.mulai ? formatWall(each.mulai) : '', each.tempat, each.pemandu].filter(Boolean).join(' · ')}</span></p>
          ${each.topik ? html`<p>Topik: ${each.topik}.${each.langkah ? ` Langkah berikutnya: ${each.langkah}` : ''}</p>` : nothing}
          ${each.tugas?.length ? html`<ul class="bullets">${each.tugas.map((task) => html`<li>${task.isi}${task.tenggat ? ` (${typeof task.tenggat === 'number' ? formatWall(task.tenggat) : task.tenggat})` : ''}: ${task.selesai ? 'selesai' : 'terbuka'}</li>`)}</ul>` : nothing}
          ${each.keterampilan ? html`<a class="btn" href=${`#/kilat/skill:${each.keterampilan}/8`}>Latihan topik ini</a>` : nothing}`)}</section>`
    : nothing;

function tests(s) {
  const labels = new Map(s.skills.map((each) => [each.skill, each.label]));
  if (!s.gain) {
    return html`<section class="card stack"><h2>Sebelum dan sesudah</h2><p>${s.tests.before ? 'Uji awal tersimpan; nilainya terlihat sesudah uji akhir.' : 'Uji awal belum dikerjakan.'}</p></section>`;
  }
  const { gain } = s;
  return html`<section class="card stack" aria-labelledby="uji"><h2 id="uji">Sebelum dan sesudah</h2>
    <p><b class="num" data-awal>${gain.pre}%</b> menjadi <b class="num" data-akhir>${gain.post}%</b>. Peningkatan ternormalkan: <b data-gain>${gain.gain === null ? '' : `${gain.gain / 100} `.replace('.', ',')}${gainWords(gain.gain)}</b>.</p>
    <div class="wide" tabindex="0" role="group" aria-label="Tabel per kecakapan"><table class="gain"><thead><tr><th scope="col">Kecakapan</th><th scope="col">awal</th><th scope="col">akhir</th><th scope="col">naik</th></tr></thead>
      <tbody>${gain.skills.map((each) => html`<tr><th scope="row">${labels.get(each.skill) ?? each.skill}</th><td class="num">${each.pre}%</td><td class="num">${each.post}%</td><td>${gainWords(each.gain)}</td></tr>`)}</tbody></table></div>
    ${gain.losses.length ? html`<p>${icons.alert} ${gain.losses.length} hal yang dulu tepat kini keliru: latihan kilat mendahulukannya.</p>` : nothing}
    ${gain.confident.length ? html`<p>${icons.alert} <b>${gain.confident.length} jawaban keliru padahal Anda yakin.</b> Inilah yang paling perlu diulang.</p>` : nothing}</section>`;
}
