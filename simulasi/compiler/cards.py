"""The papers and things on the table, made from a case: what a voter shows is what the law is asked about."""

from typing import Any

from simulasi.compiler.day import Day
from simulasi.compiler.errors import ContentError
from simulasi.compiler.people import Person

Card = dict[str, Any]
IDENTITY = {
    "ktp_el": "fisik",
    "suket": "suket",
    "ikd": "ikd",
    "foto_ktp": "foto",
    "fotokopi_ktp": "fotokopi",
    "kk": "kk",
}
OTHER_PAPERS = {
    "biodata": ("Biodata penduduk", "Biodata dengan foto dari Dukcapil atas nama {nama}."),
    "dokumen_foto": ("Dokumen lain", "Dokumen kependudukan lain dengan foto dan identitas lengkap atas nama {nama}."),
    "dokumen_tanpa_foto": ("Dokumen lain", "Surat keterangan tanpa foto atas nama {nama}."),
    "ktp_el_kedua": ("KTP-el kedua", "KTP-el lain atas nama {nama}, alamatnya {luar_desa}, {luar_kabkota}."),
}
CLEAN, INKED = "Kedua tangan diperlihatkan. Semua jari bersih.", "Kelingking kiri bertinta ungu sampai ke kuku."


def cards_of(day: Day, entry: dict[str, Any], case: dict[str, Any], person: Person, owner: Person | None) -> list[Card]:
    """Lay down what this voter brings, then the fingers and the lists KPPS looks into."""
    made = [paper for word in case.get("dokumen", ()) for paper in paper_cards(day, entry, case, word, person, owner)]
    made.append(
        {
            "type": "jari",
            "tinta": int(case.get("jari") == "bertinta"),
            "text": INKED if case.get("jari") == "bertinta" else CLEAN,
            "covered": 1,
        }
    )
    if case.get("daftar") == "pindahan" or "surat_pindah" in case.get("dokumen", ()):
        made.append({"type": "daftar_pindahan", "rows": day.movers, "covered": 1})
    else:
        made.append({"type": "dpt_page", "page": (owner or person).page, "covered": 1})
    return made + [free_card(day, card) for card in entry.get("kartu", ())]


def paper_cards(day: Day, entry: dict[str, Any], case: dict[str, Any], word: str, person: Person, owner: Person | None) -> list[Card]:
    """Make the card of one document."""
    if word in IDENTITY:
        return [identity(day, entry, case, IDENTITY[word], person)]
    if word in ("c_pemberitahuan", "c_pemberitahuan_orang_lain"):
        return [call_up(day, owner or person, case)]
    if word == "surat_pindah":
        return [letter(day, entry, case, person)]
    title, text = OTHER_PAPERS[word]
    places = day.content.places
    return [
        {
            "type": "catatan",
            "title": title,
            "text": text.format(nama=person.nama.title(), luar_desa=places["luar_desa"], luar_kabkota=places["luar_kabkota"]),
        }
    ]


def identity(day: Day, entry: dict[str, Any], case: dict[str, Any], form: str, person: Person) -> Card:
    """Make an identity card whose address says where its owner lives."""
    place, outside = day.place, day.content.places
    away = case.get("alamat") == "luar_desa"
    far = away and entry.get("orang", {}).get("alamat") != "desa_tetangga"
    card = {
        "type": "ktp_el",
        "bentuk": form,
        "nama": person.nama,
        "nik": person.nik,
        "lahir": f"{outside['luar_kabkota'] if far else place.kabkota}, {person.lahir}",
        "alamat": address(day, case, person),
        "desa": outside["luar_desa"] if far else outside["desa_tetangga"] if away else place.desa,
        "kecamatan": outside["luar_kecamatan"] if far else place.kecamatan,
        "kabkota": outside["luar_kabkota"] if far else place.kabkota,
    }
    status = {"wna": "WNA", "tni_polri": "Pekerjaan: TNI/Polri"}.get(case.get("status", ""), "Kawin" if case.get("kawin") else "")
    return {**card, "status": status} if status else card


def address(day: Day, case: dict[str, Any], person: Person) -> str:
    """Write the street: hamlets of this TPS, of another TPS of the village, or elsewhere."""
    if case.get("alamat") == "desa_ini":
        return f"{day.content.places['dusun_lain']} RT 01 RW 09"
    return f"{day.content.places['luar_dusun']} RT 02 RW 05" if case.get("alamat") == "luar_desa" else person.alamat


def call_up(day: Day, person: Person, case: dict[str, Any]) -> Card:
    """Make C.PEMBERITAHUAN, of this TPS or of the one the voter belongs to."""
    elsewhere = case.get("daftar") == "dpt_tps_lain"
    return {
        "type": "c_pemberitahuan",
        "nama": person.nama,
        "nomor": person.row or "117",
        "tps": other_tps(day) if elsewhere else day.place.tps,
        "desa": day.place.desa,
        "jam": "08.00-08.59",
    }


def letter(day: Day, entry: dict[str, Any], case: dict[str, Any], person: Person) -> Card:
    """Make A-Surat Pindah Memilih with its ticks."""
    move = entry.get("pindah")
    if move is None:
        raise ContentError(f"pemilih '{entry['id']}': menunjukkan surat pindah, tetapi [pemilih.pindah] belum ada")
    told = case["surat_pindah"]
    where = day.place.tps if told.get("untuk_tps", "ini") == "ini" else other_tps(day)
    return {
        "type": "a_surat_pindah_memilih",
        "nama": person.nama,
        "asal": move["asal"],
        "tujuan": f"{where}, {day.place.desa}",
        "alasan": move["alasan"],
        "surat_suara": told["surat_suara"],
    }


def other_tps(day: Day) -> str:
    """Name a TPS of the same village that is not this one."""
    return f"TPS {int(day.place.tps.split()[1]) + 1:03}"


def free_card(day: Day, card: dict[str, Any]) -> Card:
    """Take a card as the author wrote it; places are put in."""
    places = {"tps": day.place.tps, "desa": day.place.desa, "tps_lain": other_tps(day)}
    return {key: value.format_map(places) if isinstance(value, str) else value for key, value in card.items()}


def numbers(title: str, rows: list[tuple[str, str]], kind: str = "angka") -> Card:
    """Show live counters, as figures or as tally strokes."""
    return {"type": kind, "title": title, "rows": [list(row) for row in rows]}
