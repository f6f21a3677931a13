"""What an authored table may hold. A key that is not here is refused by name: a typing error must never become a silent default."""

TEKS, BILANGAN, YA, DAFTAR, TABEL = "teks", "bilangan", "ya/tidak", "daftar", "tabel"
Shape = dict[str, object]

PILIHAN: Shape = {
    "id": TEKS,
    "teks!": TEKS,
    "benar": YA,
    "poin": BILANGAN,
    "keputusan": TEKS,
    "surat_suara": DAFTAR,
    "akibat": DAFTAR,
    "hasil!": TEKS,
    "umpan!": TEKS,
    "pelanggaran": TEKS,
    "sumber": DAFTAR,
}
LANGKAH: Shape = {
    "id": TEKS,
    "meja": TEKS,
    "peran": TEKS,
    "fase": TEKS,
    "hari": TEKS,
    "jam": TEKS,
    "setelah": BILANGAN,
    "jika": DAFTAR,
    "judul": TEKS,
    "tanya": TEKS,
    "tempat": TEKS,
    "ucapan": TEKS,
    "orang": TABEL,
    "kartu": DAFTAR,
    "keterampilan": DAFTAR,
    "sumber": DAFTAR,
    "mengapa": TEKS,
    "tanda": TEKS,
    "kasus": TABEL,
    "otomatis": TEKS,
    "pilihan": [PILIHAN],
}
TEMUAN: Shape = {"jika!": DAFTAR, "judul!": TEKS, "teks!": TEKS, "tingkat!": TEKS, "sumber": DAFTAR, "pada": TEKS}
SITUASI: Shape = {
    "id!": TEKS,
    "asal": TEKS,
    "serupa": TEKS,
    "golongan!": TEKS,
    "bobot": BILANGAN,
    "ukuran": DAFTAR,
    "tanda": TEKS,
    "sumber": DAFTAR,
    "keterampilan!": DAFTAR,
    "mengapa": TEKS,
    "angka": TEKS,
    "catatan": TEKS,
    "dari": TEKS,
    "sampai": TEKS,
    "langkah!": [LANGKAH],
    "temuan": [TEMUAN],
}
KEJADIAN: Shape = {
    **SITUASI,
    "hukum": TABEL,
    "fase!": TEKS,
    "peran!": TEKS,
    "hari": TEKS,
    "judul!": TEKS,
    "mengapa!": TEKS,
    "sumber!": DAFTAR,
    "orang": TABEL,
}
PEMILIH: Shape = {**SITUASI, "dari!": TEKS, "sampai!": TEKS, "kasus!": TABEL, "orang": TABEL, "pindah": TABEL, "kartu": DAFTAR}
SURAT_SUARA: Shape = {
    "id!": TEKS,
    "asal": TEKS,
    "jenis!": DAFTAR,
    "coblos!": DAFTAR,
    "lain": TABEL,
    "bobot": BILANGAN,
    "sumber!": DAFTAR,
    "mengapa!": TEKS,
    "tulisan": TEKS,
    "pengumuman": TEKS,
    "goda": DAFTAR,
}
NARASI: Shape = {
    "id!": TEKS,
    "judul!": TEKS,
    "tanya!": TEKS,
    "hasil": TEKS,
    "tepat": TEKS,
    "salah": TEKS,
    "mengapa!": TEKS,
    "sumber!": DAFTAR,
    "keterampilan": DAFTAR,
    "kartu": DAFTAR,
    "urut": DAFTAR,
    "pilihan": [PILIHAN],
}
BUTIR: Shape = {
    "id!": TEKS,
    "asas!": TEKS,
    "fase!": DAFTAR,
    "peran!": DAFTAR,
    "teks!": TEKS,
    "pasal!": TEKS,
    "bukti!": DAFTAR,
    "tanda!": TEKS,
    "sumber": DAFTAR,
}
DAFTAR_KERJA: Shape = {"id!": TEKS, "fase!": TEKS, "judul!": TEKS, "sumber!": DAFTAR, "butir!": DAFTAR}
ISI: Shape = {
    "revisi!": BILANGAN,
    "dari": TEKS,
    "tempat": TABEL,
    "nama": TABEL,
    "calon_tunggal": TABEL,
    "bersama": TABEL,
}
BERSAMA: Shape = {"tanpa": DAFTAR, "tanpa_golongan": DAFTAR, "bukan": DAFTAR, "kata": TABEL, "pemilihan": TABEL}
KAMUS: Shape = {"lama!": TEKS, "baru!": TEKS, "arti!": TEKS, "sumber!": DAFTAR}
LISTS: dict[str, Shape] = {"butir": BUTIR, "daftar": DAFTAR_KERJA, "kamus": KAMUS}
KINDS: dict[str, Shape] = {
    "kejadian": KEJADIAN,
    "dilema": KEJADIAN,
    "pemilih": PEMILIH,
    "surat_suara": SURAT_SUARA,
    "narasi": NARASI,
}
