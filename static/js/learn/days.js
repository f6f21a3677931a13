/** Whole days in the time of the TPS: what the plan and the scheduler count in. The phone's clock is read from the log, never here. Pure. */

const MINUTE = 60_000;
const DAY = 86_400_000;
// By the first two digits of the kabupaten's code: Kalimantan Barat and Tengah keep western time; the last provinces eastern time.
const CENTRAL = new Set(['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76']);

/** Minutes ahead of UTC at a TPS, by its code (`3579...`): WIB, WITA or WIT. */
export function zoneOf(code) {
  const province = String(code ?? '').slice(0, 2);
  if (CENTRAL.has(province)) return 480;
  return Number(province) >= 81 ? 540 : 420;
}

/** Milliseconds of the clock -> number of the day there. */
export const dayOf = (wall, zone = 420) => Math.floor((wall + zone * MINUTE) / DAY);

/** A day's number -> "4 Feb". */
export function dayWords(day) {
  const [, month, date] = isoOf(day).split('-').map(Number);
  return `${date} ${MONTHS[month - 1]}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];

/** Days since 1970 -> "2024-02-14" (civil-from-days, integers only). */
export function isoOf(day) {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const two = (n) => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(doy - Math.floor((153 * mp + 2) / 5) + 1)}`;
}

/** "2024-02-14" -> days since 1970; null when it is no date. */
export function dayFromIso(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (!found) return null;
  const [year, month, date] = found.slice(1).map(Number);
  if (month < 1 || month > 12 || date < 1 || date > 31) return null;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468;
}
