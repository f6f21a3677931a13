/** Signing on the screen: a line drawn with the finger, or one's name typed. Only that it was signed is kept, never the line itself. */
import { html } from '../dom.js';

const WIDTH = 320;
const HEIGHT = 120;
const ENOUGH = 24; // units of line that are more than a slip of the finger

/** A pad; `changed(length)` tells how much line there is. Wired by events on the canvas. */
export function pad(changed) {
  let from = null;
  let length = 0;
  const at = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) * WIDTH) / box.width, ((event.clientY - box.top) * HEIGHT) / box.height];
  };
  const down = (event) => {
    from = at(event);
    event.currentTarget.setPointerCapture?.(event.pointerId);
  };
  const move = (event) => {
    if (!from) return;
    const to = at(event);
    const pen = event.currentTarget.getContext('2d');
    pen.lineWidth = 3;
    pen.lineCap = 'round';
    pen.strokeStyle = '#2b1458';
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
    length += Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]);
    from = to;
    changed(length >= ENOUGH);
  };
  const up = () => {
    from = null;
  };
  return html`<canvas class="paper sign-pad" width=${WIDTH} height=${HEIGHT} role="img" aria-label="Tempat tanda tangan dengan jari"
    @pointerdown=${down} @pointermove=${move} @pointerup=${up} @pointercancel=${up}></canvas>`;
}
