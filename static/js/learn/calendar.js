/** Practice days and meetings as a calendar file (RFC 5545): the phone's own calendar reminds, also when this app is closed and there is no signal. Pure. */
import { isoOf } from './days.js';

const HOUR = '190000'; // after the evening meal, in whatever zone the phone is: a floating time
const FOLD = 60; // characters; a line may hold 75 bytes

const escaped = (text) => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, '\\n');
const folded = (line) => line.match(new RegExp(`.{1,${FOLD}}`, 'gu')).join('\r\n ');
const utc = (ms) => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

function event({ uid, begin, minutes, title, place, ahead }, stamp) {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@simulasi-tps`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${begin}`,
    `DURATION:PT${minutes}M`,
    `SUMMARY:${escaped(title)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:-PT${ahead}M`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** `plan` as of `planOf`, `meetings` as PPS sent them; what is over is left out. Returns the file's text, or '' when nothing is to come. */
export function calendarOf({ plan, meetings, now }) {
  const days = plan
    .filter((each) => each.state === 'nanti' || each.state === 'hari_ini')
    .map((each) => ({ uid: `latihan-${each.day}`, begin: `${isoOf(each.day).replace(/-/g, '')}T${HOUR}`, minutes: 5, title: `Simulasi TPS: latihan lima menit (${each.label})`, ahead: 0 }));
  const talks = meetings
    .filter((each) => each.mulai > now && each.keadaan !== 'batal')
    .map((each) => ({ uid: `temu-${each.id}`, begin: utc(each.mulai), minutes: 60, title: `Pertemuan KPPS: ${each.topik || each.nama}`, place: each.tempat, ahead: 60 }));
  const events = [...days, ...talks];
  if (!events.length) return '';
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Simulasi TPS//ID', ...events.flatMap((each) => event(each, now)), 'END:VCALENDAR'];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
