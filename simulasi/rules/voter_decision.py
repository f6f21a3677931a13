"""What a decision about a voter says, in the words, forms and sources of the election at hand. Asked for by `voters.py`."""

from collections.abc import Collection
from dataclasses import dataclass

from simulasi.rules.clock import clock, printed
from simulasi.rules.entitlement import ballots_held, in_ballot_order
from simulasi.rules.model import Ruleset
from simulasi.rules.shared.services import FIRST, MAY_BE_HELPED
from simulasi.rules.shared.voter_reasons import Reason, translate
from simulasi.rules.vocabulary import Group, Keputusan, Mark
from simulasi.rules.voter_case import Case


@dataclass(frozen=True, slots=True)
class Service:
    """Say one thing that is offered to a voter with a need."""

    teks: str
    sumber: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Decision:
    """Tell what to do with the person at the table, on which list, with which ballots, by whom and why."""

    keputusan: Keputusan
    kelompok: Group | None
    sampai: str | None
    tujuan: str | None
    daftar_hadir: str | None
    surat_suara: tuple[str, ...]
    catat_kejadian_khusus: bool
    alasan: str
    layanan: tuple[Service, ...]
    formulir: tuple[str, ...]
    oleh: tuple[str, ...]
    sumber: tuple[str, ...]
    mark: Mark
    kasus: tuple[int, ...]


@dataclass(slots=True)
class Finding:
    """Collect the answer while the questions are asked: what to do, and the keys of the reasons, the chief one first."""

    keputusan: Keputusan
    reasons: list[str]
    kelompok: Group | None = None
    sampai: int | None = None
    tujuan: str | None = None


def write_out(case: Case, found: Finding, ruleset: Ruleset) -> Decision:
    """Turn what was found into a decision in the words, forms and sources of this election."""
    words = names(ruleset, ballots_held(case.tps, ruleset))
    reasons = [ruleset.voters.REASONS[key] for key in found.reasons]
    served = found.keputusan in (Keputusan.LAYANI, Keputusan.TUNGGU)
    offers = _offers(case, ruleset) if served else []
    now = found.kelompok if found.keputusan == Keputusan.LAYANI else None
    forms = [words["c_pendamping"]] if ruleset.voters.SERVICES["pendamping"] in offers else []
    catat = any(reason.catat for reason in (*reasons, *offers))
    return Decision(
        keputusan=found.keputusan,
        kelompok=found.kelompok,
        sampai=None if found.sampai is None else clock(found.sampai),
        tujuan=found.tujuan,
        daftar_hadir=ruleset.groups[now].attendance_form if now else None,
        surat_suara=tuple(_ballots(case, now, ruleset)),
        catat_kejadian_khusus=catat,
        alasan=" ".join(reason.text.format_map(words) for reason in reasons),
        layanan=tuple(Service(offer.text.format_map(words), _cited([offer], ruleset), ruleset.mark(offer.mark)) for offer in offers),
        formulir=tuple([*forms, words["ckk"]] if catat else forms),
        oleh=tuple(dict.fromkeys(role for reason in reasons for role in reason.oleh)),
        sumber=_cited(reasons, ruleset),
        mark=ruleset.mark(*(reason.mark for reason in reasons)),
        kasus=tuple(sorted({row for reason in (*reasons, *offers) for row in reason.kasus})),
    )


def names(ruleset: Ruleset, held: Collection[str] = ()) -> dict[str, str]:
    """Return the words this election uses where a sentence leaves them open."""
    hours, groups = ruleset.hours, ruleset.groups
    return {
        "dpt": groups[Group.DPT].label,
        "pindahan": groups[Group.PINDAHAN].label,
        "khusus": groups[Group.KHUSUS].label,
        "buka": printed(hours.open),
        "pindahan_jam": printed(hours.movers),
        "khusus_jam": printed(hours.khusus),
        "tutup": printed(hours.close),
        "c_pemberitahuan": ruleset.form("C.PEMBERITAHUAN"),
        "c_pendamping": ruleset.form("C.PENDAMPING"),
        "ckk": ruleset.form("C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI"),
        "setara": ruleset.voters.EQUAL_NAME,
        "alat_bantu": " dan ".join(
            ruleset.election(election).short for election in ruleset.voters.TEMPLATES if not held or election in held
        ),
    }


def _ballots(case: Case, group: Group | None, ruleset: Ruleset) -> list[str]:
    if group is None:
        return []
    return in_ballot_order(case.letter_ballots if group == Group.PINDAHAN else ballots_held(case.tps, ruleset), ruleset)


def _offers(case: Case, ruleset: Ruleset) -> list[Reason]:
    services, needs = ruleset.voters.SERVICES, case.kebutuhan
    keys = ["didahulukan"] if set(needs) & set(FIRST) else []
    keys += [need for need in needs if need in services]
    if case.pendamping == "bukan_pilihan_sendiri":
        keys.append("pendamping_dipaksakan")
    elif case.pendamping == "pilihan_sendiri":
        keys.append("pendamping" if set(needs) & set(MAY_BE_HELPED) else "sendirian")
    return [services[key] for key in keys]


def _cited(reasons: list[Reason], ruleset: Ruleset) -> tuple[str, ...]:
    return translate(tuple(source for reason in reasons for source in reason.sumber), ruleset.voters.CITES_INSTEAD)
