/** Group sessions: records keyed by `id`; whoever writes one decides what else is in it. */
import { read, result, write } from './db.js';

export const getCrew = (id) => read('crew', (s) => result(s.get(id)));
export const listCrew = () => read('crew', (s) => result(s.getAll()));
export const putCrew = (record) => write('crew', (s) => result(s.put(record)));
export const dropCrew = (id) => write('crew', (s) => result(s.delete(id)));
