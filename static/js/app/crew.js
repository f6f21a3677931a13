/** Group sessions on this phone: joining, sitting down, and the exchange with the others while there is a network. The record is the owner's word. */
import { monoMs, wallMs } from '../platform/clock.js';
import { uuid7 } from '../platform/uuid.js';
import { load } from '../engine/index.js';
import { afterRestore } from '../group/restored.js';
import { standingOf } from '../group/session.js';
import { crewWork, getCrew, listCrew, putCrew } from '../store/crew.js';
import { getPack } from '../store/packs.js';
import { lines, writeLine } from '../store/event_log.js';
import { exchange } from '../sync/exchange.js';

const AGAIN_MS = [500, 1000, 2000, 4000, 8000]; // after a failed exchange
const LINES_AT_ONCE = 400;

const keep = async (record) => ({ names: ['crew'], work: await crewWork(record) });

/** One session, open on a screen. `watch(fn)` is called whenever anything changed. */
async function openRoom(record, session) {
  const own = new Map();
  for (const { attempt } of record.mine) own.set(attempt, await lines(attempt));
  const proved = new Map(); // attempt -> how many of its lines the relay has
  const signed = new Set(); // own logs the server knows whose they are
  const told = new Set(); // incidents the relay knows to be dealt with
  let sure = false; // that the numbers of this record are still the server's: before, no incident is named by one
  const watchers = new Set();
  const room = { record, own, online: null, trouble: '', gone: '' }; // `gone`: why the server has no such session any more
  const tell = () => watchers.forEach((fn) => fn());
  let alive = false;
  let queue = Promise.resolve();
  const inTurn = (work) => {
    const mine = queue.then(work);
    queue = mine.catch(() => {});
    return mine;
  };

  const unsent = () =>
    [...own, ...Object.entries(record.others ?? {})]
      .map(([attempt_id, all]) => ({ attempt_id, from_seq: proved.get(attempt_id) ?? 0, lines: all }))
      .filter((log) => log.from_seq < log.lines.length)
      .map((log) => ({ ...log, lines: log.lines.slice(log.from_seq, log.from_seq + LINES_AT_ONCE), nama: own.has(log.attempt_id) ? record.nama || session.profile?.nama || '' : (record.names[log.attempt_id] ?? '') }));

  async function take({ kejadian, hasil }) {
    const fresh = kejadian.filter(([n]) => n > record.events.length);
    for (const event of fresh) if (event[0] === record.events.length + 1) record.events.push(event);
    for (const { attempt_id, last_seq, code } of hasil) {
      proved.set(attempt_id, last_seq + 1);
      if (!code || code === 'gap') continue;
      room.trouble = code;
      proved.set(attempt_id, Infinity); // said once; the lines stay on this phone
      if (own.get(attempt_id)?.length === 1) await letGo(attempt_id);
    }
    if (fresh.length) await putCrew(record);
    if (fresh.length || hasil.length) tell();
  }

  let anew = null;
  /** The server counts from another beginning: hear it all again, and hand in what it lacks (docs/regu.md). */
  async function beginAnew() {
    let zaman = null;
    let events = [];
    for (let lagi = 1; lagi; ) {
      const answer = await exchange('/api/regu/tukar', { after: events.length, logs: [] }, { token: record.token });
      const other = zaman !== null && answer.zaman !== zaman;
      zaman = answer.zaman;
      events = other ? [] : [...events, ...answer.kejadian];
      lagi = other || answer.lagi;
    }
    const next = afterRestore(record, own, zaman, events);
    Object.assign(record, next.change);
    room.trouble = '';
    [signed, told].forEach((known) => known.clear());
    // What was refused stays refused: offered first, it would now take the seat of whoever had it.
    for (const [attempt, count] of next.proved) if (proved.get(attempt) !== Infinity) proved.set(attempt, count);
    await putCrew(record);
    tell();
  }

  /** A seat that somebody else got first: nothing was played in that log. */
  async function letGo(attempt) {
    own.delete(attempt);
    record.mine = record.mine.filter((each) => each.attempt !== attempt);
    await putCrew(record);
  }

  async function swap(wait) {
    const logs = unsent();
    const dealt = (record.handled ?? []).filter((n) => !told.has(n));
    const tangani = sure ? dealt : [];
    const news = logs.length + dealt.length > 0;
    const answer = await exchange('/api/regu/tukar', { after: record.events.length, wait: wait && !news ? 1 : 0, logs, tangani }, { token: record.token });
    if (room.online !== true || room.gone) tell();
    Object.assign(room, { online: true, gone: '' });
    if (!record.events.length) record.zaman ??= answer.zaman;
    if (answer.zaman !== record.zaman) {
      await (anew ??= beginAnew().finally(() => (anew = null)));
      return true;
    }
    sure = true;
    tangani.forEach((n) => told.add(n));
    await take(answer);
    return news || answer.lagi > 0;
  }

  /** A member's own phone says whose logs these are: what was earned here shows up in their progress. */
  async function sign() {
    const mine = [...own.keys()].filter((attempt) => !signed.has(attempt) && (proved.get(attempt) ?? 0) > 0);
    if (!session.token || !mine.length) return;
    await exchange('/api/regu/hadir', { sesi: record.id.replace(/-/g, ''), log: mine }, { token: session.token });
    mine.forEach((attempt) => signed.add(attempt));
  }

  async function run() {
    let failed = 0;
    let wait = false;
    while (alive) {
      try {
        if (!record.token) await rejoin();
        wait = !(await swap(wait));
        await sign().catch((e) => console.warn('kehadiran', e));
        failed = 0;
      } catch (e) {
        const gone = e.code === 'sesi-hilang' ? e.message : '';
        if (room.online !== false || room.gone !== gone) {
          Object.assign(room, { online: false, gone });
          tell();
        }
        if (e.kind === 'login') record.token = '';
        const pause = AGAIN_MS[Math.min(failed, AGAIN_MS.length - 1)];
        failed += 1;
        wait = false;
        await new Promise((ok) => setTimeout(ok, pause));
      }
    }
  }

  async function rejoin() {
    const { sesi, token } = await exchange('/api/regu/gabung', { sesi: record.id.replace(/-/g, '') });
    Object.assign(record, { token, sesi: { ...record.sesi, ...sesi } });
    await putCrew(record);
  }

  return Object.assign(room, {
    watch: (fn) => (watchers.add(fn), () => watchers.delete(fn)),
    start() {
      if (alive) return;
      alive = true;
      run();
    },
    stop: () => (alive = false),
    /** Hand in what is not handed in yet, now; whoever waits in `run` hears of it too. */
    push: () => swap(false),
    /** Take seats: `claims` are role:turn. Durable before it is true. */
    sit: (claims) =>
      inTurn(async () => {
        const attempt = uuid7();
        const next = { ...record, mine: [...record.mine, { attempt, claims }] };
        const answer = [record.sesi.paket, record.sesi.mesin, record.sesi.aturan, 'regu', record.id, ...claims];
        await writeLine(record.profile, attempt, 0, { step: 'mulai', answer, role: '' }, await keep(next));
        record.mine = next.mine;
        own.set(attempt, await lines(attempt));
        tell();
      }),
    /** Write one decision of a seat this phone holds; resolves when it is durable. */
    append: (attempt, { step, answer, role }) =>
      inTurn(async () => {
        const all = own.get(attempt);
        await writeLine(record.profile, attempt, all.length, { step, answer, role });
        all.push((await lines(attempt, all.length))[0]);
        tell();
        if (alive) swap(false).catch(() => tell()); // the loop goes on trying
      }),
    /** Change what the record says (mode, collected logs, incidents that were seen). */
    change: async (patch) => {
      Object.assign(record, patch);
      await putCrew(record);
      tell();
      if (alive && patch.handled) swap(false).catch(() => tell());
    },
    now: monoMs,
  });
}

