/** The trainer's board: the room with its queue, what each table does and for whom it waits, stock, clock, box, and mistakes nobody has noticed yet. */
import { list_slips } from '../../engine/index.js';
import { html, nothing } from '../dom.js';
import { denah } from './denah.js';
import { clockText, dayText, momentText } from './format.js';

const STOCK = ['surat_suara_tidak_digunakan_', 'surat_suara_digunakan_', 'surat_suara_di_kotak_'];

/** @param {{pack: any, day: any, holders: any, acts: any[], status: string, nama: string, kode: string, laju: number, quiet?: boolean}} p - `quiet` says nothing of mistakes nobody has noticed yet */
export function crewBoard({ pack, day, holders, acts, status, nama, kode, laju, quiet = false }) {
  const idle = status === 'rencana' && day.state.seq === 0; // carried home from a place without a network it was never begun here
  const here = idle ? null : pack.steps[Math.min(day.state.at, pack.steps.length - 1)];
  const open = Object.values(day.open).map((id) => pack.steps[pack.index.get(id)]);
  const voters = new Set(open.map((step) => step.thread).filter(Boolean));
  const queue = new Set(pack.steps.slice(day.state.at).filter((step) => step.thread && !voters.has(step.thread)).map((step) => step.thread));
  const shown = open.find((step) => step.place) ?? open[0];
  const unseen = list_slips(pack, day.ahead).filter((slip) => slip.fate !== 'tertangkap');
  return html`<section class="card crew-head"><div class="row"><h2 class="grow">${nama}</h2><span class="chip" data-status=${status}>${idle ? 'belum dimulai' : day.state.done ? 'hari selesai' : status}</span></div>
      <p class="crew-clock num">${here ? `${dayText(here.day)}, ${clockText(here.minute)}` : `kode ${kode}`}</p><p class="soft">${here ? `kode ${kode} · ${day.state.seq} keputusan · ${Math.round((100 * day.state.at) / pack.steps.length)}% hari` : 'Tekan “Mulai hari” setelah semua duduk. Kursi kosong dimainkan paket.'}</p>
      ${here && shown?.place ? denah(pack, shown.place, open.map((step) => step.role), queue.size, [], shown.thread ?? shown.id) : nothing}
      ${here ? html`<p class="soft">${queue.size} pemilih belum maju. Jeda antarpemilih: <span class="num" data-laju>${laju}</span> detik.</p>` : nothing}</section>
    <section class="card" aria-labelledby="meja"><h2 id="meja">Meja</h2><ul class="plain-list crew-tables">${pack.raw.roles.map((role) => seat(pack, day, holders, role, here))}</ul></section>
    ${here ? numbers({ pack, day, unseen, quiet }) : nothing}
    ${acts.some((a) => a.teks) ? html`<section class="card" aria-labelledby="kejadian"><h2 id="kejadian">Kejadian</h2><ul class="plain-list">${acts.filter((a) => a.teks).map((a) => html`<li>${a.kursi ? `${label(pack, a.kursi)}: ` : ''}${a.teks}${fate(a)}</li>`)}</ul></section>` : nothing}`;
}

/** What became of an incident; a note needs nothing. */
const fate = (a) => (a.act !== 'kejadian' ? nothing : html` <span class=${a.handled ? 'chip chip-ok' : 'chip chip-wait'} data-handled=${a.handled ? '1' : '0'}>${a.handled ? 'sudah ditangani' : 'belum ditangani'}</span>`);

const numbers = ({ pack, day, unseen, quiet }) => html`${quiet ? nothing : html`<section class="card" aria-labelledby="belum"><h2 id="belum">Belum disadari regu</h2>
      ${unseen.length ? html`<ul class="plain-list stack">${unseen.map((slip) => html`<li data-step=${slip.step}><b>${label(pack, slip.role)}</b>, ${momentText(step(pack, slip.step))}: ${step(pack, slip.step).title}${slip.nets.some((net) => !net.right) ? html` <span class="soft">dan diteruskan ${label(pack, slip.nets.find((net) => !net.right).role)}</span>` : nothing}</li>`)}</ul>` : html`<p>Tidak ada.</p>`}</section>`}
    <section class="card" aria-labelledby="stok"><h2 id="stok">Surat suara</h2><table class="crew-table"><thead><tr><th scope="col">Jenis</th><th scope="col">Di meja</th><th scope="col">Dipakai</th><th scope="col">Di kotak</th></tr></thead><tbody>
      ${pack.raw.elections.map((e) => html`<tr><th scope="row">${e.short}</th>${STOCK.map((name) => html`<td class="num">${day.ahead.counters[name + e.id.toLowerCase()] ?? '–'}</td>`)}</tr>`)}</tbody></table></section>`;

const step = (pack, id) => pack.steps[pack.index.get(id)];
const label = (pack, id) => pack.raw.roles.find((role) => role.id === id)?.label ?? id;

function seat(pack, day, holders, role, began) {
  const held = holders[role.id];
  const open = day.open[role.id];
  const waits = day.waits[role.id];
  const does = !began ? (held ? 'sudah duduk' : 'kosong') : !held ? 'dimainkan paket' : open ? `memutuskan: ${step(pack, open).title}` : waits ? `menunggu ${label(pack, waits)}` : 'tidak ada yang ditunggu';
  return html`<li class="crew-table-row" data-seat=${role.id} data-does=${!held ? 'paket' : open ? 'buka' : waits ? 'tunggu' : 'selesai'}><b>${role.label}</b> <span>${held ? held.nama || 'anggota regu' : ''}</span><br /><span class="soft">${does}</span></li>`;
}
