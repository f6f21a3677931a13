/** The only place that asks what time it is. Wall time may be wrong and is never trusted; mono time only goes forward. */
let base = null;

/** Milliseconds since 1970 by the phone's own clock. */
export const wallMs = () => Date.now();

/** Whole milliseconds since this run of the app first asked. */
export function monoMs() {
  const now = performance.now();
  base ??= now;
  return Math.round(now - base);
}

/** What a line of the log says of time: to a tenth of a second. Nobody decides faster, and it halves what a log weighs. */
export const tenths = (ms) => Math.round(ms / 100) * 100;

/** The hour (0-23) on this phone, for the greeting only. */
export const localHour = () => new Date().getHours();

/** A short Indonesian date and time for people; no line ends inside it. */
export const formatWall = (ms) =>
  new Date(ms).toLocaleString('id-ID', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).replace(/ /g, '\u00a0');

/** The minute of the day (0-1439) on this phone, for showing only. */
export function localMinute() {
  const now = new Date();
  return now.getHours() * 60 + now.getMinutes();
}

/** The day as 2026-11-24, for names of files. */
export const formatDay = (ms) => new Date(ms).toLocaleDateString('sv-SE');
