/** The invitation: code, name, PIN. Once, with signal; then this phone belongs to that member. */
import { isPin } from '../../platform/pin.js';
import { here } from '../../platform/browser.js';
import { toBase64Url } from '../../platform/base64.js';
import { signingKey } from '../../store/keys.js';
import { claimSeat, openInvitation } from '../../sync/enrol.js';
import { html, nothing, render } from '../dom.js';
import { embeddedHint } from '../parts/embedded.js';
import { frameBar, roleWords, tpsWords } from '../parts/frame.js';
import { pinEntry, weakPin } from '../parts/pin_entry.js';
import { refusal } from '../parts/refusal.js';

const CODE = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/;

/** What people type: spaces, small letters, a missing dash. */
export function normalCode(text) {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return plain.length === 10 ? `${plain.slice(0, 5)}-${plain.slice(5)}` : text.toUpperCase().trim();
}

const askCode = (v) => html`<main class="page">
    ${embeddedHint(here())}
    <h2 class="title">Masukkan kode undangan</h2>
    <p class="soft">Sepuluh huruf dan angka dari PPS, tertulis di undangan atau di bawah kode QR.</p>
    <form id="kode-form" @submit=${v.submitCode} novalidate>
      <label class="field"
        >Kode undangan
        <input class="input code-input" name="kode" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="14"
          placeholder="XXXXX-XXXXX" .value=${v.code} aria-invalid=${v.bad ? 'true' : 'false'} aria-describedby="kode-bad" />
      </label>
      <p id="kode-bad" class="pin-bad" role="alert">${v.bad}</p>
    </form>
  </main>
  <footer class="dock"><button class="btn btn-primary" form="kode-form">Lanjut</button></footer>`;

const waiting = (text) => html`<main class="page page-middle" aria-busy="true"><p class="title" role="status">${text}</p></main>`;

const askName = (v) => html`<main class="page">
  ${embeddedHint(here())}
  <div>
    <h2 class="title">Siapa Anda?</h2>
    <p class="soft">${tpsWords(v.tps.nomor)} · ${v.tps.desa}, ${v.tps.kecamatan}</p>
  </div>
  <ul class="stack plain-list">
    ${v.members.map(
      (m) => html`<li>
        <button class="btn btn-left person" @click=${() => v.choose(m)}>
          <span class="grow"><b>${m.nama}</b><br /><span class="soft">${roleWords(m.peran)}</span></span>
          ${m.terdaftar ? html`<span class="chip">sudah terdaftar</span>` : nothing}
        </button>
      </li>`
    )}
  </ul>
  <p class="soft">Nama Anda tidak ada? Hubungi PPS.</p>
</main>`;

const askPin = (v) => html`<main class="page">
  <p class="soft"><b>${v.member.nama}</b> · ${roleWords(v.member.peran)}</p>
  ${v.member.terdaftar && !v.first
    ? html`<div class="notice notice-wait">Nama ini sudah terdaftar di sebuah ponsel. Lanjutkan hanya bila ini Anda; PPS melihat ponsel yang baru.</div>`
    : nothing}
  ${pinEntry({
    value: v.pin,
    label: v.first ? 'Ketik sekali lagi' : 'Buat PIN 6 angka',
    help: v.first ? 'PIN yang sama.' : 'PIN menjaga latihan Anda di ponsel ini, dan ditanya setiap kali aplikasi dibuka.',
    bad: v.bad,
    change: v.changePin,
  })}
  ${v.guests
    ? html`<label class="check-line"
        ><input type="checkbox" .checked=${v.take} @change=${(e) => (v.take = e.target.checked)} />
        <span>Bawa ${v.guests} latihan tanpa undangan di ponsel ini ke nama saya</span></label
      >`
    : nothing}
</main>`;

const PAGES = {
  kode: askCode,
  buka: () => waiting('Membuka undangan ...'),
  nama: askName,
  pin: askPin,
  simpan: () => waiting('Menyimpan ...'),
  tolak: (v) => refusal(v.error, { again: v.again, other: v.otherCode }),
};

async function guestAttempts() {
  const { attemptsOf } = await import('../../store/attempts.js');
  return (await attemptsOf('tamu')).length;
}

async function takeGuestAttempts(to) {
  const { giveAttempts } = await import('../../store/attempts.js');
  await giveAttempts('tamu', to);
  const { sealOld } = await import('../../store/sweep.js');
  await sealOld(to); // what a guest writes lies open; from now on it is somebody's
}

export async function open(root, params, app) {
  const v = { page: 'kode', code: normalCode(params[0] ?? ''), bad: '', pin: '', first: '', take: true, guests: 0 };
  const draw = (change = {}) => {
    Object.assign(v, change);
    render(html`${frameBar({ title: 'Undangan', back: '#/' })}${PAGES[v.page](v)}`, root);
  };

  async function openCode() {
    draw({ page: 'buka', again: openCode });
    try {
      const { tps, members } = await openInvitation(v.code);
      draw({ page: 'nama', tps, members });
      // While the person chooses a name and a PIN, the day and the checklist come in; the install page shows what became of it.
      app.full().then(() => app.readiness.prepare()).catch(() => {});
    } catch (error) {
      draw({ page: 'tolak', error });
    }
  }

  async function save(pin) {
    draw({ page: 'simpan', again: () => save(pin) });
    try {
      const { pub } = await signingKey(v.member.id);
      const { token, member, ...given } = await claimSeat(v.code, v.member.id, toBase64Url(pub), await app.session.closedBoxes(v.member.id));
      const profile = await app.session.enrol(member, token, pin, given);
      if (v.take && v.guests) await takeGuestAttempts(profile.id);
      history.replaceState(null, '', '#/'); // the code does not stay in the history of a shared phone
      app.navigate('#/pasang');
    } catch (error) {
      draw({ page: 'tolak', error });
    }
  }

  v.submitCode = (e) => {
    e.preventDefault();
    v.code = normalCode(new FormData(e.target).get('kode'));
    if (!CODE.test(v.code)) return draw({ bad: 'Kode terdiri dari 5 + 5 huruf atau angka. Periksa lagi.' });
    draw({ bad: '' });
    return openCode();
  };
  v.otherCode = () => draw({ page: 'kode', code: '', bad: '' });
  v.choose = async (member) => draw({ member, page: 'pin', pin: '', first: '', bad: '', guests: await guestAttempts() });
  v.changePin = (pin) => {
    if (!isPin(pin)) return draw({ pin, bad: '' });
    if (!v.first) {
      const weak = weakPin(pin);
      return weak ? draw({ pin: '', bad: weak }) : draw({ pin: '', first: pin, bad: '' });
    }
    if (pin !== v.first) return draw({ pin: '', first: '', bad: 'Kedua PIN tidak sama. Mulai lagi.' });
    return save(pin);
  };

  draw();
  if (CODE.test(v.code)) await openCode();
}
