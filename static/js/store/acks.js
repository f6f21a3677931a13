/** What the server says it holds of each attempt. "Terkirim" is read from here and nowhere else. */
import { read, result, write } from './db.js';

export const allAcks = () => read('acks', (s) => result(s.getAll()));
export const getAck = (attempt) => read('acks', (s) => result(s.get(attempt)));
export const putAck = (ack) => write('acks', (s) => result(s.put(ack)));
/** Another server (restored, copied): nothing it may have said before counts. */
export const clearAcks = () => write('acks', (s) => result(s.clear()));
