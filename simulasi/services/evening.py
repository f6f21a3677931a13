"""The plan of an evening: which day is played, how long each part takes, what is asked afterwards.

The order and the minutes follow the meeting script of the training notes (5 recall, 30 play, 20 debrief, 10 repeat, 5 follow-up, 5 attendance).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PLAN_SEATS = tuple(f"kpps_{number}" for number in range(1, 8))
# A day in which a second table can catch what the first let through; not a skill of one seat.
BETWEEN_TABLES = "antar_meja"
TRIES = 8
PLAY_MINUTES = {"singkat": 30, "sedang": 50, "penuh": 120}
QUESTIONS = {
    "persiapan": "Apa yang ternyata kurang atau keliru sebelum TPS dibuka, dan siapa yang pertama melihatnya?",
    "pembukaan": "Langkah pembukaan mana yang terlewat atau tertukar? Apa yang dilihat saksi saat itu?",
    "memeriksa_pemilih": "Siapa yang seharusnya tidak sampai ke meja berikutnya? Tanda apa yang ada di mejanya?",
    "hak_surat_suara": "Siapa yang menerima surat suara lebih atau kurang, dan di meja mana hal itu masih bisa dihentikan?",
    "daftar_hadir": "Siapa yang dicatat di daftar yang keliru? Di baris C.HASIL mana itu muncul lagi?",
    "surat_suara_dan_kotak": "Surat suara mana yang berakhir di tempat yang keliru? Kapan regu mengetahuinya?",
    "tinta": "Apakah ada yang keluar tanpa tinta, atau masuk dengan tinta? Apa yang regu lakukan?",
    "aksesibilitas": "Siapa yang perlu dibantu, dan apakah ia tetap memilih sendiri?",
    "penutupan": "Apa yang terjadi dengan orang yang datang menjelang penutupan?",
    "sah_tidak_sah": "Surat suara mana yang membuat regu berbeda pendapat? Apa dasarnya?",
    "turus": "Di mana turus dan hitungan lembar berbeda, dan bagaimana regu menemukannya?",
    "c_hasil": "Angka mana di C.HASIL yang tidak cocok? Dari meja mana asalnya?",
    "kejadian_khusus": "Apa yang harus dicatat sebagai kejadian khusus, dan siapa yang mencatatnya?",
    "salinan_dan_segel": "Siapa yang menerima salinan, dan bagaimana regu memastikan segel utuh?",
    "integritas": "Di mana ada tekanan? Kalimat apa yang dipakai untuk menolak?",
    BETWEEN_TABLES: "Kesalahan siapa yang tertangkap meja berikutnya? Apa yang dilihat meja itu dan tidak dilihat meja sebelumnya?",
}
FOCUS = {
    BETWEEN_TABLES: "Yang lolos dari satu meja ke meja berikutnya",
    "memeriksa_pemilih": "Memeriksa pemilih",
    "hak_surat_suara": "Hak atas surat suara",
    "daftar_hadir": "Daftar hadir",
    "surat_suara_dan_kotak": "Surat suara dan kotak",
    "aksesibilitas": "Layanan bagi yang membutuhkan",
    "sah_tidak_sah": "Sah dan tidak sah",
    "c_hasil": "Mengisi C.HASIL",
    "kejadian_khusus": "Kejadian khusus",
    "integritas": "Integritas dan tekanan",
}
ALWAYS = ("Apa yang terjadi, dan mengapa?", "Satu hal apa yang regu ubah mulai latihan berikutnya? Siapa, kapan?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day found for the trainer's wishes, and the evening around it."""

    body: bytes
    raw: dict[str, Any]
    phases: list[list[Any]]
    questions: list[str]


def propose(ruleset: str, size: str, seed: str, focus: Sequence[str]) -> Proposal:
    """Compile the day of this seed; with a focus, the best among its neighbours. Raises ContentError."""
    from simulasi.compiler import compile_day

    made = compile_day(ruleset, seed, size)
    best, most = made, stress(made.pack, focus)
    for number in range(2, TRIES + 1 if focus and size != "penuh" else 2):
        made = compile_day(ruleset, f"{seed}-{number}", size)
        if (found := stress(made.pack, focus)) > most:
            best, most = made, found
    return Proposal(best.bytes, best.pack, phases_of(size), questions_of(best.pack, focus))


def stress(raw: dict[str, Any], focus: Sequence[str]) -> int:
    """Count the decisions of a day that train what was asked for."""
    steps = [step for step in raw["steps"] if step["kind"] != "checklist"]
    found = sum(1 for step in steps if set(step["skills"]) & set(focus))
    return found + (10 * nets(raw) if BETWEEN_TABLES in focus else 0)


def weights(raw: dict[str, Any], focus: Sequence[str]) -> list[tuple[str, int]]:
    """What a session stresses, with how many decisions (or, between tables, places to catch a mistake) its day holds of it."""
    return [(FOCUS[each], nets(raw) if each == BETWEEN_TABLES else stress(raw, [each])) for each in focus if each in FOCUS]


def nets(raw: dict[str, Any]) -> int:
    """Count the places where one table can catch another's mistake."""
    from simulasi.engine import find_lapses, load

    pack = load(raw)
    return sum(len(find_lapses(pack, [role["id"]])) for role in raw["roles"])


def phases_of(size: str) -> list[list[Any]]:
    """The parts of the evening with their minutes."""
    return [
        ["Pemanasan: tiga pertanyaan dari latihan lalu", 5],
        ["Bermain sebagai regu", PLAY_MINUTES[size]],
        ["Meninjau bersama", 20],
        ["Mengulang bagian yang keliru", 10],
        ["Rencana tindak lanjut", 5],
        ["Kehadiran dan pengiriman hasil", 5],
    ]


def questions_of(raw: dict[str, Any], focus: Sequence[str]) -> list[str]:
    """What to ask afterwards: about the focus, or else about what the day holds most of."""
    counts: dict[str, int] = {}
    for step in raw["steps"]:
        for skill in step.get("skills", ()):
            counts[skill] = counts.get(skill, 0) + 1
    chosen = [*focus] or sorted(counts, key=lambda skill: (-counts[skill], skill))[:3]
    return [ALWAYS[0], *(QUESTIONS[skill] for skill in chosen if skill in QUESTIONS), ALWAYS[1]]
