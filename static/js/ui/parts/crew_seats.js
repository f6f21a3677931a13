/** Who sits where: tap a seat to take it; one that is held can be taken over. */
import { html, nothing } from '../dom.js';

// Neighbours at the tables: three phones are enough for a house.
const NEIGHBOURS = [['kpps_1', 'kpps_2', 'kpps_3'], ['kpps_4', 'kpps_5'], ['kpps_6', 'kpps_7']];

function quick(pack, holders, choose) {
  const free = NEIGHBOURS.filter((group) => group.every((id) => !holders[id] && pack.raw.roles.some((role) => role.id === id)));
  if (!free.length) return nothing;
  const words = (group) => `KPPS ${group[0].slice(-1)}–${group[group.length - 1].slice(-1)}`;
  return html`<div class="stack" role="group" aria-label="Beberapa kursi sekaligus"><p class="soft">Ponselnya hanya tiga? Satu ponsel untuk satu deretan meja:</p><div class="crew-quick">${free.map((group) => html`<button type="button" class="btn" @click=${() => choose(group)}>${words(group)}</button>`)}</div></div>`;
}

/** @param {{pack: any, holders: any, mine: string[], wanted: Set<string>, planned: string[], tap: (role: string) => void, choose: (roles: string[]) => void}} p */
export const seatPicker = ({ pack, holders, mine, wanted, planned, tap, choose }) => html`${quick(pack, holders, choose)}<ul class="crew-seats plain-list" aria-label="Kursi">
  ${pack.raw.roles.map((role) => {
    const held = holders[role.id];
    const own = mine.includes(role.id);
    const words = own ? 'kursi Anda' : held ? `${held.nama || 'ponsel lain'} duduk di sini` : planned.includes(role.id) ? 'kosong' : 'dimainkan paket';
    return html`<li><button type="button" class=${`btn btn-left crew-seat${held ? ' held' : ''}`} aria-pressed=${String(own || wanted.has(role.id))} ?disabled=${own} @click=${() => tap(role.id)}>
      <span class="grow"><b>${role.label}</b><br /><span class="soft">${words}${held && !own && wanted.has(role.id) ? ': Anda menggantikannya' : ''}</span></span>${own || wanted.has(role.id) ? html`<span class="chip chip-ok">${own ? 'Anda' : 'dipilih'}</span>` : nothing}
    </button></li>`;
  })}
</ul>`;

/** Who waits for whom, in words. */
export function waitWords(pack, day, holders, roles) {
  const label = (id) => {
    const role = pack.raw.roles.find((r) => r.id === id);
    return `${role?.label ?? id}${holders[id]?.nama ? ` (${holders[id].nama})` : ''}`;
  };
  const awaited = [...new Set(roles.map((role) => day.waits[role]).filter(Boolean))];
  return awaited.length ? `Menunggu ${awaited.map(label).join(' dan ')}.` : 'Meja Anda selesai untuk saat ini.';
}
