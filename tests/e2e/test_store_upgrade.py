"""The phone's database comes from any released version without losing a line, and the inbox lives in it."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Phone, Server
from tests.e2e.test_store import run, server, visit

__all__ = ["server"]

# The database as version 1 of the app made it, with something in every store.
OLD = """
await new Promise((ok, no) => { const r = indexedDB.deleteDatabase('simulasi-tps'); r.onsuccess = ok; r.onerror = no; r.onblocked = no; });
await new Promise((ok, no) => {
  const r = indexedDB.open('simulasi-tps', 1);
  r.onerror = no;
  r.onupgradeneeded = () => {
    const d = r.result;
    d.createObjectStore('meta', { keyPath: 'key' }).add({ key: 'identity', value: { device_id: 'd', db_epoch: 'e' } });
    d.createObjectStore('profiles', { keyPath: 'id' }).add({ id: 'p', kind: 'anggota', nama: 'Melati' });
    d.createObjectStore('packs', { keyPath: 'hash' });
    const a = d.createObjectStore('attempts', { keyPath: 'id' });
    a.createIndex('profile', 'profile');
    a.add({ id: 'x', profile: 'p', pack_hash: 'h' });
    const log = d.createObjectStore('log', { keyPath: ['attempt', 'seq'] });
    log.add({ attempt: 'x', seq: 0, line: '[0]' });
    log.add({ attempt: 'x', seq: 1, line: '[1]' });
    d.createObjectStore('acks', { keyPath: 'attempt' }).add({ attempt: 'x', proved: 1 });
  };
  r.onsuccess = () => (r.result.close(), ok());
});
"""
FRESH = "const page = await import('/static/js/store/db.js'); page.forget();"


def blank(server: Server, phone: Phone) -> Page:
    """A page of our origin on which no module has opened the database yet."""
    page = (phone.context or phone.open()).new_page()
    page.goto(server.url + "/static/icons/simulasi.svg")
    return page


@pytest.mark.fault(49)
def test_version_one_is_carried_over_whole(server: Server, phone: Phone) -> None:
    page = blank(server, phone)
    page.evaluate("async () => {" + OLD + "}")
    got = run(
        page,
        """
        const store = async (name) => { const d = await new Promise((ok) => { const r = indexedDB.open('simulasi-tps'); r.onsuccess = () => ok(r.result); });
          const n = [...d.objectStoreNames]; d.close(); return n; };
        return [await L.lines('x'), (await A.attemptsOf('p')).length, (await M.getMeta('identity')).device_id, (await R.listProfiles())[0].nama, await store()];
        """,
    )
    assert got[:4] == [["[0]", "[1]"], 1, "d", "Melati"]
    assert got[4] == sorted(["meta", "profiles", "packs", "attempts", "log", "acks", "keys", "carried", "inbox", "crew"])


@pytest.mark.fault(49)
def test_an_interrupted_upgrade_leaves_the_old_database(server: Server, phone: Phone) -> None:
    page = blank(server, phone)
    page.evaluate("async () => {" + OLD + "}")
    got = run(
        page,
        """
        const make = IDBDatabase.prototype.createObjectStore;
        IDBDatabase.prototype.createObjectStore = function (name, ...rest) { if (name === 'inbox') throw new Error('battery'); return make.call(this, name, ...rest); };
        const broken = await refused(L.lines('x'));
        IDBDatabase.prototype.createObjectStore = make;
        return [broken, await L.lines('x')];
        """,
    )
    assert got == ["tertutup", ["[0]", "[1]"]]


@pytest.mark.fault(22, 49)
def test_an_older_app_opens_a_newer_database(server: Server, phone: Phone) -> None:
    page = blank(server, phone)
    page.evaluate("async () => {" + OLD + "}")
    got = run(
        page,
        """
        await L.lines('x');
        D.forget();
        const open = indexedDB.open.bind(indexedDB);
        IDBFactory.prototype.open = function (name, version) { return version ? open(name, 1) : open(name); };
        return L.lines('x');
        """,
    )
    assert got == ["[0]", "[1]"]


def test_the_inbox_keeps_one_persons_items_and_tells_each_read_mark_once(server: Server, phone: Phone) -> None:
    page = visit(server, phone)
    got = run(
        page,
        """
        const I = await import('/static/js/store/inbox.js');
        await I.takeInbox('p', { kiriman: [{ kind: 'jadwal', id: 'a', rev: 1, body: { x: 1 } }, { kind: 'umpan_balik', id: 'a', rev: 7, body: {} }] });
        await I.takeInbox('q', { kiriman: [{ kind: 'jadwal', id: 'a', rev: 1, body: {} }] });
        await I.markRead('p', 'jadwal', 'a');
        const first = await I.inboxReport('p');
        await I.takeInbox('p', {}, first.dibaca);
        const second = await I.inboxReport('p');
        await I.takeInbox('p', { kiriman: [{ kind: 'jadwal', id: 'a', rev: 2, body: { x: 2 } }], dicabut: [['umpan_balik', 'a']] });
        return [first, second.dibaca, (await I.inboxOf('p')).map((r) => [r.kind, r.body, r.read]), await I.unreadOf('p'), (await I.inboxOf('q')).length];
        """,
    )
    assert got == [
        {"kotak": [["jadwal", "a", 1], ["umpan_balik", "a", 7]], "dibaca": [["jadwal", "a", 1]]},
        [],
        [["jadwal", {"x": 2}, 1]],
        1,
        1,
    ]


def test_without_web_locks_one_tab_sends_and_a_dead_one_holds_nobody_up(server: Server, phone: Phone) -> None:
    page = visit(server, phone)
    got = run(
        page,
        """
        const { takeLease, giveLease, LEASE_MS } = await import('/static/js/store/lease.js');
        const said = [];
        said.push(await takeLease('kirim', 1000, 'satu'), await takeLease('kirim', 2000, 'dua'), await takeLease('kirim', 3000, 'satu'));
        said.push(await takeLease('kirim', 3001 + LEASE_MS, 'dua'));            // the first has died
        said.push(await takeLease('kirim', 5000 - 10 * LEASE_MS, 'tiga'));      // a clock set back must not lock for ever
        await giveLease('kirim', 'dua');                                        // not its own any more
        said.push(await takeLease('kirim', 5001 - 10 * LEASE_MS, 'dua'));
        await giveLease('kirim', 'tiga');
        said.push(await takeLease('kirim', 5002 - 10 * LEASE_MS, 'dua'));
        return said;
        """,
    )
    assert got == [True, False, True, True, True, False, True]
