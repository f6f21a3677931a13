/** "Siap tanpa sinyal": the shell is complete and active, a day and the checklist are here and hash-correct. Checked again at every start. */
import { painted } from '../platform/browser.js';
import { getMeta, putMeta } from '../store/meta.js';
import { getPack, listPacks, putPack, soundPacks } from '../store/packs.js';
import { ExchangeError } from '../sync/exchange.js';
import { fetchPack, firstPacks, laterPacks, publishedPacks } from '../sync/packs.js';

const FLAGS = { hari: 'day', daftar_periksa: 'list' };

/** With these any certificate is checked without a network. */
const keepKeys = (keys) => putMeta('kunci', keys);

export function createReadiness(status, bridge) {
  async function check() {
    // A day and a checklist are a tenth of all packs: with them the home screen is whole, and the others are read when it stands.
    const first = await soundPacks(firstPacks((await getMeta('published')) ?? []).map((p) => p.hash));
    for (const { kind } of first) status.set({ [FLAGS[kind]]: true });
    await painted();
    const here = new Set((await soundPacks()).map((p) => p.kind));
    status.set({ here: here.has('hari'), day: here.has('hari'), list: here.has('daftar_periksa'), study: here.has('belajar') });
    await bridge?.check();
    const { ready } = status.get();
    if (ready) bridge?.later?.();
    return ready;
  }

  const heldNow = async () => new Set((await listPacks()).map((p) => p.hash));

  /** One at a time unless they are the two a phone waits for. */
  async function fetchAll(wanted, told) {
    const one = async (pack) => {
      await fetchPack(pack.hash, putPack, { onBytes: (got) => told(pack, got) });
      told(pack, pack.bytes);
    };
    if (wanted.length <= 2) return Promise.all(wanted.map(one));
    for (const pack of wanted) await one(pack);
    return undefined;
  }

  const listeners = new Set();
  const tell = (pack, got) => listeners.forEach((fn) => fn(pack, got));
  let running = null;

  async function prepare() {
    const published = await publishedPacks({}, keepKeys);
    await putMeta('published', published);
    const first = firstPacks(published);
    if (first.length < 2) throw new ExchangeError('kosong', { message: 'PPS belum menerbitkan hari latihan. Coba lagi nanti.' });
    const held = await heldNow();
    first.filter((p) => held.has(p.hash)).forEach((p) => tell(p, p.bytes));
    await fetchAll(first.filter((p) => !held.has(p.hash)), tell);
    await check();
  }

  return {
    check,
    /**
     * Fetch what is missing for offline play. `told(pack, received bytes)`. Throws ExchangeError or StoreError.
     * Asked for twice at once (while the PIN is typed, then on the install page) it runs once and tells both.
     */
    prepare(told = () => {}) {
      listeners.add(told);
      running ??= prepare().finally(() => {
        running = null;
        listeners.clear();
      });
      return running;
    },
    /** Begin before anybody asks: the first day is what every next screen needs. The install page says what went wrong, when it is opened. */
    async ahead() {
      const { day, list } = status.get();
      if (day && list) return;
      if (!navigator.connection?.saveData) await this.prepare().catch(() => {});
    },
    /** After a hello: remember what is offered and fetch what is new, unless the person saves data. */
    async follow(published) {
      await putMeta('published', published);
      if (navigator.connection?.saveData) return;
      await fetchAll(laterPacks(published, await heldNow()), () => {});
      await check();
    },
    /** What the server offers now and would be fetched by itself, asked for by a person (a guest has no hello). */
    async offered() {
      const published = await publishedPacks({}, keepKeys);
      await putMeta('published', published);
      return laterPacks(published, await heldNow());
    },
    async fetchOne(hash, told = () => {}) {
      await fetchPack(hash, putPack, { onBytes: told });
      await check();
    },
    /** Packs a new attempt may begin with: here and not withdrawn. An attempt that has begun finds its pack anyway. */
    packs: {
      list: async () => {
        const offered = await getMeta('published');
        const names = offered && new Set(offered.map((p) => p.hash));
        return (await listPacks()).filter((p) => !names || names.has(p.hash));
      },
      get: getPack,
      /** Offered by the server but not on this phone yet. */
      missing: async () => {
        const held = await heldNow();
        return ((await getMeta('published')) ?? []).filter((p) => !held.has(p.hash));
      },
    },
  };
}
