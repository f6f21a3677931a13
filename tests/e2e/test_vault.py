"""A phone that several people use: what one wrote lies encrypted, comes through every interruption, and goes home even when the PIN is forgotten."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Phone, Server, whole_file
from tests.e2e.fault_proxy import Proxy
from tests.e2e.test_everyday import OTHER_PIN, PIN, enrol, invite, press, stored, tick, unlock
from tests.e2e.test_store import MODULES

NOTE = "Saya sulit menolak tekanan tetangga"
# Every store as it lies on the disk, bytes as text.
DUMP = """async () => {
  const db = await new Promise((ok) => { const r = indexedDB.open('simulasi-tps'); r.onsuccess = () => ok(r.result); });
  const out = {};
  for (const name of db.objectStoreNames) {
    if (name === 'packs') continue;
    const rows = await new Promise((ok) => { const r = db.transaction(name).objectStore(name).getAll(); r.onsuccess = () => ok(r.result); });
    out[name] = JSON.stringify(rows, (k, v) => (v instanceof Uint8Array ? Array.from(v, (b) => String.fromCharCode(b)).join('') : v));
  }
  db.close();
  return out;
}"""


server = whole_file()


def run(page: Page, script: str, arg: object = None) -> object:
    return page.evaluate("async (arg) => {" + MODULES + script + "}", arg)


def again(server: Server) -> str:
    """Another invitation to the TPS that was invited last."""
    tps = 3579022009000 + server.__dict__["invited"]
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", server.flask("undangan", "buat", str(tps)))[0]  # type: ignore[index]


def test_no_script_takes_a_key_out_of_the_phone(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Coba tanpa undangan").click()
    page.get_by_text("Siap tanpa sinyal", exact=True).first.wait_for(timeout=60_000)
    found = run(
        page,
        """
        const K = await import('/static/js/store/keys.js');
        await K.signingKey('tamu');
        await K.pepper(new Uint8Array(8));
        const db = await new Promise((ok) => { const r = indexedDB.open('simulasi-tps'); r.onsuccess = () => ok(r.result); });
        const rows = await new Promise((ok) => { const r = db.transaction('keys').objectStore('keys').getAll(); r.onsuccess = () => ok(r.result); });
        db.close();
        const told = [];
        for (const secret of rows.map((row) => row.secret ?? row.pair.privateKey))
          for (const form of ['raw', 'pkcs8', 'jwk'])
            told.push([secret.algorithm.namedCurve ?? secret.algorithm.name, await crypto.subtle.exportKey(form, secret).then(() => 'keluar', (e) => e.name)]);
        return told;
        """,
    )
    assert {curve for curve, _ in found} == {"P-256", "HMAC"}  # type: ignore[attr-defined]
    assert "keluar" not in {result for _, result in found} and len(found) == 6  # type: ignore[attr-defined,arg-type]


@pytest.mark.fault(52, 53)
def test_a_second_person_finds_nothing_of_the_first_in_the_phones_raw_storage(server: Server, page: Page) -> None:
    code = invite(server)
    page.goto(server.url)
    page.get_by_role("button", name="Coba tanpa undangan").click()
    page.get_by_text("Siap tanpa sinyal", exact=True).first.wait_for(timeout=60_000)
    tick(page, server.url, 1)
    guest = run(page, "return (await L.lines((await A.attemptsOf('tamu'))[0].id))[1]")
    page.goto(f"{server.url}/#/undangan/{code}")
    page.locator(".person").filter(has=page.get_by_text("KPPS 4", exact=True)).click()
    page.locator(".check-line input").uncheck()
    press(page, PIN)
    expect(page.locator("main")).to_contain_text("Ketik sekali lagi")
    press(page, PIN)
    page.get_by_text("Siap tanpa sinyal", exact=True).wait_for(timeout=60_000)
    tick(page, server.url)
    page.goto(f"{server.url}/#/renungan/umum")
    page.locator("#renungan").fill(NOTE)
    page.get_by_role("button", name="Simpan di ponsel ini").click()
    expect(page.get_by_text("Tersimpan di ponsel ini.")).to_be_visible()
    page.goto(f"{server.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)
    first, attempt = run(
        page,
        """
        const me = await M.getMeta('last_profile');
        const [{ id }] = await A.attemptsOf(me);
        return [[me, await L.lines(id)], id];
        """,
    )
    assert len(first[1]) == 2
    # What is written openly would be found like this: a guest's line is.
    assert str(guest) in page.evaluate(DUMP)["log"].replace('\\"', '"')
    enrol(page, server.url, again(server), role="KPPS 5", pin=OTHER_PIN)
    tick(page, server.url)
    held = page.evaluate(DUMP)
    answer = first[1][1]
    secrets = [NOTE, first[1][0], answer, json.loads(answer)[2][0]]  # a reflection, both lines, the item that was ticked
    raw = {name: text.replace('\\"', '"') for name, text in held.items()}
    assert len(set(secrets)) == 4 and len(raw) == 9
    assert [(name, secret) for name in raw for secret in secrets if secret in raw[name]] == []
    assert run(page, "return refused(L.lines(arg))", attempt) == "terkunci"
    # The first comes back to exactly what they wrote.
    page.goto(f"{server.url}/#/profil")
    page.locator(".person").filter(has=page.get_by_text("KPPS 4")).click()
    unlock(page)
    assert run(page, "return L.lines(arg)", attempt) == first[1]


OLD = """
const { createSession } = await import('/static/js/app/session.js');
const { sealOld } = await import('/static/js/store/sweep.js');
const session = createSession(() => {});
window.session = session;
await session.enrol({ id: '0193a000-0000-7000-8000-000000000009', nama: 'MELATI', peran: 'kpps_4' }, 'kd1.rahasia', '482913');
const me = session.profile.id;
const [attempts, id] = await start(me);
for (let i = 1; i < 12; i += 1) await attempts.append(id, { step: `langkah_${i}`, answer: 'JAWABAN', role: 'kpps_4' });
await attempts.finish(id);
attempts.releaseAll();
const N = await import('/static/js/store/notes.js');
const I = await import('/static/js/store/inbox.js');
const C = await import('/static/js/store/crew.js');
await D.write('meta', (s) => D.result(s.put({ key: `renungan/${me}`, value: { umum: 'JAWABAN hati' } })));
await D.write('inbox', (s) => D.result(s.put({ profile: me, kind: 'umpan_balik', id: 'u', rev: 3, body: { teks: 'JAWABAN guru' }, read: 3, told: 0 })));
await D.write('crew', (s) => D.result(s.put({ id: 'sesi-1', profile: me, joined: 1, mine: [], events: [['JAWABAN']] })));
const whole = async () => JSON.stringify([await L.lines(id), await N.notesOf(me), (await I.inboxOf(me)).map((r) => [r.body, r.read]), (await C.getCrew(me, 'sesi-1')).events]);
const key = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
const titik = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.exportKey('raw', key.publicKey)))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
const plain = async () => {
  const all = [];
  for (const name of ['log', 'meta', 'inbox', 'crew']) all.push(await D.read(name, (s) => D.result(s.getAll())));
  return JSON.stringify(all, (k, v) => (v instanceof Uint8Array ? '' : v)).split('JAWABAN').length - 1;
};
"""


@pytest.mark.fault(49, 53)
def test_what_was_written_openly_goes_into_the_vault_whole_wherever_the_phone_dies(server: Server, page: Page) -> None:
    page.goto(server.url + "/")
    page.locator(".hero").wait_for()
    got = run(
        page,
        OLD
        + """
        const before = [await whole(), await plain()];
        session.lock();
        await M.putMeta('gembok', { k: 1, titik });
        const put = IDBObjectStore.prototype.put;
        // The vault itself: cut before it is stored, the PIN opens what was there before.
        IDBObjectStore.prototype.put = function (row) { if (row?.vault?.pin) throw new DOMException('mati', 'UnknownError'); return put.apply(this, arguments); };
        const cut = await session.unlock(me, '482913').then(() => 'masuk', () => 'mati');
        IDBObjectStore.prototype.put = put;
        await R.patchProfile(me, { fails: 0, last_fail: 0 });
        const came = await session.unlock(me, '482913');
        const seen = [];
        let n = 0;
        for (; n < 60; n += 1) {
          let left = n;
          IDBObjectStore.prototype.put = function () { if (left-- <= 0) throw new DOMException('mati', 'DataError'); return put.apply(this, arguments); };
          const went = await sealOld(me).then(() => true, () => false);
          IDBObjectStore.prototype.put = put;
          seen.push((await whole()) === before[0]);
          if (went) break;
        }
        const after = [await whole(), await plain()];
        session.lock();
        const shut = await refused(L.lines(id));
        const back = await session.unlock(me, '482913');
        return [cut, came.profile?.nama, before[1], seen.every(Boolean), n, after[0] === before[0], after[1], shut, back.profile?.nama, (await whole()) === before[0], session.token];
        """,
    )
    cut, came, plain, always, cuts, same, left, shut, back, whole, token = got  # type: ignore[misc]
    assert (cut, came, back, token) == ("mati", "MELATI", "MELATI", "kd1.rahasia")
    assert plain >= 14 and always and cuts >= 4
    assert same and left == 0 and shut == "terkunci" and whole


@pytest.mark.fault(49)
def test_a_killed_browser_in_the_middle_of_it_loses_no_line(server: Server, phone: Phone, page: Page) -> None:
    page.goto(server.url + "/")
    page.locator(".hero").wait_for()
    told: list[int] = []
    page.expose_function("told", lambda: told.append(1))
    before = run(
        page,
        OLD
        + """
        await M.putMeta('gembok', { k: 1, titik });
        session.lock();
        await session.unlock(me, '482913');
        const put = IDBObjectStore.prototype.put;
        let n = 0;
        IDBObjectStore.prototype.put = function () { if ((n += 1) === 7) window.told(); return put.apply(this, arguments); };
        setTimeout(async () => { for (;;) await sealOld(me); });
        return [id, await L.lines(id)];
        """,
    )
    while not told:
        page.wait_for_timeout(5)
    phone.kill()
    page = phone.open().pages[0]
    page.goto(server.url + "/")
    page.locator(".keypad").wait_for()
    unlock(page)
    assert run(page, "return [arg, await L.lines(arg)]", before[0]) == before  # type: ignore[index]


@pytest.mark.fault(52, 53)
def test_a_forgotten_pin_needs_a_new_invitation_and_then_everything_goes_home(server: Server, proxy: Proxy, page: Page) -> None:
    code = invite(server)
    enrol(page, proxy.url, code)
    proxy.dead = True
    tick(page, proxy.url)
    before = stored(server)
    page.reload()
    page.locator(".keypad").wait_for()
    proxy.dead = False
    # The crew's own code makes a phone of that name again, but opens nothing: a colleague could do the same.
    enrol(page, proxy.url, code, pin=OTHER_PIN)
    page.goto(f"{proxy.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("1 latihan lama masih terkunci PIN lama")
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.locator("main")).to_contain_text("Terakhir tersambung", timeout=30_000)
    assert stored(server) == before
    tick(page, proxy.url, 1)
    page.goto(f"{proxy.url}/#/kirim")
    expect(page.locator("main")).to_contain_text("Sudah di PPS", timeout=30_000)
    # PPS invites anew: all of it opens and is sent.
    page.reload()
    page.locator(".keypad").wait_for()
    enrol(page, proxy.url, again(server), pin=PIN)
    page.goto(f"{proxy.url}/#/kirim")
    expect(page.get_by_text("Sudah di PPS")).to_have_count(2, timeout=30_000)
    expect(page.locator("main")).not_to_contain_text("terkunci")
    assert len(stored(server)) == len(before) + 2
    page.reload()
    unlock(page)
    page.goto(f"{proxy.url}/#/kirim")
    expect(page.get_by_text("Sudah di PPS")).to_have_count(2, timeout=30_000)
