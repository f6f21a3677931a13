/** Who uses this phone: choose a name, give the PIN. Wrong PINs cost time, never data. */
import { countDown } from '../../platform/browser.js';
import { wallMs } from '../../platform/clock.js';
import { isPin } from '../../platform/pin.js';
import { html, nothing, render } from '../dom.js';
import { frameBar, whoWords } from '../parts/frame.js';
import { pinEntry, waitWords } from '../parts/pin_entry.js';

const people = (v) => html`<main class="page">
    <h2 class="title">Siapa yang memakai ponsel ini?</h2>
    <ul class="stack plain-list">
      ${v.people.map(
        (p) => html`<li>
          <button class="btn btn-left person" @click=${() => v.choose(p)}>
            <span class="grow"><b>${p.nama}</b><br /><span class="soft">${p.kind === 'tamu' ? 'Tanpa undangan' : whoWords(p)}</span></span>
            ${v.current === p.id ? html`<span class="chip chip-ok">sedang dipakai</span>` : nothing}
          </button>
        </li>`
      )}
    </ul>
    <p class="soft">Setiap orang hanya melihat latihannya sendiri.</p>
  </main>
  <footer class="dock">
    <a class="btn" href="#/undangan">Tambah orang dengan undangan</a>
    ${v.people.some((p) => p.kind === 'tamu') ? nothing : html`<button class="btn btn-quiet" @click=${v.guest}>Pakai tanpa undangan</button>`}
    ${v.current ? html`<button class="btn btn-quiet" @click=${v.lock}>Kunci sekarang</button>` : nothing}
  </footer>`;

const badWords = (v) => (v.left > 0 ? `${v.wrong ? 'PIN salah. ' : ''}Tunggu ${waitWords(v.left)}.` : v.wrong ? 'PIN salah. Coba lagi.' : '');

const pin = (v) => html`<main class="page">
    <div>
      <h2 class="title">${v.who.nama}</h2>
      <p class="soft">${whoWords(v.who)}</p>
    </div>
    ${pinEntry({ value: v.pin, label: 'PIN', bad: badWords(v), busy: v.busy, blocked: v.left > 0, change: v.change })}
  </main>
  <footer class="dock">
    ${v.people.length > 1 ? html`<button class="btn" @click=${v.back}>Bukan saya</button>` : nothing}
    <details class="plain-details">
      <summary>Lupa PIN?</summary>
      <p class="soft">Minta undangan baru kepada PPS, khusus untuk Anda, lalu pilih nama yang sama dan buat PIN baru. Latihan di ponsel ini tidak hilang.</p>
      <a class="btn" href="#/undangan">Masukkan undangan</a>
    </details>
  </footer>`;

export async function open(root, params, app) {
  const target = params[0] || '#/';
  const v = { people: await app.session.list(), current: app.profile?.id ?? '', who: null, pin: '', left: 0, wrong: false, busy: false };
  let stop = null;
  let live = true;
  const draw = (change = {}) => {
    Object.assign(v, change);
    if (live) render(html`${frameBar({ title: v.who ? 'Masukkan PIN' : 'Ganti orang', back: v.current ? '#/' : '' })}${v.who ? pin(v) : people(v)}`, root);
  };

  function wait(ms) {
    stop?.();
    stop = ms > 0 ? countDown(wallMs() + ms, (left) => draw({ left, busy: false })) : null;
    if (!ms) draw({ left: 0 });
  }

  v.choose = async (who) => {
    if (who.id === v.current) return app.navigate('#/');
    if (who.kind === 'tamu') return v.guest();
    draw({ who, pin: '', wrong: false });
    return wait(await app.session.waitOf(who.id));
  };
  v.guest = async () => {
    await app.session.enterGuest();
    app.navigate('#/');
  };
  v.lock = () => {
    app.session.lock();
    draw({ current: '', who: null });
  };
  v.back = () => {
    stop?.();
    draw({ who: null, left: 0, wrong: false });
  };
  v.change = async (digits) => {
    draw({ pin: digits, wrong: v.wrong && digits === '' });
    if (!isPin(digits) || v.busy) return;
    draw({ busy: true });
    const { profile, wait: ms, wrong } = await app.session.unlock(v.who.id, digits);
    if (profile) return app.navigate(target);
    draw({ pin: '', busy: false, wrong: Boolean(wrong) });
    wait(ms);
  };

  const last = await app.session.lastUsed();
  const members = v.people.filter((p) => p.kind === 'anggota');
  const first = members.find((p) => p.id === last) ?? (members.length === 1 && v.people.length === 1 ? members[0] : null);
  draw();
  if (!v.current && first) await v.choose(first);
  return () => {
    live = false;
    stop?.();
  };
}
