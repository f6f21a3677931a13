/** The sources of several packs as one list, by instrument. Pure. */

/** `[[instrument, [{id, article, title, mark, seen}]]]`, each source once, in the order of the alphabet. */
export function registry(packs) {
  const all = new Map();
  for (const pack of packs) for (const [id, source] of Object.entries(pack.sources ?? {})) if (!all.has(id)) all.set(id, { id, ...source });
  const groups = new Map();
  for (const source of all.values()) groups.set(source.instrument, [...(groups.get(source.instrument) ?? []), source]);
  const byId = (a, b) => a.id.localeCompare(b.id, 'id', { numeric: true });
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'id', { numeric: true })).map(([name, list]) => [name, list.sort(byId)]);
}

/** The groups that hold every word somewhere, with the sources that do. */
export function matching(groups, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (instrument, s) => {
    const text = `${instrument} ${s.article} ${s.title} ${s.seen ?? ''} ${s.id}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return groups.map(([name, list]) => [name, list.filter((s) => holds(name, s))]).filter(([, list]) => list.length);
}
