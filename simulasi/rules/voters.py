"""Who may vote here and now, as what, and with what: the decision KPPS 4 and the Ketua take at the table.

Law is in the tables (`shared/voter_reasons.py`, each rule set's `voters.py`); this file only asks the questions in the right order.
"""

from collections.abc import Mapping

from simulasi.rules.model import Ruleset
from simulasi.rules.vocabulary import Group, Keputusan
from simulasi.rules.voter_case import Case, read_case
from simulasi.rules.voter_decision import Decision, Finding, write_out

VOTING_AGE = 17
_OWN_TPS, _LETTER_TPS = "TPS tempat ia terdaftar", "TPS yang disebut di surat pindah memilih"
_ADDRESS_TPS, _NEAREST_TPS = "TPS yang melayani alamatnya", "TPS terdekat di desa/kelurahan yang sama"


def reserve(dpt: int, ruleset: Ruleset) -> int:
    """Count the reserve ballots of a TPS: the rate of its DPT, rounded up, without floating point.

    Sumber: pungut-s36, pungut-s35
    """
    return -(-dpt * ruleset.reserve_numerator // ruleset.reserve_denominator)


def ballots_supplied(dpt: int, ruleset: Ruleset) -> int:
    """Count the ballots of one kind a TPS should receive."""
    return dpt + reserve(dpt, ruleset)


def decide_pemilih(case: Case | Mapping[str, object], ruleset: Ruleset) -> Decision:
    """Decide one case: serve, let wait, send on or refuse; total over every readable case."""
    seen = case if isinstance(case, Case) else read_case(case, ruleset)
    found = _not_a_voter(seen) or _too_late(seen, ruleset) or _by_list(seen, ruleset)
    return write_out(seen, found, ruleset)


def _refuse(*reasons: str) -> Finding:
    return Finding(Keputusan.TOLAK, list(reasons))


def _not_a_voter(case: Case) -> Finding | None:
    for status in ("meninggal", "wna", "hak_dicabut", "tni_polri"):
        if case.status == status:
            return _refuse(status)
    if case.umur is not None and case.umur < VOTING_AGE and not case.kawin:
        return _refuse("di_bawah_umur")
    if case.jari == "bertinta":
        return _refuse("bertinta")
    if case.cocok == "orang_lain" or "c_pemberitahuan_orang_lain" in case.dokumen:
        return _refuse("orang_lain")
    return _refuse("dua_ktp") if "ktp_el_kedua" in case.dokumen else None


def _too_late(case: Case, ruleset: Ruleset) -> Finding | None:
    late = case.jam is not None and case.jam >= ruleset.hours.close and not case.antre_sebelum_tutup
    return _refuse("lewat_tutup") if late else None


def _by_list(case: Case, ruleset: Ruleset) -> Finding:
    letter = "surat_pindah" in case.dokumen
    if case.daftar == "pindahan" or (letter and not (case.daftar == "dpt" and case.letter_here)):
        return _mover(case, ruleset, letter)
    if case.tempat != "tps":
        return _refuse("kunjungan_tanpa_surat")
    if case.daftar == "dpt":
        return _listed(case, ruleset, Group.DPT, ["dpt"] if "c_pemberitahuan" in case.dokumen else ["tanpa_pemberitahuan"])
    if case.daftar == "dpt_tps_lain":
        return _elsewhere(case)
    return _unlisted(case, ruleset)


def _mover(case: Case, ruleset: Ruleset, letter: bool) -> Finding:
    if not letter:
        return Finding(Keputusan.TUNGGU, ["surat_hilang"], Group.PINDAHAN)
    if not case.letter_here:
        return Finding(Keputusan.ARAHKAN, ["surat_tps_lain"], tujuan=_LETTER_TPS)
    if case.daftar != "pindahan":
        return Finding(Keputusan.TUNGGU, ["tidak_di_daftar_pindahan"], Group.PINDAHAN)
    return _listed(case, ruleset, Group.PINDAHAN, ["pindahan"])


def _listed(case: Case, ruleset: Ruleset, group: Group, reasons: list[str]) -> Finding:
    paper = _paper(case, ruleset)
    if paper in ("belum_ada", "tanpa_foto"):
        return Finding(Keputusan.TUNGGU, [paper], group)
    reasons += [paper] if paper else []
    reasons += ["salah_tulis"] if case.cocok == "salah_tulis" else []
    reasons += ["ganda"] if case.tercatat_ganda else []
    return _now_or_later(case, ruleset, Finding(Keputusan.LAYANI, reasons, group))


def _paper(case: Case, ruleset: Ruleset) -> str:
    """Name the rule about the paper a listed voter shows instead of the card; nothing to say about the card itself."""
    rules = ruleset.voters
    kinds = (
        (("ktp_el",), ""),
        (rules.EQUAL_TO_KTP, "setara"),
        (("ikd",), "ikd"),
        (rules.SUBSTITUTES, "pengganti"),
        (rules.DISPUTED, "sengketa"),
        (("kk", "dokumen_tanpa_foto"), "tanpa_foto"),
    )
    return next((rule for papers, rule in kinds if case.dokumen & set(papers)), "belum_ada")


def _elsewhere(case: Case) -> Finding:
    if case.alamat == "luar_desa" and case.status != "petugas" and not case.pengungsi:
        return Finding(Keputusan.TOLAK, ["luar_desa"], tujuan=_OWN_TPS)
    reason = "petugas" if case.status == "petugas" else "pengungsi" if case.pengungsi else "tps_lain"
    return Finding(Keputusan.ARAHKAN, [reason], tujuan=_OWN_TPS)


def _unlisted(case: Case, ruleset: Ruleset) -> Finding:
    rules = ruleset.voters
    accepted = case.dokumen & set(rules.KHUSUS_IDENTITY)
    if not accepted and not case.dokumen & {*rules.SUBSTITUTES, *rules.DISPUTED, *rules.EQUAL_TO_KTP, "ikd"}:
        return _refuse("tanpa_identitas")
    if case.alamat == "luar_desa":
        return _refuse("luar_desa")
    if case.alamat == "desa_ini":
        return Finding(Keputusan.ARAHKAN, ["desa_ini"], tujuan=_ADDRESS_TPS)
    if not accepted:
        disputed = case.dokumen & set(rules.DISPUTED)
        return Finding(Keputusan.TUNGGU, ["khusus_sengketa" if disputed else "ktp_fisik"], Group.KHUSUS)
    reasons = ["khusus"]
    reasons += ["tujuh_belas"] if case.umur == VOTING_AGE else []
    reasons += ["purna_tni_polri"] if case.status == "purna_tni_polri" else []
    return _now_or_later(case, ruleset, Finding(Keputusan.LAYANI, reasons, Group.KHUSUS))


def _now_or_later(case: Case, ruleset: Ruleset, found: Finding) -> Finding:
    """Serve somebody who has the right, unless the hour, the queue, the stock or his conduct says later."""
    if case.umur is not None and case.umur < VOTING_AGE:
        found.reasons.append("kawin")
    if "gangguan_jiwa" in case.kebutuhan:
        found.reasons.append("gangguan_jiwa")
    held_up = _hour(case, ruleset, found) or _stock_or_conduct(case, found)
    if held_up is not None:
        return held_up
    if case.jam is not None and case.jam >= ruleset.hours.close:
        found.reasons.append("antre")
    if case.perilaku == "telepon":
        found.reasons.append("telepon")
    return found


def _hour(case: Case, ruleset: Ruleset, found: Finding) -> Finding | None:
    hours, group = ruleset.hours, found.kelompok
    visited = case.tempat != "tps"
    if visited:
        found.reasons.append("kunjungan")
    if case.jam is not None and case.jam < hours.open:
        return _later(found, "belum_buka", hours.open)
    if visited:
        return _later(found, "", hours.khusus) if case.jam is not None and case.jam < hours.khusus else None
    if group == Group.PINDAHAN and case.jam is not None and case.jam < hours.movers:
        if not case.keadaan_memaksa:
            return _later(found, "pindahan_pagi", hours.movers)
        found.reasons.append("pindahan_memaksa")
    if group == Group.KHUSUS and case.jam is not None and case.jam < hours.khusus:
        return _later(found, "khusus_pagi", hours.khusus)
    if group == Group.KHUSUS and case.pemilih_lain_menunggu:
        return _later(found, "khusus_menunggu", None)
    return None


def _later(found: Finding, reason: str, since: int | None) -> Finding:
    reasons = [reason, *found.reasons[1:]] if reason else found.reasons[1:]
    return Finding(Keputusan.TUNGGU, reasons, found.kelompok, since)


def _stock_or_conduct(case: Case, found: Finding) -> Finding | None:
    if case.stok == "habis" and found.kelompok == Group.KHUSUS:
        return Finding(Keputusan.ARAHKAN, ["habis_khusus"], Group.KHUSUS, tujuan=_NEAREST_TPS)
    if case.stok == "habis":
        return _later(found, "habis", None)
    return _later(found, case.perilaku, None) if case.perilaku in ("mabuk", "atribut") else None
