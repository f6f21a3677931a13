/** Letters of the inbox as cards: a meeting, a note, a corrected mark. `when` writes a time, `mine` holds the attempts on this phone. */
import { html, nothing } from '../dom.js';

const fresh = (row) => (row.read < row.rev ? html`<span class="chip chip-wait">baru</span>` : nothing);
const STATES = { rencana: 'direncanakan', selesai: 'sudah berlangsung', batal: 'dibatalkan' };
const WHOM = { anda: 'Untuk Anda', regu: 'Untuk regu Anda', desa: 'Untuk semua anggota di desa' };

const task = (each, when) => html`<li>${each.isi} <span class="soft">${each.selesai ? 'selesai' : `sampai ${when(each.tenggat)}`}</span></li>`;

/** Attendance is said on the day itself: from an hour before until half a day after the beginning. */
const BEFORE_MS = 3_600_000;
const AFTER_MS = 43_200_000;
const timely = (m, now) => m.keadaan !== 'batal' && now > m.mulai - BEFORE_MS && now < m.mulai + AFTER_MS;

/** `there`: the phone's own row when this person has said so; `come()` says it. */
export function meeting(row, when, { now, there, come }) {
  const m = row.body;
  return html`<article class="card stack">
    <div>${fresh(row)} <b>${when(m.mulai)}</b> <span class="chip">${STATES[m.keadaan] ?? m.keadaan}</span></div>
    <h3>${m.topik || m.nama}</h3>
    <div class="soft">${m.nama} · ${m.tempat} · pemandu ${m.pemandu}</div>
    ${m.tugas.length ? html`<div><b>Tugas Anda</b><ul>${m.tugas.map((each) => task(each, when))}</ul></div>` : nothing}
    ${m.langkah ? html`<div><b>Langkah berikut:</b> ${m.langkah}</div>` : nothing}
    ${there ? html`<p class="chip chip-ok" role="status">Anda menandai hadir${there.told ? '' : ', dikirim saat ada sinyal'}.</p>` : timely(m, now) ? html`<button class="btn btn-primary" type="button" data-hadir=${row.id} @click=${come}>Saya hadir</button>` : nothing}
  </article>`;
}

const lookBack = (id, mine) => (id && mine.has(id) ? html`<a class="btn" href=${`#/tinjau/${id}`}>Lihat percobaannya</a>` : nothing);

export function note(row, when, mine) {
  const n = row.body;
  return html`<article class="card stack">
    <div>${fresh(row)} <span class="soft">${WHOM[n.untuk] ?? ''} · ${when(n.pada)}</span></div>
    ${n.topik ? html`<h3>${n.topik}</h3>` : nothing}
    ${n.judul_langkah ? html`<div class="soft">Tentang keputusan: ${n.judul_langkah}</div>` : nothing}
    <p>${n.teks}</p>
    ${n.latihan ? html`<a class="btn btn-primary" href=${`#/kilat/${n.latihan.pokok}/${n.latihan.soal}`}>Kerjakan latihan</a>` : nothing}
    ${lookBack(n.percobaan, mine)}
  </article>`;
}

export function correction(row, when, mine) {
  const c = row.body;
  return html`<article class="card stack">
    <div>${fresh(row)} <span class="soft">${when(c.pada)}</span></div>
    <h3>Dinilai ulang: ${c.dari[0]} dari ${c.dari[1]} menjadi ${c.ke[0]} dari ${c.ke[1]}</h3>
    <p>Aturannya diperbaiki: ${c.alasan}</p>
    ${lookBack(c.percobaan, mine)}
  </article>`;
}
