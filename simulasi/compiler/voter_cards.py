"""The papers a voter lays on the table."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulasi.compiler.voter_steps import Visit

TPS = {"nama": "TPS 007", "desa": "Sumber Wangi", "kecamatan": "Kaki Bukit", "kabkota": "Kota Kembang"}


def cards_for(visit: "Visit") -> list[dict[str, Any]]:
    """Make the cards an authored voter brings, in order."""
    return [MAKERS[name](visit) for name in visit.text["berkas"]]


def ktp(visit: "Visit", bentuk: str = "fisik", desa: str = TPS["desa"], kabkota: str = TPS["kabkota"]) -> dict[str, Any]:
    who = visit.person
    return {
        "type": "ktp_el",
        "bentuk": bentuk,
        "nama": who.nama,
        "nik": who.nik,
        "lahir": who.lahir,
        "alamat": who.alamat,
        "desa": desa,
        "kecamatan": TPS["kecamatan"] if desa == TPS["desa"] else "Lereng Barat",
        "kabkota": kabkota,
    }


def call_up(visit: "Visit", nama: str, nomor: str, tps: str) -> dict[str, Any]:
    return {"type": "c_pemberitahuan", "nama": nama, "nomor": nomor, "tps": tps, "desa": TPS["desa"], "jam": "08.00-08.59"}


def letter(visit: "Visit") -> dict[str, Any]:
    text = visit.text
    return {
        "type": "a_surat_pindah_memilih",
        "nama": visit.person.nama,
        "asal": text["asal"],
        "tujuan": f"{TPS['nama']} {TPS['desa']}",
        "alasan": "Tugas di tempat lain",
        "surat_suara": text["centang"],
    }


def finger(visit: "Visit") -> dict[str, Any]:
    inked = visit.text.get("tinta", 0)
    text = "Kelingking kiri berbekas tinta ungu sampai ke kuku." if inked else "Semua jari bersih."
    return {"type": "jari", "tinta": inked, "text": text, "covered": 1}


MAKERS = {
    "ktp": ktp,
    "ktp_ikd": lambda visit: ktp(visit, "ikd"),
    "ktp_luar": lambda visit: ktp(visit, "fisik", "Pasir Putih", "Kabupaten Muara Dua"),
    "c_pemberitahuan": lambda visit: call_up(visit, visit.person.nama, visit.person.nomor, TPS["nama"]),
    "c_pemberitahuan_lain": lambda visit: call_up(visit, visit.person.nama, "112", "TPS 011"),
    "c_pemberitahuan_ibu": lambda visit: call_up(visit, "TERATAI SENJA", "049", TPS["nama"]),
    "dpt": lambda visit: {"type": "dpt_page", "page": visit.page, "covered": 1},
    "jari": finger,
    "surat_pindah": letter,
    "daftar_pindahan": lambda visit: {"type": "daftar_pindahan", "rows": [[visit.person.nama, visit.text["asal"]]], "covered": 1},
}