export function createCrew(session) {
  const fresh = (sesi, token) => ({ id: sesi.id, profile: session.profile.id, sesi, token, mode: 'jaringan', joined: wallMs(), mine: [], events: [], others: {}, names: {} });

  const merged = new Map(); // person and session -> its day, merged anew only when a log grew: the first screen asks each time

  return {
    list: async () => (await listCrew(session.profile?.id)).sort((a, b) => b.joined - a.joined),
    /** By code or by session id, with a network. */
    async join({ kode = '', sesi: name = '' }) {
      const { sesi, token } = await exchange('/api/regu/gabung', kode ? { kode } : { sesi: name.replace(/-/g, '') });
      const known = await getCrew(session.profile.id, sesi.id);
      const record = known ? { ...known, sesi, token } : fresh(sesi, token);
      await putCrew(record);
      if (session.token) await exchange('/api/regu/hadir', { sesi: sesi.id }, { token: session.token }).catch((e) => console.warn('kehadiran', e));
      return record;
    },
    /** By the card alone; the pack must be here. */
    async joinByCard(card, pack) {
      const known = await getCrew(session.profile.id, card.id);
      if (known) return known;
      const record = fresh({ ...card, nama: '', tempat: '', judul: pack.title, aturan: pack.ruleset, benih: pack.seed, susunan: [] }, '');
      await putCrew(record);
      return record;
    },
    /** What this person decided in crews, each decision as the crew's day judges it (learn/reviews.js). */
    async played() {
      const found = [];
      for (const record of await this.list()) {
        const raw = record.mine.length ? await getPack(record.sesi.paket).catch(() => null) : null; // a pack that is gone tells nothing
        if (!raw) continue;
        const own = new Map();
        for (const { attempt } of record.mine) own.set(attempt, await lines(attempt));
        const known = [record.mode, record.zaman, ...[record.events, ...own.values(), ...Object.values(record.others ?? {})].map((all) => all.length)].join();
        const key = `${record.profile} ${record.id}`;
        if (merged.get(key)?.known !== known) merged.set(key, { known, ...standingOf(load(raw), record, own) });
        const { state, wrote } = merged.get(key);
        found.push({ id: record.id, pack: raw, hash: record.sesi.paket, state, wrote });
      }
      return found;
    },
    async open(id) {
      const record = await getCrew(session.profile?.id, id);
      return record && openRoom(record, session);
    },
  };
}
