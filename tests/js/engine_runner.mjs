// The phone's engine behind a pipe: a JSON request a line in, a JSON answer a line out. Driven by tests/twin.py
import { createInterface } from 'node:readline';
import { Refusal, apply, faultless_day, find_lapses, findings, form_differences, list_slips, load, merge, parse_line, pending, replay, score, seat_scores, start } from '../../static/js/engine/index.js';

let pack = null;
let state = null;

/** What the twin compares: the state and everything read from it. */
const view = () => ({ state, pending: pending(pack, state)?.id ?? '', findings: findings(pack, state), score: score(pack, state) });

const DO = {
  load({ pack: raw }) {
    pack = load(raw);
    return {};
  },
  start({ seats }) {
    state = start(pack, seats);
    return view();
  },
  apply({ event }) {
    state = apply(pack, state, event);
    return view();
  },
  // The same, on a state that has been to a store and back.
  revive() {
    state = JSON.parse(JSON.stringify(state));
    return view();
  },
  replay({ events }) {
    state = replay(pack, events);
    return view();
  },
  merge({ crew, logs }) {
    const day = merge(pack, crew, logs);
    const { seats } = day.state;
    return {
      day,
      slips: list_slips(pack, day.state),
      beda: form_differences(day.state, faultless_day(pack)),
      nilai: seat_scores(pack, day.state),
      kekhilafan: find_lapses(pack, seats),
    };
  },
  line({ line }) {
    return { event: parse_line(line) };
  },
};

for await (const text of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const request = JSON.parse(text);
    answer = DO[request.do](request);
  } catch (error) {
    answer = error instanceof Refusal ? { refused: error.code, state } : { crash: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
