/** The debrief of a crew: points per seat, what passed which table, what it did to the forms, the day table by table, questions. One crew or two. */
import { faultless_day, findings, form_differences, list_slips, seat_scores } from '../../engine/index.js';
import { html, nothing } from '../dom.js';
import { icons } from './icons.js';
import { spoken } from './history.js';
import { momentText, printedLine } from './format.js';

const FATE = {
  tertangkap: ['ok', 'tertangkap meja berikutnya'],
  lolos: ['no', 'lolos'],
  tanpa_jaring: ['wait', 'tidak ada meja yang bisa melihatnya lagi'],
};
const OUTCOME = { salah: 'keliru', kurang: 'kurang', lebih: 'lebih dari haknya' };
const SEVERITY = { psu: 'dapat berakibat pemungutan suara ulang', hitung_ulang: 'dapat berakibat penghitungan ulang', catat: 'perlu dicatat' };

const stepOf = (pack, id) => pack.steps[pack.index.get(id)];
const roleWords = (pack, id) => pack.raw.roles.find((role) => role.id === id)?.label ?? id;

/** What the numbers say; pure, so that tests can look at it. */
export function debriefOf(pack, day) {
  const { state } = day;
  return {
    slips: list_slips(pack, state),
    scores: seat_scores(pack, state),
    differences: form_differences(state, faultless_day(pack)),
    findings: findings(pack, state),
  };
}

/** @param {{pack: any, crews: {name: string, day: any, holders: any, acts: any[]}[], questions: string[]}} p */
export function crewDebrief({ pack, crews, questions }) {
  const told = crews.map((crew) => ({ ...crew, ...debriefOf(pack, crew.day) }));
  return html`<article class=${crews.length > 1 ? 'crew-debrief two' : 'crew-debrief'}>
    <h1>Tinjauan regu</h1>
    <p class="soft">${pack.raw.title}. ${pack.raw.tps.nama}, ${pack.raw.tps.desa}: TPS, nama, partai, dan calon di sini rekaan.</p>
    ${part('Nilai per kursi', 'nilai', told, (crew) => seats(pack, crew))}
    ${part('Yang lolos dan yang tertangkap', 'lolos', told, (crew) => slips(pack, crew))}
    ${part('Akibatnya pada C.HASIL', 'akibat', told, (crew) => forms(pack, crew))}
    ${questions.length ? html`<section class="card" aria-labelledby="tanya"><h2 id="tanya">Untuk dibicarakan</h2><ol>${questions.map((q) => html`<li>${q}</li>`)}</ol></section>` : nothing}
    ${part('Hari itu, meja demi meja', 'meja', told, (crew) => tables(pack, crew))}
    ${part('Catatan', 'catatan', told, (crew) => remarks(pack, crew))}
  </article>`;
}

const part = (title, id, crews, one) => html`<section class="card" aria-labelledby=${id}><h2 id=${id}>${title}</h2>
  <div class="crew-columns">${crews.map((crew) => html`<div>${crews.length > 1 ? html`<h3>${crew.name}</h3>` : nothing}${one(crew)}</div>`)}</div></section>`;

function seats(pack, { scores, holders, day }) {
  return html`<table class="crew-table"><thead><tr><th scope="col">Kursi</th><th scope="col">Oleh</th><th scope="col" class="num">Poin</th></tr></thead><tbody>
    ${pack.raw.roles.map(({ id, label }) => html`<tr data-seat=${id}><th scope="row">${label}</th><td>${scores[id] ? holders[id]?.nama || 'anggota regu' : 'paket'}</td><td class="num one-line">${scores[id] ? `${scores[id].points} / ${scores[id].max}` : '–'}</td></tr>`)}
  </tbody></table>
  ${day.state.knockouts.map(({ step }) => html`<p class="verdict tone-no"><span class="sign">${icons.alert}</span><b>Pelanggaran berat: ${roleWords(pack, stepOf(pack, step).role)}, ${momentText(stepOf(pack, step))}</b></p>`)}`;
}

function slips(pack, { slips: list, findings: fired, day }) {
  if (!list.length) return html`<p>Tidak ada yang keliru.</p>`;
  return html`<ul class="plain-list stack">${list.map((slip) => {
    const step = stepOf(pack, slip.step);
    const [tone, words] = FATE[slip.fate];
    return html`<li class=${`slip tone-${tone}`} data-step=${slip.step} data-fate=${slip.fate}>
      <p><b>${roleWords(pack, slip.role)}${slip.auto ? ' (paket)' : ''}, ${momentText(step)}</b>: ${step.title}</p>
      <p>${chosen(pack, slip.step, day.state.answers.find((a) => a.step === slip.step).outcome)}</p>
      <p class="verdict"><span class="sign">${tone === 'ok' ? icons.check : icons.alert}</span><b>${words}</b></p>
      ${slip.nets.map((net) => html`<p class="soft">${roleWords(pack, net.role)} ${!net.right ? 'meneruskannya' : slip.fate === 'tertangkap' ? 'menghentikannya' : 'tidak menghentikannya'}: ${stepOf(pack, net.step).title}</p>`)}
      ${slip.findings.map((id) => html`<p class="soft">Akibat: ${fired.find((f) => f.id === id)?.title ?? id}</p>`)}
    </li>`;
  })}</ul>`;
}

