"""An invented Kota Batu to look at: participants named after plants and trees, a log-in for every desa, the first packs.

Everything here can be repeated: what exists is left as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from simulasi.extensions import db, writing
from simulasi.models.account import account
from simulasi.models.member import member
from simulasi.services import accounts, invitations, kode, packs, roster, territory
from simulasi.services.packs import Offer

KAB = 3579
PASSWORD = "demo-simulasi-tps"
TPS = 3579022009003
RULESET, SEED, TRIES = "pemilu-2024", "demo", 60
SIZES = ("singkat", "sedang")
CURRICULUM = "kota_batu"

# Nobody real: flowers, fruit and spices on the first line, trees and landforms on the second.
NAMES = Path(__file__).resolve().parent.parent / "data" / "nama-rekaan.txt"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was brought in, for the operator to read."""

    places: int
    stations: int
    members: int
    accounts: int
    packs: list[Offer]
    invitation: invitations.Card


def load() -> Demo:
    """Bring everything in."""
    if territory.place(KAB) is None:
        territory.load_shipped()
    stations = territory.tps_below(KAB)
    load_members(stations)
    load_accounts()
    offers = load_packs()
    card = invitations.create([TPS], None, replace=True)[0]
    count = sa.select(sa.func.count())
    return Demo(
        places=len(territory.all_of(4)),
        stations=len(stations),
        members=db.session.execute(count.select_from(member).where(member.c.kab == KAB, member.c.aktif == 1)).scalar_one(),
        accounts=db.session.execute(count.select_from(account)).scalar_one(),
        packs=offers,
        invitation=card,
    )


def load_members(stations: list[int]) -> None:
    """Seven for each TPS that has nobody yet."""
    with writing() as session:
        taken = set(session.execute(sa.select(member.c.tps_id).where(member.c.kab == KAB).distinct()).scalars())
        names = invented_names()
        people = [
            (KAB, f"{kode.desa_of(where) % 1_000_000:06d}-{where % 1000:03d}-{peran}", next(names), where, peran)
            for where in stations
            for peran in range(1, 8)
        ]
        roster.store(session, [person for person in people if person[3] not in taken], {})


def invented_names() -> Iterator[str]:
    """Every pair once, neighbours different in both words."""
    first, last = (line.split() for line in NAMES.read_text("utf-8").splitlines())
    for turn in range(len(last)):
        for index, name in enumerate(first):
            yield f"{name} {last[(index + turn) % len(last)]}"


def load_accounts() -> None:
    """KPU Kota Batu, a PPK for each kecamatan, a PPS for each desa, all with the demo password."""
    have = set(db.session.execute(sa.select(account.c.username)).scalars())
    wanted = [("kpu-batu", "kpu", KAB)]
    for kecamatan in territory.children(KAB):
        wanted.append((f"ppk-{slug(kecamatan.nama)}", "ppk", kecamatan.kode))
        wanted += [(f"pps-{slug(desa.nama)}", "pps", desa.kode) for desa in territory.children(kecamatan.kode)]
    for name, peran, code in wanted:
        if name not in have:
            accounts.create(name, PASSWORD, peran, code)


def story_day(size: str) -> bytes:
    """Compile the first day that has the mover of docs/demo.md, whose letter does not tick DPR: content grows, the story stays."""
    from simulasi.compiler import compile_day

    for number in range(1, TRIES):
        day = compile_day(RULESET, f"{SEED}-{number}", size)
        if any(
            item["id"] == "dpr" and not item["right"]
            for step in day.pack["steps"]
            for item in step.get("items", ())
            if step["kind"] == "set"
        ):
            return day.bytes
    raise RuntimeError(f"no day of {TRIES} seeds has the demo's mover")


def load_packs() -> list[Offer]:
    """Compile and publish the first days and the checklists."""
    from simulasi.compiler import compile_checklists
    from simulasi.compiler.courses import compile_course
    from simulasi.compiler.drills import compile_bank, compile_test

    for size in SIZES:
        packs.publish(story_day(size))
    packs.publish(compile_checklists(RULESET).bytes)
    packs.publish(compile_course(RULESET, CURRICULUM).bytes)
    packs.publish(compile_bank(RULESET, SEED).bytes)
    for form in "ab":
        packs.publish(compile_test(RULESET, SEED, form).bytes)
    return packs.offers()


def slug(name: str) -> str:
    """Oro-oro Ombo -> oro-oro-ombo."""
    return name.lower().replace(" ", "-")
