/** Letters of the inbox as cards: a meeting, a note, a corrected mark. `when` writes a time, `mine` holds the attempts on this phone. */
import { html, nothing } from '../dom.js';

const fresh = (row) => (row.read < row.rev ? html`<span class="chip chip-wait">baru</span>` : nothing);
const STATES = { rencana: 'direncanakan', selesai: 'sudah berlangsung', batal: 'dibatalkan' };
const WHOM = { anda: 'Untuk Anda', regu: 'Untuk regu Anda', desa: 'Untuk semua anggota di desa' };

const task = (each, when) => html`<li>${each.isi} <span class="soft">${each.selesai ? 'selesai' : `sampai ${when(each.tenggat)}`}</span></li>`;

export function meeting(row, when) {
  const m = row.body;
  return html`<article class="card stack">
    <div>${fresh(row)} <b>${when(m.mulai)}</b> <span class="chip">${STATES[m.keadaan] ?? m.keadaan}</span></div>
    <h3>${m.topik || m.nama}</h3>
    <div class="soft">${m.nama} · ${m.tempat} · pemandu ${m.pemandu}</div>
    ${m.tugas.length ? html`<div><b>Tugas Anda</b><ul>${m.tugas.map((each) => task(each, when))}</ul></div>` : nothing}
    ${m.langkah ? html`<div><b>Langkah berikut:</b> ${m.langkah}</div>` : nothing}
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
