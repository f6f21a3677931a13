/** A seat of a group session: sit down, wait for the others where one must, decide, wait again. With a network or alone with the pack. */
import { load } from '../../engine/index.js';
import { crewOf, dayOf, paceOf, readEvents, refusalWords } from '../../group/session.js';
import { html, nothing, render } from '../dom.js';
import { seatPicker, waitWords } from '../parts/crew_seats.js';
import { crewBoard } from '../parts/crew_board.js';
import { crewAct } from '../parts/crew_act.js';
import { icons } from '../parts/icons.js';
import { outcome, resultText } from '../parts/outcome.js';
import { table } from '../parts/table.js';
import { trouble } from '../parts/trouble.js';
import { createTurns } from '../parts/turns.js';

export async function open(root, [id], app) {
  let room, pack;
  try {
    room = await app.crew.open(id);
    if (!room) throw new Error('Sesi ini tidak ada di ponsel ini. Gabung lagi dengan kodenya.');
    pack = load(await app.packs.get(room.record.sesi.paket));
  } catch (error) {
    render(trouble(error, { retry: () => open(root, [id], app) }), root);
    return undefined;
  }
  const { record } = room;
  const wanted = new Set();
  let choosing = record.mine.length === 0;
  let watching = false;
  let step = null;
  let turn = ''; // the seat that decided last on this phone
  let sitting = false;
  let unseated = ''; // why sitting down failed on this phone
  const served = new Map(); // seat -> which voter it let go on, and when
  let tick = 0;

  const alone = () => record.mode === 'tanpa';

  /** Everything the screen needs, from the logs as they are now. */
  function look() {
    const seen = readEvents(id, record.events, room.own);
    const held = Object.entries(seen.holders);
    const mine = held.filter(([, h]) => room.own.has(h.attempt)).map(([role]) => role);
    const logs = alone() ? room.own : seen.logs;
    const crew = crewOf(pack, record.sesi, alone() ? [] : seen.acts, { alone: alone() ? mine : null });
    return { ...seen, mine, day: mine.length || !alone() ? dayOf(pack, crew, logs) : null };
  }

  /** Seconds until the next voter has walked to the table of this step. */
  function restOf(each, acts) {
    const was = served.get(each.role);
    return !was || !each.thread || each.thread === was.thread ? 0 : Math.ceil((was.at - room.now()) / 1000) + paceOf(record.sesi, acts);
  }

  /** What is to be decided here next: what was begun goes first, then whoever stands at a table already. */
  function next({ day, mine, acts }) {
    const open_ = mine.map((role) => day.open[role]).filter(Boolean).map((name) => pack.steps[pack.index.get(name)]);
    if (step && open_.includes(step)) return step;
    turns.draft = {};
    open_.sort((a, b) => pack.index.get(a.id) - pack.index.get(b.id));
    return open_.find((each) => restOf(each, acts) <= 0) ?? open_[0] ?? null;
  }

  /** The screen of this moment. */
  function screen() {
    const now = look();
    const { last } = turns;
    if (watching) return watched(now);
    if (choosing) return seats(now);
    if (now.day?.refused) return stuck(now.day.refused);
    if (last) return played(now, last.step, last.before, turns.result(outcome(pack, last, false), 'Lanjut', onward));
    if (!alone() && now.status === 'rencana') return lobby(now);
    if (now.day.state.done || (!alone() && now.status === 'selesai')) return finished();
    if (!alone() && now.status === 'jeda') return pause();
    if (!now.mine.length && record.mine.length) return replaced(now);
    const due = next(now);
    const rest = due && due !== step ? restOf(due, now.acts) : 0;
    step = rest > 0 ? null : due;
    if (!due) return waiting(now);
    if (rest > 0) {
      clearTimeout(tick);
      tick = setTimeout(turns.show, 1000);
      return message('Pemilih berikut berjalan ke meja Anda', `Sekitar ${rest} detik lagi.`);
    }
    return played(now, step, now.day.ahead, turns.problem(submit));
  }

  const frame = (title, body, dock) => html`<header class="bar"><a class="bar-back" href="#/gabung" aria-label="Ke daftar sesi">${icons.prev}</a><h1>${title}</h1>${link()}</header>
    <main class="page">${server()}${body}</main><footer class="dock">${dock}</footer>`;
  /** What became of the session on the server, when that is not what this phone knew. */
  const server = () => {
    if (room.gone) return html`<div class="notice notice-no" role="alert">${room.gone}</div>`;
    if (room.trouble && !choosing) return html`<div class="notice notice-no" role="alert"><b>Server tidak menerima satu catatan:</b> ${refusalWords(room.trouble)}. Catatannya tetap di ponsel ini; panggil pelatih.</div>`;
    if (!record.pulih) return nothing;
    return html`<div class="notice notice-wait" role="alert"><b>Server dipulihkan dari cadangan.</b> Jawaban regu dikirim ulang sendiri; tidak ada yang perlu dijawab lagi. Pelatih mungkin perlu mengulang yang ia lakukan tadi, misalnya memulai hari. <button class="btn" type="button" @click=${() => room.change({ pulih: 0 })}>Mengerti</button></div>`;
  };
  const link = () => html`<span class="chip" role="status">${alone() ? 'tanpa jaringan' : room.gone ? 'tidak ada di server' : room.online === false ? 'sambungan putus' : room.online ? 'tersambung' : 'menyambung'}</span>`;
  const message = (title, text, dock = menu()) => frame(record.sesi.nama || 'Latihan regu', html`<div class="page-middle wait-here"><p class="title" role="status">${title}</p><p class="soft">${text}</p></div>${notes()}`, dock);
  const menu = () => html`<button class="btn" type="button" @click=${() => { choosing = true; turns.show(); }}>Kursi</button>`;

  const seats = ({ holders, mine }) => frame('Pilih kursi', html`
      <p class="soft">${pack.raw.title}: ${pack.raw.tps.nama}, ${pack.raw.tps.desa} (rekaan). Satu ponsel boleh memegang beberapa kursi.</p>
      ${room.trouble ? html`<div class="notice notice-wait" role="alert"><b>Kursi belum didapat.</b> ${refusalWords(room.trouble)}. Pilih lagi; tidak ada jawaban yang hilang.</div>` : nothing}
      ${unseated ? html`<div class="notice notice-no" role="alert"><b>Kursi belum didapat.</b> ${unseated}</div>` : nothing}
      ${room.online === false && !alone() ? html`<div class="notice notice-wait"><b>Tidak tersambung.</b> Bila tempat latihan memang tanpa jaringan, mainkan kursi Anda bersama paket; catatan dikumpulkan pelatih sesudahnya.</div>` : nothing}
      ${app.profile.kind === 'tamu' ? html`<label class="field">Nama panggilan<input class="input" maxlength="40" autocomplete="off" .value=${record.nama ?? ''} @change=${(e) => room.change({ nama: e.target.value.trim() })} /></label>` : nothing}
      ${seatPicker({ pack, holders: alone() ? {} : holders, mine, wanted, planned: record.sesi.kursi, tap, choose })}
      ${mine.length ? nothing : html`<label class="check-line"><input type="checkbox" .checked=${alone()} @change=${(e) => room.change({ mode: e.target.checked ? 'tanpa' : 'jaringan' }).then(modeChanged)} /><span>Tempat ini tanpa jaringan: saya bermain bersama paket</span></label>
        <label class="check-line" ?hidden=${!alone()}><input type="checkbox" .checked=${Boolean(record.replaces)} @change=${(e) => room.change({ replaces: e.target.checked })} /><span>Saya menggantikan ponsel lain di kursi ini</span></label>
        ${alone() ? nothing : html`<button class="btn" type="button" @click=${() => { watching = true; turns.show(); }}>Mengamati saja</button>`}`}`,
    html`${mine.length ? html`<button class="btn" type="button" @click=${() => { choosing = false; turns.show(); }}>Kembali</button>` : nothing}<button class="btn btn-primary" type="button" ?disabled=${!wanted.size || sitting} @click=${sit}>${wanted.size > 1 ? `Duduk di ${wanted.size} kursi` : 'Duduk'}</button>`);

  const lobby = ({ holders, mine }) => frame(record.sesi.nama || 'Latihan regu', html`<p class="title" role="status">Menunggu pelatih memulai hari</p>
      <ul class="plain-list stack">${pack.raw.roles.map((role) => html`<li class="row"><span class="grow">${role.label}</span><span class="soft">${mine.includes(role.id) ? 'Anda' : (holders[role.id]?.nama ?? (record.sesi.kursi.includes(role.id) ? 'belum ada' : 'paket'))}</span></li>`)}</ul>`, menu());
  const replaced = ({ holders }) => {
    const seats = record.mine.flatMap((each) => each.claims).map((claim) => claim.split(':')[0]);
    const who = [...new Set(seats.map((role) => holders[role]?.nama || 'ponsel lain'))].join(' dan ');
    return message('Kursi Anda sudah digantikan', `${who} melanjutkannya. Jawaban Anda sampai tadi tersimpan dan ikut dihitung.`);
  };
  /** An observer sees what the crew does, not what it has not noticed yet. */
  const watched = (now) => frame('Mengamati regu', html`${now.day.refused ? nothing : crewBoard({ pack, ...now, nama: record.sesi.nama, kode: record.sesi.kode, laju: paceOf(record.sesi, now.acts), quiet: true })}
      <p class="soft">Pilih satu meja untuk diperhatikan. Catat apa yang Anda lihat; sampaikan saat meninjau, bukan sekarang.</p>`,
    html`<button class="btn" type="button" @click=${() => { watching = false; turns.show(); }}>Kursi</button>${now.day.state?.done || now.status === 'selesai' ? html`<a class="btn btn-primary" href=${`#/tinjau_regu/${id}`}>Tinjau</a>` : nothing}`);
  const pause = () => message('Dijeda oleh pelatih', 'Lihat ke depan. Jawaban Anda tersimpan.');
  const waiting = (now) => message(waitWords(pack, now.day, now.holders, now.mine), 'Layar ini berganti sendiri.');
  const finished = () => message('Hari regu selesai', alone() ? 'Serahkan catatan kursi Anda kepada pelatih.' : 'Pelatih membuka tinjauan.', html`<a class="btn" href=${`#/kumpul/${id}`}>Serahkan catatan</a><a class="btn btn-primary" href=${`#/tinjau_regu/${id}`}>Tinjau</a>`);
  const stuck = (code) => message('Catatan regu tidak cocok satu sama lain', `${refusalWords(code)}. Jawaban Anda tersimpan; panggil pelatih.`);

  const notes = () => {
    const { acts, mine } = look();
    const fresh = acts.filter((a) => a.act === 'kejadian' && mine.includes(a.kursi) && !(record.handled ?? []).includes(a.n));
    return fresh.map((a) => html`<div class="notice notice-wait incident" role="alert"><b>${a.teks}</b><button class="btn" type="button" @click=${() => room.change({ handled: [...(record.handled ?? []), a.n] })}>Sudah kami tangani</button></div>`);
  };

  const played = (now, at, state, below) => {
    const { last, draft, change, focus, busy, settled } = turns;
    const view = table({ pack, state, step: at, draft, change, submit, focus, idle: busy || !settled, shown: last?.answer, leave: '#/gabung' });
    return html`${view.head}<main class="page table">${!alone() && room.online === false && !room.gone ? html`<p class="seat-now" role="status">Sambungan putus. Jawaban tersimpan di ponsel ini dan dikirim sendiri nanti.</p>` : nothing}${server()}${turnOf(now.mine, at.role)}${notes()}${view.body}</main>
      <footer class=${`dock play-dock${settled ? '' : ' settling'}`}>${below}${last ? nothing : view.dock}</footer>
      <p class="hide-visually" role="status" aria-live="polite">${last ? resultText(last) : ''}</p>`;
  };
  /** Several seats on one phone: whose turn it is, and that it changed hands. */
  const turnOf = (mine, role) => {
    if (mine.length < 2) return nothing;
    const name = (id) => pack.raw.roles.find((each) => each.id === id)?.label ?? id;
    const moved = !turns.last && turn && turn !== role;
    return html`<p class=${`seat-now${moved ? ' seat-moved' : ''}`} role="status" data-seat-now>${moved ? 'Pindah meja. ' : ''}Giliran <b>${name(role)}</b></p>`;
  };
  const tap = (role) => {
    wanted[wanted.has(role) ? 'delete' : 'add'](role);
    turns.show();
  };
  const choose = (roles) => {
    wanted.clear();
    roles.forEach((role) => wanted.add(role));
    turns.show();
  };
  const modeChanged = () => {
    if (alone()) room.stop();
    else room.start();
    turns.show();
  };

  async function sit() {
    sitting = true;
    room.trouble = unseated = '';
    const { holders } = look();
    const turn = (role) => (alone() ? (record.replaces ? 1 : 0) : (holders[role]?.turn ?? -1) + 1);
    try {
      await room.sit([...wanted].map((role) => `${role}:${turn(role)}`));
      wanted.clear();
      choosing = false;
      if (!alone()) await room.push().catch((e) => console.warn('kursi', e));
      if (room.trouble) choosing = true;
    } catch (error) {
      unseated = error.message;
    }
    sitting = false;
    turns.show();
  }

  async function submit(answer) {
    if (turns.last) return;
    if (await turns.commit(step, answer)) turns.turn('.outcome-wrap');
  }

  const kept = (act) => {
    turn = act.step.role;
    step = null;
    if (act.step.thread) served.set(turn, { at: room.now(), thread: act.step.thread });
  };

  const onward = () => {
    turns.fresh();
    turns.turn();
  };

  const turns = createTurns({
    root,
    draw: () => render(screen(), root),
    judge: (_, event) => crewAct(pack, look().day, pack.steps[pack.index.get(event.step)], event.answer),
    append: (event) => room.append(look().holders[event.role].attempt, event),
    kept,
  });
  const unwatch = room.watch(() => { if (!turns.busy && !sitting) turns.show(); });
  if (!alone()) room.start();
  turns.turn();
  return () => {
    unwatch();
    room.stop();
    turns.stop();
    clearTimeout(tick);
  };
}