const chosen = (pack, id, outcome) => html`<span class="soft">Yang dilakukan:</span> ${spoken(stepOf(pack, id), outcome)?.text ?? OUTCOME[outcome] ?? outcome}`;

function forms(pack, { differences, findings: fired }) {
  return html`${differences.length
    ? html`<table class="crew-table"><thead><tr><th scope="col">Baris</th><th scope="col">Regu</th><th scope="col">Tanpa salah</th></tr></thead><tbody>
        ${differences.map(([form, field, here, there]) => html`<tr data-line=${`${form}/${field}`}><th scope="row">${lineWords(pack, form, field)}</th><td class="num">${number(here)}</td><td class="num">${number(there)}</td></tr>`)}
      </tbody></table>`
    : html`<p>Semua formulir sama dengan hari tanpa salah.</p>`}
  ${fired.map((f) => html`<div class="consequence" data-finding=${f.id}><p class="verdict tone-wait"><span class="sign">${icons.alert}</span><b>${f.title}</b></p><p>${f.text}</p><p class="soft">${SEVERITY[f.severity] ?? ''}</p></div>`)}`;
}

const number = (n) => (n < 0 ? 'tidak diisi' : n);

function lineWords(pack, form, field) {
  for (const step of pack.steps) {
    const found = step.form === form && step.fields?.find((each) => each.id === field);
    if (found) return `${form.replace(/^([cd])_/, '$1.').replace(/_/g, ' ').toUpperCase()}, ${printedLine(found.line) === found.line ? `${found.line} ` : ''}${found.label}`;
  }
  return `${form} ${field}`;
}

function tables(pack, { day }) {
  return html`${pack.raw.roles.map(({ id, label }) => {
    const mine = day.state.answers.filter((answer) => stepOf(pack, answer.step).role === id);
    return html`<details class="crew-row" ?open=${false}><summary><b>${label}</b> <span class="dots" aria-hidden="true">${mine.map((a) => html`<span class=${`dot-${a.auto ? 'auto' : a.right ? 'ok' : 'no'}`}></span>`)}</span> <span class="soft">${mine.filter((a) => a.right).length} dari ${mine.length} tepat</span></summary>
      <ol class="plain-list">${mine.map((a) => html`<li><span class="num">${momentText(stepOf(pack, a.step))}</span> ${stepOf(pack, a.step).title}: <b>${a.right ? 'tepat' : 'keliru'}</b>${a.auto ? ' (paket)' : ''}</li>`)}</ol></details>`;
  })}`;
}

function remarks(pack, { day, acts }) {
  const list = (ids, words) => (ids.length ? html`<p>${words}: ${ids.map((id) => `${roleWords(pack, stepOf(pack, id).role)} ${momentText(stepOf(pack, id))}`).join(', ')}.</p>` : nothing);
  const notes = acts.filter((a) => a.act === 'kejadian' || a.act === 'catat');
  return html`${day.state.done ? nothing : html`<p><b>Hari ini belum selesai.</b> Yang terlihat baru sampai keputusan terakhir.</p>`}
    ${day.missing.length ? html`<p>Dimainkan paket karena tidak ada catatannya: ${day.missing.map((id) => roleWords(pack, id)).join(', ')}.</p>` : nothing}
    ${list(day.covered, 'Dimainkan paket untuk kursi yang ada orangnya')}
    ${list(day.unreached, 'Dijawab, tetapi tidak terjadi pada hari regu ini')}
    ${list(day.conflicts.map(([id]) => id), 'Dijawab dua kali atau tidak bisa dipakai')}
    ${notes.map((a) => html`<p>${a.kursi ? `${roleWords(pack, a.kursi)}: ` : ''}${a.teks}${a.act === 'kejadian' ? html` <b>${a.handled ? 'Ditangani regu.' : 'Belum dinyatakan ditangani.'}</b>` : nothing}</p>`)}
    ${notes.length || day.covered.length || day.unreached.length || day.missing.length ? nothing : html`<p>Tidak ada.</p>`}`;
}
