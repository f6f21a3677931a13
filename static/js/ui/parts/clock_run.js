/** The clock of the TPS runs on to the next decision instead of jumping. Only looks: nothing waits for it, and a reader hears the time once (its label). */
import { clockText } from './format.js';

const TICKS = 12;
const EVERY_MS = 55;

let finish = () => {};

/** What the clock under `root` shows: {day, minute}, or null where there is none. */
export function readClock(root) {
  const clock = root.querySelector('.tps-clock');
  return clock && { day: clock.dataset.day, minute: Number(clock.dataset.minute) };
}

/** From what it showed before to what it shows now; a clock of another day, or one that would go back, is simply set. */
export function runClock(root, before) {
  finish();
  const now = before && readClock(root);
  if (!now || now.day !== before.day || now.minute <= before.minute || still()) return;
  const face = [...root.querySelectorAll('.tps-clock span')[0].childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data);
  let tick = 0;
  const timer = setInterval(() => {
    tick += 1;
    if (tick >= TICKS) finish();
    else face.data = clockText(Math.round(before.minute + ((now.minute - before.minute) * tick) / TICKS));
  }, EVERY_MS);
  face.data = clockText(before.minute);
  finish = () => {
    clearInterval(timer);
    face.data = clockText(now.minute);
    finish = () => {};
  };
}

/** Nobody who asked for rest, by the phone or by the theme, sees it run. */
const still = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--quick')) === 0;
