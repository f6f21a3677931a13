/** Practice days and meetings as a calendar file (RFC 5545): the phone's own calendar reminds, also when this app is closed and there is no signal. Pure. */
import { isoOf } from './days.js';

const HOUR = '190000'; // after the evening meal, in whatever zone the phone is: a floating time
const FOLD = 60; // characters; a line may hold 75 bytes

const escaped = (text) => text.replace(/[\\;,]/g, (c) => `\\${c}`).replace(/\r?\n/g, '\\n');
const folded = (line) => line.match(new RegExp(`.{1,${FOLD}}`, 'gu')).join('\r\n ');
const two = (n) => String(n).padStart(2, '0');
const dated = (day) => isoOf(day).replace(/-/g, '');

function utc(ms) {
  const seconds = Math.floor(ms / 1000);
  const rest = seconds % 86_400;
  return `${dated(Math.floor(seconds / 86_400))}T${two(Math.floor(rest / 3600))}${two(Math.floor(rest / 60) % 60)}${two(rest % 60)}Z`;
}

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
    .map((each) => ({ uid: `latihan-${each.day}`, begin: `${dated(each.day)}T${HOUR}`, minutes: 5, title: `Simulasi TPS: latihan lima menit (${each.label})`, ahead: 0 }));
  const talks = meetings
    .filter((each) => each.mulai > now && each.keadaan !== 'batal')
    .map((each) => ({ uid: `temu-${each.id}`, begin: utc(each.mulai), minutes: 60, title: `Pertemuan KPPS: ${each.topik || each.nama}`, place: each.tempat, ahead: 60 }));
  const events = [...days, ...talks];
  if (!events.length) return '';
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Simulasi TPS//ID', ...events.flatMap((each) => event(each, now)), 'END:VCALENDAR'];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
