// A server as docs/protocol.md describes it, in memory: prefixes, chain, forks, gaps. Faults are switched on by the test.
import { createHash } from 'node:crypto';

const sha = (text) => createHash('sha256').update(text).digest('hex');

/** The chain as docs/format-events.md writes it, by node's own hash. */
export function chainOf(id, lines) {
  let head = sha(`simulasi-tps/1:${id}`);
  for (const line of lines) head = sha(`${head}\n${line}`);
  return head;
}

export function modelServer({ epoch = 'epoch-1', maxLines = 2000 } = {}) {
  const server = { epoch, maxLines, stored: new Map(), requests: [], loseReply: 0, failNext: [], hold: new Map(), refuse: new Map(), packs: [] };
  const have = (id) => {
    const lines = server.stored.get(id) ?? [];
    return [lines.length - 1, chainOf(id, lines)];
  };

  function takePart(part) {
    const { attempt_id: id, from_seq: from, lines } = part;
    const answer = (status, code) => ({ attempt_id: id, status, ...(code ? { code } : {}), last_seq: have(id)[0], head: have(id)[1] });
    if (server.refuse.has(id)) return answer('ditolak', server.refuse.get(id));
    if (server.hold.has(id)) return answer('ditahan', server.hold.get(id));
    const own = server.stored.get(id) ?? [];
    if (from > own.length) return answer('ditahan', 'gap');
    const whole = own.slice(0, from).concat(lines);
    if (chainOf(id, whole) !== part.head) return answer(from === 0 ? 'ditolak' : 'bercabang', from === 0 ? 'head-mismatch' : 'fork');
    const same = own.every((line, i) => i >= whole.length || whole[i] === line);
    if (!same) return answer('bercabang', 'fork');
    if (whole.length <= own.length) return answer('sudah_ada');
    server.stored.set(id, whole);
    return answer('diterima');
  }

  /** The `post` of sync/client.js. */
  server.post = async (path, body) => {
    server.requests.push({ path, body });
    if (server.failNext.length) throw Object.assign(new Error('fault'), server.failNext.shift());
    if (path === '/api/sync/hello') {
      const map = {};
      for (const [id] of body.attempts) if (server.stored.has(id)) map[id] = have(id);
      return { server_epoch: server.epoch, have: map, packs: server.packs, forget: server.forget ?? [], speaks: server.speaks, ...server.more };
    }
    // Packed by a model too: lines as base64. A server that does not speak 3 knows no such field.
    const parts = body.parts.map(({ packed, ...part }) => {
      if (packed && (server.speaks ?? [1, 1])[1] < 3) throw new Error('body-invalid');
      return packed ? { ...part, lines: server.unreadable ? [] : JSON.parse(atob(packed)) } : part;
    });
    if (parts.reduce((n, p) => n + p.lines.length, 0) > server.maxLines) throw Object.assign(new Error('413'), { kind: 'large' });
    const results = parts.map((part) => (part.lines.length ? takePart(part) : { attempt_id: part.attempt_id, status: 'ditolak', code: 'line-invalid', last_seq: -1, head: '' }));
    if (server.loseReply > 0) {
      server.loseReply -= 1;
      throw Object.assign(new Error('lost'), { kind: 'offline' });
    }
    return { server_epoch: server.epoch, results };
  };
  server.uploads = () => server.requests.filter((r) => r.path === '/api/sync/upload');
  return server;
}

/** A phone's store in memory, shaped as sync/client.js asks for it. */
export function modelPhone(server) {
  const phone = { attempts: [], logs: new Map(), acks: new Map(), epoch: undefined };
  phone.play = (n, lines) => {
    const id = `0193a000-0000-7000-8000-00000000000${n}`;
    phone.attempts.push({ id, pack_hash: 'a'.repeat(64), engine: '1' });
    phone.logs.set(id, Array.from({ length: lines }, (_, i) => `[${i},"s${i}","a","kpps_4",${1000 + i},${i}]`));
    return id;
  };
  phone.deps = () => ({
    attempts: phone.attempts,
    source: { lastSeq: async (id) => phone.logs.get(id).length - 1, lines: async (id) => [...phone.logs.get(id)] },
    acks: { all: async () => [...phone.acks.values()], put: async (a) => phone.acks.set(a.attempt, a), clear: async () => phone.acks.clear() },
    epoch: { get: async () => phone.epoch, put: async (v) => (phone.epoch = v) },
    post: server.post,
    who: { device_id: 'd'.repeat(32), db_epoch: 'e'.repeat(16) },
    packs: [],
    wall: 1,
    app: 'uji',
  });
  return phone;
}
