"""The phone's store in a real browser: what was acknowledged is there, whatever breaks."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e import small_packs
from tests.e2e.conftest import Phone, Server, whole_file

# What every script below starts with. `start(profile)` begins an attempt of a made-up pack.
MODULES = """
const [A, L, P, R, D, M] = await Promise.all(['attempts', 'event_log', 'packs', 'profiles', 'db', 'meta'].map((m) => import(`/static/js/store/${m}.js`)));
const start = async (profile) => {
  const attempts = A.attemptsFor(profile);
  const { id } = await attempts.create({ pack_hash: 'a'.repeat(64), engine: '1', ruleset: 'pemilu-2024', seats: ['kpps_4'] });
  return [attempts, id];
};
const refused = (promise) => promise.then(() => 'ok', (e) => e.code);
"""


server = whole_file(demo=False)  # these tests need the files only


def visit(server: Server, phone: Phone) -> Page:
    context = phone.context or phone.open()
    page = context.new_page()
    page.goto(server.url + "/")
    page.locator(".hero").wait_for()
    return page


@pytest.fixture
def page(server: Server, phone: Phone) -> Page:
    return visit(server, phone)


def run(page: Page, script: str, arg: Any = None) -> Any:
    return page.evaluate("async (arg) => {" + MODULES + script + "}", arg)


def test_an_event_is_a_line_and_every_write_is_strict(page: Page) -> None:
    got = run(
        page,
        """
        const kinds = [];
        const open = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...a) { const t = open.apply(this, a); if (t.mode === 'readwrite') kinds.push(t.durability); return t; };
        const [attempts, id] = await start('a');
        const event = await attempts.append(id, { step: 'langkah', answer: ['x', 'y'], role: 'kpps_4' });
        return { kinds, event, lines: await L.lines(id), id };
        """,
    )
    assert set(got["kinds"]) == {"strict"}
    assert [json.loads(line)[:4] for line in got["lines"]] == [
        [0, "mulai", ["a" * 64, "1", "pemilu-2024", "langsung", "kpps_4"], ""],
        [1, "langkah", ["x", "y"], "kpps_4"],
    ]
    assert got["event"]["seq"] == 1 and " " not in got["lines"][1]


def test_a_double_tap_leaves_no_gap_and_no_clash(page: Page) -> None:
    seqs = run(
        page,
        """
        const [attempts, id] = await start('a');
        await Promise.all(Array.from({ length: 20 }, (_, i) => attempts.append(id, { step: `s${i}`, answer: 'x', role: 'kpps_4' })));
        return (await attempts.events(id)).map((e) => [e.seq, e.step]);
        """,
    )
    assert seqs == [[0, "mulai"], *[[n + 1, f"s{n}"] for n in range(20)]]


@pytest.mark.fault(28)
def test_a_second_tab_may_look_but_not_write(server: Server, phone: Phone) -> None:
    first, second = visit(server, phone), visit(server, phone)
    attempt = run(first, "const [attempts, id] = await start('a'); window.mine = attempts; return id;")
    script = """
        const attempts = A.attemptsFor('a');
        const held = await attempts.hold(arg);
        return [held, await refused(attempts.append(arg, { step: 's', answer: 'x', role: 'kpps_4' })), (await attempts.events(arg)).length];
    """
    assert run(second, script, attempt) == [False, "tab-lain", 1]
    first.close()
    # The lock is freed as the tab's process ends; until then the second stays a reader.
    second.evaluate("(id) => navigator.locks.request('percobaan:' + id, () => {})", attempt)
    assert run(second, script, attempt) == [True, "ok", 2]


@pytest.mark.fault(53)
def test_nobody_reads_or_writes_anothers_attempts(page: Page) -> None:
    got = run(
        page,
        """
        const [mine, id] = await start('a');
        const other = A.attemptsFor('b');
        return [
          (await other.list()).length, await other.get(id) ?? null, await refused(other.events(id)),
          await refused(other.append(id, { step: 's', answer: 'x', role: 'kpps_4' })), await refused(other.finish(id)), (await mine.list()).length,
        ];
        """,
    )
    assert got == [0, None, "tidak-ada", "tidak-ada", "tidak-ada", 1]


def test_a_guests_attempts_can_be_handed_over(page: Page) -> None:
    got = run(
        page,
        """
        const [guest, id] = await start('tamu');
        guest.releaseAll();
        await A.giveAttempts('tamu', 'anggota-1');
        const own = A.attemptsFor('anggota-1');
        await own.append(id, { step: 's', answer: 'x', role: 'kpps_4' });
        return [(await guest.list()).length, (await own.list()).length, (await own.events(id)).length];
        """,
    )
    assert got == [0, 1, 2]


@pytest.mark.fault(4)
def test_a_lost_connection_is_reopened_once_and_nothing_is_written_twice(page: Page) -> None:
    got = run(
        page,
        """
        const [attempts, id] = await start('a');
        const open = IDBDatabase.prototype.transaction;
        let breaks = 1;
        IDBDatabase.prototype.transaction = function (...a) { if (breaks-- > 0) this.close(); return open.apply(this, a); };
        const one = await refused(attempts.append(id, { step: 'satu', answer: 'x', role: 'kpps_4' }));
        // Committed, but the phone never hears of it: the repeat must find its own line and be content.
        const add = IDBObjectStore.prototype.add;
        let forget = 1;
        IDBDatabase.prototype.transaction = function (...a) {
          const t = open.apply(this, a);
          if (t.mode === 'readwrite' && forget-- > 0) Object.defineProperty(t, 'oncomplete', { set(fn) { t.addEventListener('complete', () => t.onabort()); } });
          return t;
        };
        const two = await refused(attempts.append(id, { step: 'dua', answer: 'x', role: 'kpps_4' }));
        IDBDatabase.prototype.transaction = open;
        const three = await refused(attempts.append(id, { step: 'tiga', answer: 'x', role: 'kpps_4' }));
        return [one, two, three, (await attempts.events(id)).map((e) => [e.seq, e.step])];
        """,
    )
    assert got == ["ok", "ok", "ok", [[0, "mulai"], [1, "satu"], [2, "dua"], [3, "tiga"]]]


@pytest.mark.fault(3)
def test_a_full_phone_says_so_keeps_what_it_had_and_goes_on_when_there_is_room(page: Page) -> None:
    got = run(
        page,
        """
        const [attempts, id] = await start('a');
        const add = IDBObjectStore.prototype.add;
        IDBObjectStore.prototype.add = function () { this.transaction.abort(); throw new DOMException('voll', 'QuotaExceededError'); };
        let message = '';
        const full = await attempts.append(id, { step: 's', answer: 'x', role: 'kpps_4' }).catch((e) => ((message = e.message), e.code));
        const begin = await refused(attempts.create({ pack_hash: 'b'.repeat(64), ruleset: 'pemilu-2024', seats: ['kpps_4'] }));
        IDBObjectStore.prototype.add = add;
        const counted = [(await attempts.events(id)).length, (await attempts.list()).length];
        return [full, message, begin, counted, await refused(attempts.append(id, { step: 's', answer: 'x', role: 'kpps_4' })), (await attempts.events(id)).length];
        """,
    )
    assert got[0] == "penuh" and "Kosongkan ruang" in got[1]
    assert got[2:] == ["penuh", [1, 1], "ok", 2]


@pytest.mark.fault(3)
def test_room_is_made_from_packs_nobody_plays(page: Page) -> None:
    day, listing = small_packs.day("ruang"), small_packs.checklist("ruang")
    got = run(
        page,
        """
        const { sha256Hex } = await import('/static/js/platform/digest.js');
        for (const text of arg) { const bytes = new TextEncoder().encode(text); await P.putPack(await sha256Hex(bytes), bytes.buffer); }
        const [attempts, id] = await start('a');
        const add = IDBObjectStore.prototype.add;
        let full = 1;
        IDBObjectStore.prototype.add = function (...a) { if (full-- > 0) { this.transaction.abort(); throw new DOMException('voll', 'QuotaExceededError'); } return add.apply(this, a); };
        const said = await refused(attempts.append(id, { step: 's', answer: 'x', role: 'kpps_4' }));
        return [said, (await P.listPacks()).map((p) => p.kind)];
        """,
        [day.decode(), listing.decode()],
    )
    assert got == ["ok", ["daftar_periksa"]]


def test_a_pack_is_its_bytes(page: Page) -> None:
    got = run(
        page,
        """
        const { sha256Hex } = await import('/static/js/platform/digest.js');
        const bytes = new TextEncoder().encode(arg);
        const hash = await sha256Hex(bytes);
        const wrong = await refused(P.putPack('0'.repeat(64), bytes.buffer));
        await P.putPack(hash, bytes.buffer);
        const good = (await P.soundPacks()).map((p) => p.kind);
        await D.write('packs', async (s) => { const row = await D.result(s.get(hash)); row.body = new TextEncoder().encode(arg.replace('Hari contoh', 'Hari palsu!')).buffer; await D.result(s.put(row)); });
        const opened = await refused(P.getPack(hash));
        return [wrong, good, opened, (await P.soundPacks()).length, (await P.listPacks()).length];
        """,
        small_packs.day().decode(),
    )
    assert got == ["paket-rusak", ["hari"], "paket-rusak", 0, 0]


@pytest.mark.fault(53)
def test_the_token_is_nowhere_in_the_clear_and_a_wrong_pin_wipes_nothing(page: Page) -> None:
    got = run(
        page,
        """
        const { createSession } = await import('/static/js/app/session.js');
        const session = createSession(() => {});
        await session.enrol({ id: 'm1', nama: 'MELATI', peran: 'kpps_4' }, 'kd1.sangat-rahasia', '482913');
        session.lock();
        const waits = [];
        for (let i = 0; i < 3; i += 1) waits.push((await session.unlock('m1', '111112')).wait);
        const early = await session.unlock('m1', '482913');
        const dump = [];
        for (const name of ['meta', 'profiles', 'attempts', 'acks']) dump.push(await D.read(name, (s) => D.result(s.getAll())));
        const text = JSON.stringify(dump, (k, v) => (v instanceof Uint8Array ? String.fromCharCode(...v) : v));
        await R.patchProfile('m1', { last_fail: 0 });
        const late = await session.unlock('m1', '482913');
        return [waits, early.wait > 0, text.includes('rahasia'), late.profile?.nama, session.token, (await R.getProfile('m1')).fails];
        """,
    )
    assert got == [[0, 0, 10000], True, False, "MELATI", "kd1.sangat-rahasia", 0]


@pytest.mark.fault(1, 2)
def test_every_acknowledged_event_survives_a_killed_browser(server: Server, phone: Phone) -> None:
    page = visit(server, phone)
    told: list[int] = []
    page.expose_function("told", lambda seq: told.append(seq))
    attempt = run(
        page,
        """
        const [attempts, id] = await start('a');
        (async () => { for (let i = 1; ; i += 1) { const e = await attempts.append(id, { step: `s${i}`, answer: 'x', role: 'kpps_4' }); window.told(e.seq); } })();
        return id;
        """,
    )
    while len(told) < 60:
        page.wait_for_timeout(10)
    phone.kill()
    acknowledged = max(told)
    seqs = run(visit(server, phone), "return (await L.lines(arg)).map((l) => JSON.parse(l)[0]);", attempt)
    assert seqs == list(range(len(seqs)))
    assert len(seqs) > acknowledged >= 60


def test_device_id_is_made_once_even_by_two_tabs(server: Server, phone: Phone) -> None:
    pages = [visit(server, phone), visit(server, phone)]
    for page in pages:
        page.evaluate("() => { window.who = import('/static/js/store/meta.js').then((m) => m.identity()); }")
    one, two = (page.evaluate("() => window.who") for page in pages)
    assert one == two and len(one["device_id"]) == 32
