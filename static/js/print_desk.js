/** Entry of the paper twin: every ballot as a picture in place of its words. What it needs stands in the page, so that it is done before the page counts as loaded. */
import { render } from './ui/dom.js';
import { drawing } from './ui/parts/ballot_paper.js';

/** Ballots drawn; a layout is copied because the kept drawing hangs in one place only. */
function drawBallots({ surat_suara, tata_letak }) {
  const figures = [...document.querySelectorAll('[data-ballot]')];
  for (const figure of figures) {
    const ballot = surat_suara[figure.dataset.ballot];
    const layout = tata_letak[ballot.layout];
    const place = figure.querySelector('.surat-gambar');
    place.replaceChildren();
    render(drawing({ ...layout }, ballot, figure.dataset.ballot, { least: layout.width / 90 }), place);
  }
  return figures.length;
}

const said = document.getElementById('siap-cetak');
const button = document.getElementById('cetak');
try {
  const drawn = drawBallots(JSON.parse(document.getElementById('gambar').dataset.isi));
  document.body.dataset.siap = '1';
  said.textContent = drawn ? `Siap dicetak: ${drawn} surat suara sudah digambar.` : 'Siap dicetak.';
  button.disabled = false;
  button.addEventListener('click', () => globalThis.print());
} catch (error) {
  console.error(error);
  said.textContent = 'Surat suara belum bisa digambar. Tidak ada yang hilang; muat ulang halaman ini sebelum mencetak.';
}
