/** Begin: which day, which seat, and when the explanation comes. */
import { html, nothing, render } from '../dom.js';
import { ENGINE_VERSION, load } from '../../engine/index.js';
import { icons } from '../parts/icons.js';
import { packList, modes, seatMap, CREW } from '../parts/start_choices.js';
import { trouble } from '../parts/trouble.js';

export async function open(root, [wanted], app) {
  let days;
  try {
    days = (await app.packs.list()).filter((pack) => pack.kind === 'hari');
  } catch (error) {
    render(trouble(error, { retry: () => open(root, [wanted], app) }), root);
    return;
  }
  let chosen = days.find((pack) => pack.hash === wanted) ?? days[0];
  let pack = null;
  let seat = app.profile?.peran ?? CREW;
  let mode = 'langsung';
  let busy = false;
  let failure = null;

  async function choose(next) {
    chosen = next;
    pack = null;
    failure = null;
    show();
    try {
      const loaded = load(await app.packs.get(next.hash));
      if (chosen !== next) return;
      pack = loaded;
      if (seat !== CREW && !counts()[seat]) seat = CREW;
    } catch (error) {
      failure = error;
    }
    show();
  }

  const counts = () => {
    const own = {};
    for (const step of pack.steps) if (step.kind !== 'checklist') own[step.role] = (own[step.role] ?? 0) + 1;
    return own;
  };

  async function begin() {
    if (busy || !pack) return;
    busy = true;
    failure = null;
    show();
    try {
      const seats = seat === CREW ? pack.raw.roles.map((role) => role.id) : [seat];
      const attempt = await app.attempts.create({ pack_hash: chosen.hash, engine: String(ENGINE_VERSION), ruleset: pack.raw.ruleset, mode, seats });
      app.navigate(`#/main/${attempt.id}`);
    } catch (error) {
      failure = error;
      busy = false;
      show();
    }
  }

  const set = (what) => (value) => {
    if (what === 'seat') seat = value;
    else mode = value;
    show();
  };

  const show = () => {
    const own = pack ? counts() : {};
    const total = Object.values(own).reduce((sum, n) => sum + n, 0);
    const n = seat === CREW ? total : own[seat];
    render(html`<header class="bar"><a class="bar-back" href="#/" aria-label="Ke beranda">${icons.prev}</a><h1>Mulai simulasi</h1></header>
      <main class="page start">
        ${days.length ? nothing : html`<p class="notice notice-wait"><b>Belum ada paket latihan di ponsel ini.</b> Paket diunduh sendiri saat ada sinyal. Buka beranda untuk melihat kemajuannya.</p>`}
        ${packList(days, chosen, choose)}
        ${pack ? html`${seatMap(pack, own, seat, set('seat'))} ${modes(mode, set('mode'))}` : nothing}
      </main>
      <footer class="dock">
        ${failure ? html`<p class="notice notice-no" role="alert"><b>Simulasi belum bisa dimulai.</b> ${failure.message} Yang sudah tersimpan tetap aman.</p>` : nothing}
        ${days.length
          ? html`<button class="btn btn-primary" type="button" ?disabled=${!pack || busy} @click=${begin}>${pack ? `Mulai: ${seatWords(pack, seat)}, ${n} keputusan` : 'Membuka paket ...'}</button>`
          : html`<a class="btn btn-primary" href="#/">Ke beranda</a>`}
      </footer>`, root);
  };

  if (chosen) await choose(chosen);
  else show();
}

const seatWords = (pack, seat) => (seat === CREW ? 'seluruh regu' : (pack.raw.roles.find((role) => role.id === seat)?.label ?? seat));
