// Does the app as the worker joins it say the same as the app file by file? Driven by tests/web/test_joined.py: a JSON of both in, what differs out.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join as path } from 'node:path';
import { pathToFileURL } from 'node:url';

const { folder, program, texts, groups, source } = JSON.parse(readFileSync(0, 'utf-8'));
const join = new Function(`${program}; return join`)();

// What the modules look at while they are loaded; no module may do more than look.
globalThis.document = { createComment: () => ({}), createTreeWalker: () => ({}) };
Math.random = () => 0.5;

function put(where, files) {
  for (const [url, text] of files) {
    const file = path(folder, where, url);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll('"/gabung/', `"${pathToFileURL(path(folder, where))}/gabung/`));
  }
}

const said = (value) => (typeof value === 'function' ? String(value) : JSON.stringify(value) ?? String(value));
// A late import names its module otherwise; the rest of the text does not change.
const known = (value) => said(value).replace(/import\([^)]*\)(\.then\(\(m\)=>m\.\$m_\w+\))?/g, 'import()');

mkdirSync(folder, { recursive: true });
writeFileSync(path(folder, 'package.json'), '{"type":"module"}');
const files = join(new Map(Object.entries(texts)), groups);
put('apart', Object.entries(texts));
put('joined', [...Object.entries(texts).filter(([url]) => !files.has(url)), ...files]);
const load = (where, url) => import(pathToFileURL(path(folder, where, url)));

const differing = [];
const groupOf = {};
for (const [url, text] of files) {
  const group = /^import\{(\$m_\w+) as \$m\}from"\/gabung\/(\w+)\.js";/.exec(text);
  if (!group || url.startsWith('/gabung/')) continue;
  groupOf[url] = group[2];
  const [apart, joined, whole] = [await load('apart', url), await load('joined', url), await load('joined', `/gabung/${group[2]}.js`)];
  const written = url.startsWith('/static/') ? Object.keys(await import(pathToFileURL(path(source, url)))) : Object.keys(apart);
  const names = Object.keys(apart);
  const same = names.join() === written.join() && names.join() === Object.keys(joined).join() && names.join() === Object.keys(whole[group[1]]).sort().join();
  if (!same || names.some((name) => known(apart[name]) !== known(joined[name]) || joined[name] !== whole[group[1]][name])) differing.push(url);
}
process.stdout.write(JSON.stringify({ differing, groupOf, files: Object.fromEntries(files) }));
