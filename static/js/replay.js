/** Entry of the PPS page: fetch one recording and its pack, show it step by step. */
import { open } from './ui/views/putar_ulang.js';

const SHEETS = ['play', 'denah', 'paper', 'ballot', 'answer', 'review'];

function dress() {
  for (const href of [...SHEETS.map((name) => `/static/css/parts/${name}.css`), '/static/css/replay.css']) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    document.head.append(link);
  }
}

async function get(url) {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

async function begin(root) {
  try {
    const recording = await get(root.dataset.url);
    const pack = await get(`/packs/${recording.pack_hash}.json`);
    dress();
    root.replaceChildren();
    root.classList.add('replay');
    open(root, { ...recording, pack });
  } catch (error) {
    console.error(error);
    const said = document.createElement('p');
    said.className = 'card';
    said.textContent = 'Putar ulang belum bisa dimuat. Ringkasannya ada di atas; muat ulang halaman untuk mencoba lagi.';
    root.replaceChildren(said);
  }
}

const root = document.getElementById('putar-ulang');
if (root) begin(root);
