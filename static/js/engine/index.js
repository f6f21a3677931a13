// (pack, events) -> state, findings, score. Twin: simulasi/engine/__init__.py
export { findings } from './consequences.js';
export { merge } from './crew.js';
export { Refusal } from './errors.js';
export { format_line, parse_line } from './events.js';
export { ENGINE_VERSION, load } from './pack.js';
export { apply, pending, replay, start } from './reducer.js';
export { score } from './scoring.js';
export { CLAIM, CREW_MODE, read_log } from './seats.js';
export { faultless_day, find_lapses, form_differences, list_slips, seat_scores } from './trail.js';
