"""The registry of rule sets, and the data each of them owns."""

import re
from datetime import date
from typing import Any

import pytest

from simulasi.rules import RULESETS, get_ruleset
from simulasi.rules.clock import clock, minute, printed
from simulasi.rules.errors import BadInput
from simulasi.rules.model import Fact, Ruleset
from simulasi.rules.reading import read_natural, read_object, read_text, read_words, short
from simulasi.rules.shared.logistics import count_items
from simulasi.rules.shared.voter_reasons import translate
from simulasi.rules.sources import REGISTRY
from simulasi.rules.vocabulary import ELECTIONS, KPPS, PARTIES, PHASES, Group, Mark
from simulasi.rules.voters import ballots_supplied, reserve

SETS = [get_ruleset(each) for each in RULESETS]
every = pytest.mark.parametrize("ruleset", SETS, ids=RULESETS)


def test_an_unknown_rule_set_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match=r"aturan 'pemilu-1955' tidak dikenal; yang ada: pemilu-2024, pilkada-2024, pemilu-nasional-2029"):
        get_ruleset("pemilu-1955")


@pytest.mark.parametrize(
    ("ruleset_id", "dpt", "spare"),
    [
        ("pemilu-2024", 248, 5),
        ("pemilu-2024", 250, 5),
        ("pemilu-2024", 251, 6),
        ("pemilu-2024", 300, 6),
        ("pemilu-2024", 0, 0),
        ("pilkada-2024", 468, 12),
        ("pilkada-2024", 600, 15),
        ("pilkada-2024", 400, 10),
        ("pilkada-2024", 401, 11),
    ],
)
def test_reserve(ruleset_id: str, dpt: int, spare: int) -> None:
    ruleset = get_ruleset(ruleset_id)
    assert reserve(dpt, ruleset) == spare
    assert ballots_supplied(dpt, ruleset) == dpt + spare


@pytest.mark.parametrize(
    ("ruleset_id", "labels", "forms"),
    [
        ("pemilu-2024", ["DPT", "DPTb", "DPK"], ["TETAP-KPU", "TAMBAHAN-KPU", "KHUSUS-KPU"]),
        ("pilkada-2024", ["DPT", "Pemilih Pindahan", "Pemilih Tambahan"], ["TETAP-KWK", "PINDAHAN-KWK", "TAMBAHAN-KWK"]),
    ],
)
def test_tambahan_means_two_things(ruleset_id: str, labels: list[str], forms: list[str]) -> None:
    groups = get_ruleset(ruleset_id).groups
    assert list(groups) == list(Group)
    assert [group.label for group in groups.values()] == labels
    assert [group.attendance_form for group in groups.values()] == [f"C.DAFTAR HADIR PEMILIH {form}" for form in forms]


@every
def test_clock(ruleset: Ruleset) -> None:
    hours = ruleset.hours
    assert [clock(each) for each in (hours.present, hours.open, hours.open_latest, hours.movers, hours.khusus, hours.close)] == [
        "06:00",
        "07:00",
        "07:30",
        "11:00",
        "12:00",
        "13:00",
    ]
    assert hours.movers_mark == Mark.CONFLICT
    assert [(clock(first), clock(last)) for first, last in hours.slots] == [(f"{at:02d}:00", f"{at:02d}:59") for at in range(7, 11)]


@every
def test_elections(ruleset: Ruleset) -> None:
    assert {election.id for election in ruleset.elections} <= set(ELECTIONS)
    assert len({(election.colour, election.pattern) for election in ruleset.elections if election.id != "WALIKOTA"}) >= 2
    first = ruleset.elections[0]
    assert ruleset.election(first.id) is first
    assert first.key == first.id.lower()
    assert {question.election for question in ruleset.questions} == {election.id for election in ruleset.elections}
    with pytest.raises(KeyError):
        ruleset.election("CAMAT")


def test_pemilu_is_five_colours_in_box_order() -> None:
    assert [(election.id, election.colour) for election in get_ruleset("pemilu-2024").elections] == [
        ("PPWP", "abu-abu"),
        ("DPR", "kuning"),
        ("DPD", "merah"),
        ("DPRD_PROV", "biru"),
        ("DPRD_KAB", "hijau"),
    ]


