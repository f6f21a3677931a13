// What of a ballot is shown on a small screen. The drawing itself needs a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakLines, cellsNear, windowOf } from '../../static/js/ui/parts/ballot_view.js';

const tall = { width: 240, height: 458 };

test('a wide ballot is shown whole', () => {
  assert.deepEqual(windowOf({ width: 308, height: 212 }, [[10, 10]]), { y: 0, height: 212, above: false, below: false });
});

test('of a tall ballot one sees the stretch with the holes, and that it goes on', () => {
  const part = windowOf(tall, [[60, 240]]);
  assert.equal(part.height, 252);
  assert.ok(part.y < 240 && 240 < part.y + part.height);
  assert.deepEqual([part.above, part.below], [true, true]);
  assert.deepEqual(windowOf(tall, [[60, 3]]), { y: 0, height: 252, above: false, below: true });
  assert.deepEqual(windowOf(tall, [[60, 457]]), { y: 206, height: 252, above: true, below: false });
});

test('every hole is in the window, wherever the holes are', () => {
  for (let one = 0; one <= 458; one += 7) {
    for (let other = 0; other <= 458; other += 11) {
      const { y, height } = windowOf(tall, [[1, one], [2, other]]);
      for (const at of [one, other]) assert.ok(at >= y && at <= y + height, `${one} ${other}`);
    }
  }
});

test('without a hole there is nothing to look for: the whole sheet', () => {
  assert.equal(windowOf(tall, []).height, 458);
});

test('a loupe draws only the cells it can show', () => {
  const cell = (x, y) => ({ x, y, w: 10, h: 10 });
  const list = [cell(0, 0), cell(50, 50), cell(75, 50)];
  assert.deepEqual(cellsNear(list, [55, 55], 20), [list[1]]);
  assert.deepEqual(cellsNear(list, [55, 55], 21), [list[1], list[2]]);
});

test('lines break at words and never lose one', () => {
  assert.deepEqual(breakLines('Meranti Lawu dan Trembesi Kerinci', 12), ['Meranti Lawu', 'dan Trembesi', 'Kerinci']);
  assert.deepEqual(breakLines('Bangkirai', 3), ['Bangkirai']);
});
