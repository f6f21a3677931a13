/** Papers that say who somebody is: KTP-el in all its shapes, C.PEMBERITAHUAN, A-Surat Pindah Memilih. */
import { html, svg, nothing } from '../dom.js';
import { face, sameName } from './face.js';

export const stamp = html`<span class="stamp">SIMULASI</span>`;

// With a hyphen that does not break, so that no line ends in "KTP-".
const FORMS = {
  fisik: 'KTP‑el',
  foto: 'Foto KTP‑el di ponsel',
  ikd: 'Identitas Kependudukan Digital (IKD)',
  fotokopi: 'Fotokopi KTP‑el',
  suket: 'Surat keterangan perekaman KTP‑el',
  kk: 'Kartu Keluarga',
};

/** KTP-el and the papers people bring instead of it. */
export function ktpEl(card, ctx) {
  const bentuk = FORMS[card.bentuk] ? card.bentuk : 'fisik';
  const rows = [
    ['Nama', card.nama],
    ['Lahir', card.lahir],
    ['Alamat', card.alamat],
    ['Desa', card.desa],
    ['Kec.', card.kecamatan],
    ['Status', card.status],
  ].filter(([, value]) => value);
  const photo = bentuk !== 'kk';
  return html`<div class=${`id-shape id-${bentuk}`}>
    ${bentuk === 'ikd' || bentuk === 'foto' ? html`<p class="id-screen" aria-hidden="true"><span></span></p>` : nothing}
    <div class="id-face">
      <header class="doc-head"><h2>${FORMS[bentuk]}</h2>${stamp}</header>
      ${card.kabkota ? html`<p class="id-region">${card.kabkota.toUpperCase()}</p>` : nothing}
      ${card.nik ? html`<p class="nik"><span>NIK</span> ${card.nik}</p>` : nothing}
      <div class="id-body">
        <dl class="id-facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
        ${photo ? html`<svg class="id-photo" viewBox="0 0 64 80" role="img" aria-label=${photoWords(card, ctx)}><rect width="64" height="80" rx="3" class="id-photo-ground" /><g transform="translate(0 8)">${face(card.nama, sexOf(card.nama, ctx))}</g></svg>` : nothing}
      </div>
    </div>
  </div>`;
}

function photoWords(card, { step }) {
  if (!step.person) return 'Foto pada kartu';
  return sameName(step.person.nama, card.nama) ? 'Foto pada kartu: orang yang sama' : 'Foto pada kartu: wajah lain';
}

/** L or P of a name: the person standing here, else the DPT. */
function sexOf(name, { step, pack }) {
  if (step.person?.jk && sameName(step.person.nama, name)) return step.person.jk;
  for (const page of pack.raw.dpt.pages) for (const row of page.rows) if (row[1] === name) return row[2];
  return undefined;
}

export function cPemberitahuan(card, { pack }) {
  const suffix = pack.raw.ruleset.startsWith('pilkada') ? 'KWK' : 'KPU';
  return html`<header class="doc-head"><h2>C.PEMBERITAHUAN-${suffix}</h2>${stamp}</header>
    <p class="doc-line">Surat pemberitahuan pemungutan suara kepada pemilih</p>
    <dl class="id-facts">
      <dt>Nama</dt><dd>${card.nama}</dd>
      ${card.nomor ? html`<dt>No. DPT</dt><dd class="num">${card.nomor}</dd>` : nothing}
      <dt>TPS</dt><dd>${card.tps}${card.desa ? html`, ${card.desa}` : nothing}</dd>
      ${card.jam ? html`<dt>Waktu</dt><dd>${card.jam}</dd>` : nothing}
    </dl>
    <p class="tear" aria-hidden="true">Tanda terima</p>`;
}

export function aSuratPindah(card, { pack }) {
  const ticked = card.surat_suara ?? [];
  return html`<header class="doc-head"><h2>A-Surat Pindah Memilih</h2>${stamp}</header>
    <dl class="id-facts">
      <dt>Nama</dt><dd>${card.nama}</dd>
      ${card.asal ? html`<dt>Asal</dt><dd>${card.asal}</dd>` : nothing}
      ${card.tujuan ? html`<dt>Tujuan</dt><dd>${card.tujuan}</dd>` : nothing}
      ${card.alasan ? html`<dt>Alasan</dt><dd>${card.alasan}</dd>` : nothing}
    </dl>
    <p class="rights-title" id="hak-pindah">Surat suara yang diterima</p>
    <ul class="rights" aria-labelledby="hak-pindah">
      ${pack.raw.elections.map((election) => {
        const on = ticked.includes(election.id);
        return html`<li class=${on ? 'on' : ''}><svg class="box-mark" viewBox="0 0 22 22" aria-hidden="true"><rect x="2.5" y="4.5" width="15" height="15" />${on ? svg`<path d="M5 11l5 6L20.5 2" />` : ''}</svg>${election.short}<span class="hide-visually">: ${on ? 'dicentang' : 'tidak dicentang'}</span></li>`;
      })}
    </ul>`;
}
