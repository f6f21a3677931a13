/** QR codes for the screen, by the vendored `uqr`: text in the smallest code that holds it. */
import { encode } from '../../vendor/uqr-0.1.3/uqr.js';

const QUIET = 4; // modules of white around the code, as the standard asks

/** Rows of booleans (true is dark), quiet zone included. `ecc` L, M, Q or H. */
export const qrRows = (text, ecc = 'L') => encode(text, { ecc, border: QUIET }).data;

/** For an SVG: `{size, path}`, one unit a module. */
export function qrPath(text, ecc = 'M') {
  const rows = qrRows(text, ecc);
  const path = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return { size: rows.length, path };
}

/** Paint on a canvas, each module the same whole number of pixels, as large as fits into `side` pixels. */
export function paintQr(canvas, text, side, ecc = 'L') {
  const rows = qrRows(text, ecc);
  const scale = Math.max(1, Math.floor(side / rows.length));
  const size = rows.length * scale;
  if (canvas.width !== size) Object.assign(canvas, { width: size, height: size });
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = '#000';
  rows.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect(x * scale, y * scale, scale, scale)));
}
