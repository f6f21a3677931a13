// The state of a TPS day: plain data, JSON round-trippable. Twin: simulasi/engine/state.py

/** Make the state before the first step. @param {Record<string, number>} counters @param {string[]} seats */
export function new_state(counters, seats) {
  return {
    counters: { ...counters },
    flags: {},
    forms: {},
    checks: {},
    answers: [],
    blame: {},
    findings: [],
    knockouts: [],
    seats: [...seats],
    at: 0,
    seq: 0,
    done: 0,
  };
}

/** Copy what apply may change; entries inside the lists are never mutated. @param {any} state */
export function copy_state(state) {
  const blame = {};
  for (const name of Object.keys(state.blame)) blame[name] = [...state.blame[name]];
  return {
    counters: { ...state.counters },
    flags: { ...state.flags },
    forms: { ...state.forms },
    checks: { ...state.checks },
    answers: [...state.answers],
    blame,
    findings: [...state.findings],
    knockouts: [...state.knockouts],
    seats: [...state.seats],
    at: state.at,
    seq: state.seq,
    done: state.done,
  };
}