@every
def test_seats_and_duties(ruleset: Ruleset) -> None:
    assert [role.id for role in ruleset.roles] == list(KPPS)
    assert [role.id for role in ruleset.ketertiban] == ["ketertiban_1", "ketertiban_2"]
    for role in (*ruleset.roles, *ruleset.ketertiban):
        assert set(role.duties) <= set(PHASES)
        assert all(role.duties.values())
    counting = [duty.mark for role in ruleset.roles for duty in role.duties["penghitungan"]]
    assert set(counting) == {Mark.UNVERIFIED}
    assert ruleset.part("roles").SPLIT.mark == Mark.CONFLICT


@every
def test_timeline_runs_forward(ruleset: Ruleset) -> None:
    timeline = ruleset.part("timeline").TIMELINE
    order = ["H-5", "H-3", "H-2", "H-1", "H", "H+1"]
    days = [order.index(moment.day) for moment in timeline]
    assert days == sorted(days)
    starts = [moment.start for moment in timeline if moment.day == "H"]
    assert starts == sorted(starts)
    assert all(0 <= moment.start <= moment.end < 1440 for moment in timeline)
    assert len({moment.id for moment in timeline}) == len(timeline)
    last = timeline[-1]
    assert (last.day, clock(last.start)) == ("H+1", "12:00")


def test_the_two_days_for_the_letter_are_a_conflict_in_pemilu_only() -> None:
    marks = [
        next(moment.mark for moment in get_ruleset(each).part("timeline").TIMELINE if moment.id == "c_pemberitahuan")
        for each in RULESETS[:2]
    ]
    assert marks == [Mark.CONFLICT, Mark.SEEN]


@pytest.mark.parametrize(
    ("ruleset_id", "dpt", "held", "counts"),
    [
        (
            "pemilu-2024",
            248,
            (),
            {"kotak": 5, "surat_suara": 1265, "bilik": 4, "tinta": 2, "alat_bantu": 2, "c_pemberitahuan": 248, "kursi": 25},
        ),
        ("pemilu-2024", 300, ("PPWP", "DPR", "DPD", "DPRD_PROV"), {"kotak": 4, "surat_suara": 1224, "alat_bantu": 2}),
        ("pilkada-2024", 468, ("GUBERNUR", "WALIKOTA"), {"kotak": 2, "surat_suara": 960, "alat_bantu": 2}),
        ("pilkada-2024", 600, (), {"kotak": 2, "surat_suara": 1230}),
        ("pemilu-nasional-2029", 100, (), {"kotak": 3, "surat_suara": 306}),
    ],
)
def test_logistics_are_counted_from_the_dpt(ruleset_id: str, dpt: int, held: tuple[str, ...], counts: dict[str, int]) -> None:
    counted = {item.id: number for item, number in count_items(get_ruleset(ruleset_id), dpt, held)}
    assert {key: counted[key] for key in counts} == counts
    assert counted["segel"] == 0


@every
def test_opening_and_closing(ruleset: Ruleset) -> None:
    part = ruleset.part("opening")
    steps = ["kehadiran", "rapat", "sumpah", "buka_kotak", "hitung_isi", "kotak_kosong", "penjelasan", "mulai", "petugas_memilih"]
    assert [task.id for task in part.OPENING] == steps
    assert [task.id for task in part.CLOSING] == ["nyatakan_selesai", "hitung_sisa", "coret_sisa", "hitung_hadir", "hitung_disabilitas"]
    assert part.EXPLANATION[-1].text.startswith("jam layanan: DPT mulai 07.00")
    assert len(part.OATH) == 3


def test_one_voter_too_many_is_enough_in_pemilu_only() -> None:
    pemilu, pilkada = ({each.id: each for each in get_ruleset(name).part("revote").TRIGGERS} for name in RULESETS[:2])
    assert list(pemilu) == list(pilkada)
    assert [pemilu[each].wajib for each in ("tidak_berhak", "memilih_dua_kali", "hak_berlebih")] == [True] * 3
    assert not any(trigger.wajib for trigger in pilkada.values())
    assert pilkada["memilih_dua_kali"].text.startswith("Lebih dari seorang")
    assert get_ruleset("pilkada-2024").part("revote").PROCESS.mark == Mark.CONFLICT


