"""What KPU operates from a page: accounts of the own kabupaten/kota, packs, who did what, and how the server is."""

import secrets
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from simulasi import clock
from simulasi.extensions import db
from simulasi.models.account import account
from simulasi.models.attempt import attempt, dirty_tps, held, score
from simulasi.models.bundle import held_bundle
from simulasi.models.device import device
from simulasi.models.member import member
from simulasi.models.pack import correction, pack
from simulasi.models.wilayah import KABKOTA, wilayah
from simulasi.services import accounts, kode, packs, territory, uploads
from simulasi.services.accounts import AccountRefused, Staff
from simulasi.services.packs import PackRefused

# Letters nobody takes for another one.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Health:
    """How the server is; `troubles` are sentences for a person, empty when all is well."""

    figures: list[tuple[str, int]]
    troubles: list[str]


def new_password() -> str:
    """Four groups that can be read out over the phone; about 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def account_list(staff: Staff) -> list[sa.Row]:
    """The accounts of the own kabupaten/kota, KPU's own ones included."""
    low, high = staff.kab * 10**6, staff.kab * 10**6 + 10**6 - 1
    here = sa.or_(
        account.c.wilayah == staff.kab,
        account.c.wilayah.between(staff.kab * 100, staff.kab * 100 + 99),
        account.c.wilayah.between(low, high),
    )
    query = sa.select(account.c.username, account.c.peran, account.c.wilayah, account.c.aktif, wilayah.c.nama, wilayah.c.jenis)
    return list(
        db.session.execute(
            query.join(wilayah, wilayah.c.kode == account.c.wilayah).where(here).order_by(account.c.wilayah, account.c.username)
        )
    )


def make_account(staff: Staff, username: str, peran: str, code: int) -> str:
    """Make an account below oneself; returns its first password. Raises AccountRefused."""
    if peran not in ("pps", "ppk") or not staff.covers(code):
        raise AccountRefused("Akun hanya untuk PPS atau PPK di wilayah Anda.")
    password = new_password()
    accounts.create(username, password, peran, code, by=staff.id)
    return password


def change_account(staff: Staff, username: str, act: str) -> str:
    """`tutup`, `buka`, or `sandi`: returns a new password for the last. Raises AccountRefused."""
    known = {row.username: row for row in account_list(staff)}
    row = known.get(username)
    if row is None or row.peran == "kpu" or act not in ("tutup", "buka", "sandi"):
        raise AccountRefused("Akun itu bukan akun PPS atau PPK di wilayah Anda.")
    if act == "sandi":
        password = new_password()
        accounts.set_password(username, password, by=staff.id)
        return password
    accounts.set_active(username, act == "buka", by=staff.id)
    return ""


def pack_list() -> list[dict[str, Any]]:
    """Every pack, the newest first, with how many attempts stand on it."""
    count = sa.select(sa.func.count()).where(attempt.c.pack_hash == pack.c.hash).scalar_subquery().label("attempts")
    names = ("hash", "kind", "ruleset", "rules_revision", "content_revision", "size", "title", "length", "published", "withdrawn")
    query = sa.select(*(pack.c[name] for name in names), count).order_by(pack.c.published.desc(), pack.c.hash)
    return [dict(row) for row in db.session.execute(query).mappings()]


def may_publish(staff: Staff) -> bool:
    """Packs are the same for everybody on a server: by a page only where it serves one kabupaten/kota."""
    here = db.session.execute(sa.select(wilayah.c.kode).where(wilayah.c.tingkat == KABKOTA)).scalars().all()
    return staff.peran == "kpu" and list(here) == [staff.wilayah]


def sizes() -> dict[str, str]:
    """What may be compiled, and what it is called."""
    from simulasi.compiler.build import LABELS

    return LABELS


def first_set(seed: str, curriculum: str) -> list[tuple[str, str]]:
    """(size, seed) of what a new server needs."""
    from simulasi.compiler.build import beginning

    return beginning(seed, curriculum)


