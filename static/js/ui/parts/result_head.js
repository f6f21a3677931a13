/** What the day came to: points, knock-outs as words and never averaged, points per skill. */
import { html, svg, nothing } from '../dom.js';
import { icons } from './icons.js';

const BREACHES = { psu: 'kesalahan berakibat PSU', integritas: 'pelanggaran integritas', pidana: 'perbuatan yang dapat dipidana' };

export function resultHead(pack, score, rows) {
  const falls = rows.filter((row) => row.finding).length;
  return html`<section class="result-head" aria-label="Hasil">
    ${dial(score.points, score.max)}
    <div class="result-words">
      ${score.knockouts.length ? breaches(score.knockouts) : html`<p class="verdict tone-ok"><span class="sign">${icons.check}</span><b>Tanpa pelanggaran berat</b></p>`}
      ${falls ? html`<p class="verdict tone-wait"><span class="sign">${icons.link}</span><b>${falls} akibat muncul kemudian</b></p>` : nothing}
    </div>
  </section>`;
}

function breaches(knockouts) {
  const counts = new Map();
  for (const { code } of knockouts) counts.set(code, (counts.get(code) ?? 0) + 1);
  return html`${[...counts].map(([code, n]) => html`<p class="verdict tone-no"><span class="sign">${icons.alert}</span><b>${n} ${BREACHES[code] ?? code}</b></p>`)}
    <p class="soft">Tidak dirata-ratakan dengan nilai.</p>`;
}

/** A ring that fills with points; the figures stand inside. */
function dial(points, max) {
  const round = 2 * Math.PI * 52;
  const part = max ? (points / max) * round : 0;
  return html`<svg class="dial" viewBox="0 0 124 124" role="img" aria-label=${`${points} dari ${max} poin`}>
    <circle class="dial-track" cx="62" cy="62" r="52" />${part ? svg`<circle class="dial-part" cx="62" cy="62" r="52" stroke-dasharray=${`${part.toFixed(1)} ${round.toFixed(1)}`} transform="rotate(-90 62 62)" />` : ''}
    <text class="dial-points" x="62" y="68">${points}</text><text class="dial-max" x="62" y="90">dari ${max}</text>
  </svg>`;
}

/** Bars per skill, weakest first: what to practise. */
export function skillBars(pack, score) {
  const list = pack.raw.skills.filter((skill) => score.skills[skill.id]?.max).map((skill) => ({ ...skill, ...score.skills[skill.id] }));
  list.sort((one, other) => one.points * other.max - other.points * one.max);
  if (!list.length) return nothing;
  return html`<section class="card" aria-labelledby="kecakapan"><h2 id="kecakapan">Kecakapan</h2>
    <ul class="skills">${list.map((skill) => html`<li><span>${skill.label}</span><span class="num">${skill.points} / ${skill.max}</span><progress class="meter" max=${skill.max} value=${skill.points} aria-label=${skill.label}></progress></li>`)}</ul></section>`;
}
