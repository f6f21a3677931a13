/** Ties sending together: who, what, when; and says in the status what happened. Never blocks play, never deletes anything. */
import { wallMs } from '../platform/clock.js';
import { hasLocks, holdLock } from '../platform/locks.js';
import { randomUnit } from '../platform/uuid.js';
import { allAcks, clearAcks, getAck, putAck } from '../store/acks.js';
import { forgetAttempt, openAttemptsOf } from '../store/attempts.js';
import { anyCarried } from '../store/carried.js';
import { advised } from '../store/errors.js';
import { lastSeq, lines } from '../store/event_log.js';
import { inboxReport, takeInbox, unreadOf } from '../store/inbox.js';
import { giveLease, takeLease } from '../store/lease.js';
import { getMeta, identity, putMeta } from '../store/meta.js';
import { listPacks } from '../store/packs.js';
import { sealOld } from '../store/sweep.js';
import { syncRound } from '../sync/client.js';
import { asProfile } from '../sync/enrol.js';
import { createSchedule } from '../sync/schedule.js';
import { isUnsent, stateOf } from '../sync/states.js';
import { poster, publicKey, signer } from './signing.js';

const OTHER_TAB_S = 15;

const clock = {
  now: wallMs,
  unit: randomUnit,
  after: (ms, fn) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

export function createSender(session, status, readiness) {
  /** Where each attempt of the person is: `[{attempt, last, state, ack}]`, newest first. */
  async function overview() {
    const { profile } = session;
    if (!profile) return [];
    const rows = [];
    const { mine, locked } = await openAttemptsOf(profile.id);
    if (locked !== status.get().locked) status.set({ locked });
    for (const attempt of mine) {
      const last = await lastSeq(attempt.id);
      const ack = await getAck(attempt.id);
      rows.push({ attempt, last, ack, state: stateOf(last, ack, profile.kind === 'tamu') });
    }
    return rows.sort((a, b) => (a.attempt.id < b.attempt.id ? 1 : -1));
  }

  async function count() {
    const unsent = (await overview()).filter((r) => isUnsent(r.state)).length;
    status.set({ unsent, unread: session.profile ? await unreadOf(session.profile.id) : 0 });
  }

  async function round(token) {
    const mine = session.profile;
    const who = await identity();
    const post = poster(token);
    const hello = await syncRound({
      attempts: (await openAttemptsOf(mine.id)).mine,
      source: { lastSeq, lines },
      acks: { all: allAcks, put: putAck, clear: clearAcks },
      epoch: { get: () => getMeta('server_epoch'), put: (v) => putMeta('server_epoch', v) },
      who,
      says: { key: await publicKey(mine), siapa: mine.kab ? 0 : 1, gembok: (await getMeta('gembok')) ? 0 : 1 },
      sign: signer(mine, who.device_id),
      pack: async (...log) => (await import('./handover.js')).packLines(...log),
      packs: (await listPacks()).map((p) => p.hash),
      wall: wallMs(),
      app: status.get().shell.version || 'tanpa-pekerja',
      post,
      forget: forgetAttempt,
      progress: count,
      inbox: { report: () => inboxReport(mine.id), take: (hello, told) => takeInbox(mine.id, hello, told, wallMs()) },
    });
    if (hello.gembok) await putMeta('gembok', hello.gembok); // the next PIN makes the vault
    status.set({ keadaan: hello.keadaan ?? '', clock_off: Math.round((hello.server_time - wallMs()) / 60_000) });
    if (session.profile?.id === mine.id) {
      if (hello.anggota) await session.update(asProfile(hello.anggota));
      if (hello.token) await session.renew(hello.token);
    }
    const speaks = (hello.speaks ?? [1, 1])[1];
    await putMeta('speaks', speaks);
    if (speaks >= 2 && (await anyCarried())) {
      const { bringCarried } = await import('./handover.js');
      await bringCarried(post, who.device_id, hello.server_epoch);
    }
    return hello;
  }

  /** New packs are a bonus of a good round; their failure is not a failure to send. */
  async function followPacks(hello) {
    try {
      await readiness.follow(hello.packs ?? []);
    } catch {
      // tried again at the next round
    }
  }

  /** What this person played on another phone; a bonus of a good round, tried again at the next. */
  async function comeHome(token, speaks) {
    const mine = session.profile;
    if (mine?.kind !== 'anggota') return;
    try {
      const { takeOwn } = await import('./returning.js');
      const { came, closed } = await takeOwn({ profile: mine, post: poster(token), fetchPack: readiness.fetchOne, speaks });
      if (session.profile?.id !== mine.id) return;
      status.set({ closed, ...(came && { returned: wallMs() }) });
    } catch (error) {
      console.warn(error);
    }
  }

  /** One uploader of this origin, whatever the browser has; null while another tab sends. */
  async function oneSender() {
    if (hasLocks()) return advised(holdLock('kirim'));
    return (await takeLease('kirim')) ? () => giveLease('kirim') : null;
  }

  async function run() {
    const { token } = session;
    if (!token) return { failed: false };
    let release = null;
    try {
      release = await oneSender();
      if (!release) return { failed: true, wish: OTHER_TAB_S };
      status.set({ sending: true });
      await sealOld(session.profile.id);
      const hello = await round(token);
      status.set({ trouble: '', trouble_code: '', message: '', last_sent: wallMs() });
      await followPacks(hello);
      await comeHome(token, (hello.speaks ?? [1, 1])[1]);
      if (hello.lagi) schedule.request('ubah'); // the inbox did not fit into one answer
      return { failed: false };
    } catch (e) {
      status.set({ trouble: e.kind ?? 'ponsel', trouble_code: e.code ?? '', message: e.kind === 'offline' ? '' : e.message });
      return { failed: true, wish: e.wish ?? 0 };
    } finally {
      release?.();
      status.set({ sending: false });
      await count();
    }
  }

  const schedule = createSchedule(run, clock, (s) => status.set({ due: s.due }));
  return {
    overview,
    count,
    /** Tell the server that the phone which shows this mark is this person's as well: `diizinkan`, `tidak-ada`, `belum-diakui`. Throws ExchangeError. */
    vouch: async (tanda) => (await poster(session.token)('/api/sync/izin', { tanda })).hasil,
    /** Ask for a round: `orang` (a tap: now), `kembali` (back online or in view), `ubah` (something new). */
    request: (why = 'orang') => {
      count();
      return session.token ? schedule.request(why) : undefined;
    },
    stop: schedule.stop,
  };
}
