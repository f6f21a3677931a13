/** Logs of seats from hand to hand: show one's own as a running QR code or a file; on the trainer's phone collect them, see who is missing, carry them home. */
import { saveFile } from '../../platform/browser.js';
import { paintQr } from '../../platform/qr_encode.js';
import { CameraError, scan } from '../../platform/qr_scan.js';
import { signingKey } from '../../store/keys.js';
import { identity } from '../../store/meta.js';
import { BundleError } from '../../group/bundle.js';
import { decoder, encoder } from '../../group/frames.js';
import { openLogs, sealLogs, takeLogs } from '../../group/handoff.js';
import { readEvents, refusalWords } from '../../group/session.js';
import { html, nothing, render } from '../dom.js';
import { icons } from '../parts/icons.js';
import { trouble } from '../parts/trouble.js';

const FRAME_MS = 120;
const FATES = { baru: 'diterima', sudah: 'sudah ada, tidak berubah', 'signature-invalid': 'tidak dipakai: tanda tangannya tidak cocok' };

export async function open(root, [id], app) {
  let room, raw;
  try {
    room = await app.crew.open(id);
    if (!room) throw new Error('Sesi ini tidak ada di ponsel ini. Gabung lagi dengan kodenya.');
    raw = await app.packs.get(room.record.sesi.paket);
  } catch (error) {
    render(trouble(error, { retry: () => open(root, [id], app) }), root);
    return undefined;
  }
  const { record } = room;
  let told = [];
  let said = '';
  let showing = null; // {frame, n, timer}
  let camera = null; // {stop, got, count}

  const seen = () => readEvents(id, record.events, new Map([...room.own, ...Object.entries(record.others)]));
  const nameOf = (attempt) => record.names[attempt] ?? (room.own.has(attempt) ? record.nama || app.profile.nama : '');

  const show = () => {
    const { holders, logs } = seen();
    render(html`<header class="bar"><a class="bar-back" href=${`#/regu/${id}`} aria-label="Ke sesi">${icons.prev}</a><h1>Kumpulkan catatan</h1></header>
      <main class="page">
        ${said ? html`<div class="notice notice-wait" role="alert">${said}</div>` : nothing}
        ${told.length ? html`<ul class="notice plain-list" role="status">${told.map((t) => html`<li data-fate=${t.fate}><b>${t.name || 'tanpa nama'}</b>: ${FATES[t.fate] ?? `tidak dipakai: ${refusalWords(t.fate)}`}</li>`)}</ul>` : nothing}
        <section aria-labelledby="kursi"><h2 id="kursi">Kursi</h2><ul class="plain-list stack">${raw.roles.map((role) => html`<li class="row" data-seat=${role.id}><span class="one-line">${role.label}</span>${seat(holders[role.id], logs)}</li>`)}</ul></section>
        ${Object.keys(record.others).length ? html`<section aria-labelledby="bawa"><h2 id="bawa">Catatan yang dibawa</h2><ul class="plain-list stack">${Object.entries(record.others).map(([attempt, lines]) => html`<li class="row"><span class="grow">${nameOf(attempt) || 'tanpa nama'}: ${seatsOf(lines)}</span><button class="btn" type="button" @click=${() => aside(attempt)}>Sisihkan</button></li>`)}</ul></section>` : nothing}
        <section class="stack" aria-labelledby="serah"><h2 id="serah">Serahkan</h2><p class="soft">Catatan di ponsel ini (${logs.size}), dikumpulkan ponsel pelatih.</p>
          <canvas class="qr-screen" ?hidden=${!showing} aria-label="Kode QR yang berjalan"></canvas>
          <div class="pair"><button class="btn" type="button" ?disabled=${!logs.size} @click=${showing ? still : run}>${showing ? 'Tutup kode' : 'Tampilkan kode QR'}</button><button class="btn" type="button" ?disabled=${!logs.size} @click=${file}>Simpan berkas</button></div></section>
        <section class="stack" aria-labelledby="terima"><h2 id="terima">Terima</h2>
          <video class="scan-picture" muted playsinline ?hidden=${!camera} aria-label="Gambar kamera"></video>
          ${camera ? html`<p role="status">${camera.count ? `${camera.got} dari ${camera.count} bagian` : 'Arahkan ke kode yang berjalan.'}</p>` : nothing}
          <button class="btn" type="button" @click=${camera ? dark : look}>${camera ? 'Tutup kamera' : 'Pindai kode QR'}</button>
          <label class="field">Berkas catatan<input class="input" type="file" multiple accept=".simtps" @change=${fromFiles} /></label></section>
      </main>
      <footer class="dock">${Object.keys(record.others).length ? html`<p class="soft" role="status">${home()}</p>` : nothing}<a class="btn btn-primary" href=${`#/tinjau_regu/${id}`}>Tinjau regu</a></footer>`, root);
  };

  const seatsOf = (lines) => JSON.parse(lines[0])[2].slice(5).map((claim) => raw.roles.find((role) => role.id === claim.split(':')[0])?.label ?? claim).join(', ');
  /** Out of the crew's day, not out of this phone. */
  const aside = (attempt) => {
    const { [attempt]: out, ...others } = record.others;
    return room.change({ others, aside: { ...record.aside, [attempt]: out } });
  };

  const seat = (held, logs) => (held ? html`<span>${nameOf(held.attempt) || held.nama || 'ada'}</span><span class="chip chip-ok">${logs.get(held.attempt).length - 1} keputusan</span>` : html`<span class="soft">belum ada</span>`);
  const home = () => (room.online ? 'Catatan yang dibawa terkirim ke server saat tersambung.' : 'Catatan yang dibawa dikirim ke server begitu ada sambungan.');

  async function bytes() {
    const who = await identity();
    const { profile } = app;
    const member = profile.kind === 'anggota' ? { member_id: profile.id, kab: Number(String(profile.tps ?? '').slice(0, 4)) || 0 } : { member_id: '', kab: 0 };
    const logs = new Map([...room.own, ...Object.entries(record.others)]);
    return sealLogs({ sesi: record.sesi, pack: raw, logs, names: nameOf, who: { device_id: who.device_id, ...member }, key: await signingKey(profile.id) });
  }

  async function run() {
    const { frame } = encoder(await bytes());
    showing = { n: 0 };
    show();
    const canvas = root.querySelector('canvas');
    const side = Math.max(240, Math.min(420, canvas.parentElement.clientWidth)) * (globalThis.devicePixelRatio || 1);
    const step = () => {
      paintQr(canvas, frame(showing.n), side);
      showing.n += 1;
      showing.timer = setTimeout(step, FRAME_MS);
    };
    step();
    canvas.scrollIntoView({ block: 'center' });
  }
  function still() {
    clearTimeout(showing?.timer);
    showing = null;
    show();
  }
  async function file() {
    saveFile(`regu-${record.sesi.kode}-${(app.profile.nama || 'ponsel').replace(/\W+/g, '-')}.simtps`, await bytes(), 'application/octet-stream');
  }

  async function take(parts) {
    told = [];
    said = '';
    for (const part of parts) {
      try {
        const next = takeLogs(await openLogs(part, record.sesi, raw), room.own, record.others, record.names);
        told.push(...next.told);
        await room.change({ others: next.others, names: next.names });
      } catch (e) {
        if (!(e instanceof BundleError)) throw e;
        said = `Itu bukan catatan kursi yang utuh (${e.code}). Tidak ada yang berubah; minta diserahkan sekali lagi.`;
      }
    }
    show();
  }
  const fromFiles = async (event) => {
    const parts = [];
    for (const each of event.target.files) parts.push(new Uint8Array(await each.arrayBuffer()));
    event.target.value = '';
    await take(parts);
  };

  async function look() {
    const video = root.querySelector('video');
    const collect = decoder();
    try {
      const stop = await scan(video, (text) => {
        const fate = collect.add(text);
        if (fate === 'asing' || !camera) return;
        Object.assign(camera, { got: collect.state.got, count: collect.state.count });
        if (fate !== 'utuh') return show();
        const { data } = collect.state;
        dark();
        take([data]);
      });
      camera = { stop, got: 0, count: 0 };
      show();
    } catch (e) {
      if (!(e instanceof CameraError)) throw e;
      said = 'Kamera tidak terbuka. Izinkan kamera di setelan peramban, atau pakai berkas.';
      show();
    }
  }
  function dark() {
    camera?.stop();
    camera = null;
    show();
  }

  const unwatch = room.watch(show);
  room.start(); // whatever was carried goes home whenever there is a network
  show();
  return () => {
    unwatch();
    room.stop();
    clearTimeout(showing?.timer);
    camera?.stop();
  };
}
