/* Puts modules together: what starts together comes as one file, because a browser pays for each file, however small (docs/adr/0064).
   Works on verified files in the plain shape of simulasi/modules.py: imports first, one export list last. A module becomes a constant,
   `$m_path = (() => { const {names} = $m_other; ...; return {exports} })()`, in the order in which the browser would have run them.
   Its own address then answers with the names out of there, so that each module exists once in a page, whoever asks for it. */
'use strict';

const JOINED_AT = '/gabung/'; // addresses that only this worker answers

function join(texts, groups) {
  const HEAD = /import\{([^{}]*)\}from"([^"]+)";?/y;
  const TAIL = /export\{([^{}]*)\};?\s*$/;
  const LATE = /\bimport\(\s*(?:(["'])([^"']+)\1\s*\))?/g;
  const nameOf = (url) => `$m_${url.slice(1).replace(/\W/g, '_')}`;
  const listed = (names, turned) =>
    names.split(',').filter(Boolean).map((each) => {
      const [from, to = from] = each.trim().split(/\s+as\s+/);
      return turned ? `${to}:${from}` : `${from}:${to}`;
    });

  function read(url) {
    const text = texts.get(url);
    if (text.includes('$m_')) throw new Error(`${url}: $m_`);
    const imports = [];
    let at = 0;
    for (HEAD.lastIndex = 0; ; at = HEAD.lastIndex) {
      const found = HEAD.exec(text);
      if (!found) break;
      imports.push([listed(found[1]), new URL(found[2], `http://x${url}`).pathname]);
    }
    const tail = TAIL.exec(text);
    return { imports, body: text.slice(at, tail?.index), exports: tail ? listed(tail[1], true) : [] };
  }

  const modules = new Map(); // url -> what was read
  const where = new Map(); // url -> the group that holds it
  /* Depth first, each after what it imports: the order of a browser. What stands in an earlier group stays there; a ring is refused. */
  function order(url, group, list, open) {
    if (where.has(url)) return;
    if (open.has(url)) throw new Error(`${url}: lingkaran`);
    if (!modules.has(url)) modules.set(url, read(url));
    open.add(url);
    for (const [, target] of modules.get(url).imports) order(target, group, list, open);
    open.delete(url);
    where.set(url, group);
    list.push(url);
  }

  const late = (url, body) =>
    body.replace(LATE, (whole, quote, target) => {
      if (!target) throw new Error(`${url}: import()`);
      const path = new URL(target, `http://x${url}`).pathname;
      return where.has(path) ? `import("${JOINED_AT}${where.get(path)}.js").then((m)=>m.${nameOf(path)})` : `import("${path}")`;
    });

  const wrapped = (url) => {
    const { imports, body, exports } = modules.get(url);
    const taken = imports.map(([names, from]) => `{${names}}=${nameOf(from)}`).join(',');
    return `export const ${nameOf(url)}=(()=>{${taken && `const ${taken};`}${late(url, body)}\nreturn{${exports}}})();\n`;
  };

  const lists = groups.map(([group, roots]) => {
    const list = [];
    for (const url of roots) if (texts.has(url)) order(url, group, list, new Set());
    return [group, list];
  });
  const files = new Map();
  for (const [group, list] of lists) {
    const others = new Map();
    for (const url of list)
      for (const [, from] of modules.get(url).imports) {
        const there = where.get(from);
        if (there !== group) others.set(there, (others.get(there) ?? new Set()).add(nameOf(from)));
      }
    const head = [...others].map(([there, names]) => `import{${[...names]}}from"${JOINED_AT}${there}.js";\n`).join('');
    if (list.length) files.set(`${JOINED_AT}${group}.js`, head + list.map(wrapped).join(''));
  }
  // After the files they point into: wherever this stops, what is there fits together.
  for (const [url, group] of where) {
    const names = modules.get(url).exports.map((each) => each.split(':')[0]);
    files.set(url, `import{${nameOf(url)} as $m}from"${JOINED_AT}${group}.js";\nexport const{${names}}=$m;\n`);
  }
  // An entry keeps its address; what it opens late is found where it is now.
  for (const [url, text] of texts) if (!where.has(url) && LATE.test(text)) files.set(url, late(url, text));
  return files;
}