def rulesets() -> list[tuple[str, str]]:
    """The rule sets packs may be published of: id, title. Drafts are not among them."""
    from simulasi.rules import RULESETS, get_ruleset

    held = [get_ruleset(name) for name in RULESETS]
    return [(each.id, each.title) for each in held if not each.is_draft]


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack that was compiled and checked, and not published: `defects` are (code, place, sentence); `steps`, how many of them scored."""

    body: bytes
    title: str
    revision: int
    steps: int
    scored: int
    defects: list[tuple[str, str, str]]


def compile_draft(ruleset: str, seed: str, size: str) -> Draft:
    """Compile and check, with the sources that were read since the release. Raises PackRefused."""
    # Only who publishes pays for loading the compiler.
    from simulasi.compiler import ContentError
    from simulasi.compiler.build import LABELS, build
    from simulasi.compiler.encode import seal
    from simulasi.compiler.lint_law import is_scored
    from simulasi.rules.errors import BadInput
    from simulasi.services import sightings

    if size not in LABELS or not 1 <= len(seed) <= 60 or not seed.isprintable():
        raise PackRefused([f"benih 1 sampai 60 huruf; ukuran: {', '.join(LABELS)}"])
    try:
        with sightings.applied() as since:
            made = build(ruleset, seed, size)
    except (ContentError, BadInput, KeyError) as error:
        raise PackRefused([str(error)]) from None
    if since:
        made = seal({**made.pack, "rules_revision": made.pack["rules_revision"] + since})
    steps = made.pack["steps"]
    return Draft(
        made.bytes,
        made.pack["title"],
        made.pack["rules_revision"],
        len(steps),
        sum(map(is_scored, steps)),
        [(defect.code, defect.place, defect.message) for defect in packs.defects_of(made.bytes)],
    )


def compile_and_publish(staff: Staff, ruleset: str, seed: str, size: str) -> packs.Offer:
    """Compile, lint, publish. Raises PackRefused."""
    return packs.publish(compile_draft(ruleset, seed, size).body, by=staff)


@dataclass(frozen=True, slots=True)
class Spread:
    """A pack, what the linter says of it now, and which phones hold it, place by place: (place, phones that hold it, phones)."""

    about: dict[str, Any]
    defects: list[tuple[str, str, str]]
    places: list[tuple[str, int, int]]
    corrected: str

    @property
    def phones(self) -> tuple[int, int]:
        """Of all phones that were ever heard of."""
        return sum(row[1] for row in self.places), sum(row[2] for row in self.places)


def spread(staff: Staff, pack_hash: str) -> Spread | None:
    """Who has this pack, by the last hello of each phone of the own kabupaten/kota."""
    about = next((each for each in pack_list() if each["hash"] == pack_hash), None)
    body = packs.pack_bytes(pack_hash) if about else None
    if about is None or body is None:
        return None
    short = pack_hash[: uploads.PACK_NAME]
    here = (device.c.kab == staff.kab, device.c.revoked_at.is_(None))
    holds: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for tps_id, held_packs in db.session.execute(sa.select(device.c.tps_id, device.c.packs).where(*here)):
        row = holds[tps_id // 1000]
        row[0] += short in held_packs.split(",")
        row[1] += 1
    names = {each.kode: each.judul for each in territory.all_of(4) if each.kode in holds}
    places = [(names.get(desa, kode.show(desa)), have, of) for desa, (have, of) in sorted(holds.items())]
    by = db.session.execute(sa.select(correction.c.by_hash).where(correction.c.pack_hash == pack_hash)).scalar()
    defects = [(each.code, each.place, each.message) for each in packs.defects_of(body)]
    return Spread(about, defects, places, by or "")


def offer_again(staff: Staff, pack_hash: str) -> packs.Offer | None:
    """Offer a withdrawn pack once more. Raises PackRefused when it would not be published today."""
    body = packs.pack_bytes(pack_hash)
    return None if body is None else packs.publish(body, by=staff)


def holders() -> dict[str, int]:
    """For each pack, by the beginning of its name, on how many phones it is."""
    counts: dict[str, int] = defaultdict(int)
    for held_packs in db.session.execute(sa.select(device.c.packs).where(device.c.revoked_at.is_(None), device.c.packs != "")).scalars():
        for name in held_packs.split(","):
            counts[name] += 1
    return counts


def health(kab: int | None = None) -> Health:
    """Counted where it is cheap to count; for one kabupaten/kota, or the whole server."""

    def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        mine = () if kab is None or "kab" not in table.c else (table.c.kab == kab,)
        return db.session.execute(sa.select(sa.func.count()).select_from(table).where(*mine, *where)).scalar_one()

    day_ago = clock.now_ms() - 86_400_000
    waiting = count(held) + count(held_bundle)
    astray = count(held_bundle, kode.desa_digits(held_bundle.c.tps_id) == 0)  # no PPS sees it
    refused = count(score, score.c.refusal != sa.literal_column("''"))  # the very words of ix_score_refused
    figures = [
        ("Anggota aktif", count(member, member.c.aktif == 1)),
        ("Ponsel terdaftar", count(device, device.c.revoked_at.is_(None))),
        ("Ponsel terhubung dalam 24 jam", count(device, device.c.seen >= day_ago)),
        ("Percobaan tersimpan", count(attempt)),
        ("Kiriman ditahan", waiting),
        ("Percobaan yang tidak dapat dinilai", refused),
        ("TPS menunggu dihitung ulang", count(dirty_tps)),
        ("Paket ditawarkan", count(pack, pack.c.withdrawn.is_(None))),
    ]
    troubles = []
    if not figures[-1][1]:
        troubles.append("Belum ada paket yang ditawarkan: anggota tidak dapat berlatih. Susun dan terbitkan paket.")
    if packs.wanted():
        troubles.append("Ada hasil pada paket yang tidak dikenal server ini: terbitkan paketnya.")
    if astray:
        troubles.append(f"{astray} hasil belum diketahui desanya: arahkan di halaman Ditahan.")
    if waiting > astray:
        troubles.append(f"{waiting - astray} kiriman ditahan: PPS melihatnya di halaman Ditahan, operator dengan perintah sinkron ditahan.")
    return Health(figures, troubles)