def everything(ruleset: Ruleset) -> tuple[list[Any], list[Any]]:
    """All that a rule set states outside its reasons; and what of it names people."""
    roles, opening, revote = ruleset.part("roles"), ruleset.part("opening"), ruleset.part("revote")
    duties = [duty for role in (*ruleset.roles, *ruleset.ketertiban) for phase in role.duties.values() for duty in phase]
    facts: list[Fact] = [*duties, *roles.LAYOUT.values(), roles.SPLIT, *opening.OATH, *opening.EXPLANATION, opening.BOXES, revote.PROCESS]
    dated = [*ruleset.part("timeline").TIMELINE, *opening.OPENING, *opening.CLOSING]
    cited = [
        *facts,
        *dated,
        *ruleset.part("logistics").LOGISTICS,
        *revote.TRIGGERS,
        *ruleset.elections,
        *ruleset.questions,
        *ruleset.groups.values(),
    ]
    return cited, dated


def test_pilkada_does_not_cite_pemilu_articles() -> None:
    cited = {source for each in everything(get_ruleset("pilkada-2024"))[0] for source in each.sumber}
    assert sorted(each for each in cited if each.startswith(("pkpu-25-2023", "uu-7-2017", "kpt-66"))) == []


def test_nothing_in_the_draft_is_verified() -> None:
    assert {each.mark for each in everything(get_ruleset("pemilu-nasional-2029"))[0]} == {Mark.UNVERIFIED, Mark.CONFLICT}


@every
def test_all_data_names_its_source_and_known_actors(ruleset: Ruleset) -> None:
    cited, dated = everything(ruleset)
    for each in cited:
        assert each.sumber
        assert set(each.sumber) <= set(REGISTRY)
    for each in dated:
        assert set(each.who) <= set(PARTIES)


@every
def test_what_counts_as_seen_leans_on_nothing_unseen(ruleset: Ruleset) -> None:
    voters = ruleset.voters
    rules = [*voters.REASONS.values(), *voters.SERVICES.values(), *ruleset.part("incidents").INCIDENTS.values()]
    rules += [*ruleset.part("revote").TRIGGERS, *ruleset.part("timeline").TIMELINE, *ruleset.part("opening").OPENING]
    rules += [*ruleset.part("logistics").LOGISTICS, *ruleset.questions, *ruleset.part("roles").LAYOUT.values()]
    for rule in rules:
        cited = translate(rule.sumber, voters.CITES_INSTEAD)
        assert set(cited) <= set(REGISTRY)
        if rule.mark == Mark.SEEN:
            assert {REGISTRY[each].mark for each in cited} == {Mark.SEEN}, cited


def test_distances_are_those_of_the_text() -> None:
    roles = get_ruleset("pemilu-2024").part("roles")
    assert roles.DISTANCES == {"panjang": 1000, "lebar": 800, "antar_bilik": 100, "ketua_ke_kotak": 300, "meja_kotak": 35}
    assert roles.FLOW[0] == "pintu"
    assert roles.FLOW[-1] == "keluar"


def test_only_the_draft_is_a_draft() -> None:
    assert [ruleset.is_draft for ruleset in SETS] == [False, False, True]
    assert SETS[2].mark("seen") == Mark.UNVERIFIED
    assert SETS[0].mark("seen") == Mark.SEEN
    for ruleset in SETS[:2]:
        assert date.fromisoformat(ruleset.election_day).weekday() == 2
    assert SETS[2].election_day == ""


def test_form_names_end_as_printed() -> None:
    assert [ruleset.form("C.PENDAMPING") for ruleset in SETS] == ["C.PENDAMPING-KPU", "C.PENDAMPING-KWK", "C.PENDAMPING-KPU"]


@pytest.mark.parametrize("text", ["7", "7:5", "24:00", "12:60", ":30", "12:", "12:000", "a7:00", "-1:00", "123:00", "٠٧:٠٠", ""])
def test_an_unreadable_hour_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="tidak terbaca"):
        minute(text)


def test_hours_read_both_ways() -> None:
    assert minute("7.05") == minute("07:05") == 425
    assert printed(425) == "07.05"


def test_reading_is_strict() -> None:
    assert read_object({"a": None, "b": 1}, "x", ("a", "b")) == {"b": 1}
    assert short("a\x00b\nc" + "d" * 90) == "a b c" + "d" * 35
    for refused in (
        lambda: read_words("abc", "x", ("abc",)),
        lambda: read_words(["a", "a"], "x", ("a",)),
        lambda: read_natural(8, "x", 7),
        lambda: read_natural("8", "x", 9),
        lambda: read_text(8, "x"),
    ):
        with pytest.raises(BadInput, match=re.compile("^x")):
            refused()
