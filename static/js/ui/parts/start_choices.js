/** What is chosen before a day begins: the pack, the seat on the floor plan, the moment of explanation. */
import { html, nothing } from '../dom.js';

export const CREW = 'regu';

const SIZES = { singkat: 'singkat, sekitar 15 menit', sedang: 'sedang, sekitar 45 menit', penuh: 'satu TPS penuh, untuk kelompok' };
const RULES = { 'pemilu-2024': 'aturan Pemilu 2024', 'pilkada-2024': 'aturan Pilkada 2024' };

export function packList(days, chosen, choose) {
  if (days.length < 2) return chosen ? html`<p class="soft">${chosen.title}: ${aboutPack(chosen)}</p>` : nothing;
  return html`<fieldset class="choices"><legend>Hari yang mana?</legend>
    ${days.map((pack) => html`<label class="choice-card"><input type="radio" name="paket" .checked=${pack === chosen} @change=${() => choose(pack)} /><span><b>${pack.title}</b><small>${aboutPack(pack)}</small></span></label>`)}
  </fieldset>`;
}

const aboutPack = (pack) => [SIZES[pack.size] ?? pack.size, RULES[pack.ruleset] ?? pack.ruleset].filter(Boolean).join(' · ');

/** The seats where they stand in the room, each with its work in one word (pungut-s51, pungut-s52, pungut-s49); an empty one has nothing to decide in this pack. */
export function seatMap(pack, counts, seat, choose) {
  const one = (id, label, what) =>
    html`<label class="seat-pick"><input type="radio" name="kursi" .checked=${seat === id} ?disabled=${!counts[id]} @change=${() => choose(id)} /><span><b>${label}</b><small>${what}</small></span></label>`;
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return html`<fieldset class="choices"><legend>Anda duduk di mana?</legend>
    <div class="room">
      <p class="room-word" aria-hidden="true">masuk</p>
      <div class="room-desk room-in">${one('kpps_4', 'KPPS 4', 'periksa')}${one('kpps_5', 'KPPS 5', 'catat')}</div>
      <div class="room-desk room-main">${one('kpps_2', 'KPPS 2', 'siapkan')}${one('kpps_1', 'KPPS 1', 'Ketua')}${one('kpps_3', 'KPPS 3', 'terima')}</div>
      <div class="room-desk room-box">${one('kpps_6', 'KPPS 6', 'kotak')}</div>
      <div class="room-desk room-ink">${one('kpps_7', 'KPPS 7', 'tinta')}</div>
      <p class="room-word room-out" aria-hidden="true">keluar</p>
    </div>
    <label class="choice-card"><input type="radio" name="kursi" .checked=${seat === CREW} @change=${() => choose(CREW)} /><span><b>Seluruh regu, saya sendiri</b><small>Ketujuh meja bergantian, ${total} keputusan</small></span></label>
  </fieldset>`;
}

export const modes = (mode, choose) => html`<fieldset class="choices"><legend>Kapan penjelasannya?</legend>
  <label class="choice-card"><input type="radio" name="cara" .checked=${mode === 'langsung'} @change=${() => choose('langsung')} /><span><b>Sesudah setiap keputusan</b><small>Cocok untuk belajar</small></span></label>
  <label class="choice-card"><input type="radio" name="cara" .checked=${mode === 'akhir'} @change=${() => choose('akhir')} /><span><b>Nanti, saat meninjau</b><small>Seperti hari yang sungguh</small></span></label>
</fieldset>`;
