"""One thing wrong with a pack, and every code there is. A failing example of each stands in tests/packs/cacat."""

from dataclasses import dataclass

CODES = {
    "paket-terlalu-besar": "berkasnya lebih besar daripada yang diterima ponsel",
    "bukan-json": "berkasnya tidak dapat dibaca sebagai JSON UTF-8",
    "skema": "ada bagian yang tidak sesuai dengan pack.schema.json",
    "bentuk-tidak-baku": "isinya benar, tetapi tidak ditulis dalam bentuk baku",
    "id-ganda": "satu nama dipakai dua kali",
    "nama-ganda": "satu nama dipakai penghitung dan penanda",
    "nama-tak-dikenal": "penghitung atau penanda tidak dinyatakan, atau penanda dipakai sebagai angka",
    "nama-menganggur": "nama dinyatakan tetapi tidak dipakai",
    "penghitung-tak-dijelaskan": "penghitung berubah, tetapi tidak ada formulir, syarat, atau kartu yang membacanya",
    "peran-tak-dikenal": "peran langkah tidak ada di paket",
    "tahap-tak-dikenal": "tahap langkah tidak ada di paket",
    "keterampilan-tak-dikenal": "keterampilan langkah tidak ada di paket",
    "pemilihan-tak-dikenal": "surat suara dari pemilihan yang tidak ada di paket",
    "surat-suara-hilang": "kartu menunjuk surat suara atau gambar yang tidak ada",
    "halaman-dpt-hilang": "kartu menunjuk halaman DPT yang tidak ada",
    "formulir-hilang": "kartu menunjuk formulir yang tidak pernah diisi",
    "baris-tak-dikenal": "nomor DPT yang dicari tidak ada",
    "urutan-tak-cocok": "urutan yang benar tidak memuat butir yang sama",
    "temuan-tanpa-tempat": "temuan menunggu langkah yang tidak ada",
    "tanpa-sumber": "langkah atau temuan tidak menyebut sumber",
    "pilihan-tanpa-sumber": "pilihan, butir, atau aturan angka dengan sumber kosong",
    "sumber-tak-dikenal": "sumber yang dikutip tidak ada di paket",
    "sumber-menganggur": "sumber ada di paket tetapi tidak dikutip",
    "tanda-berbeda": "tanda sumber di paket berbeda dari daftar sumber",
    "dinilai-belum-terverifikasi": "langkah dinilai padahal sumbernya belum diverifikasi",
    "gugur-tanpa-umpan": "pelanggaran berat tanpa penjelasan",
    "gugur-pada-benar": "jawaban benar ditandai pelanggaran",
    "poin-terbalik": "jawaban salah bernilai sama dengan atau lebih dari yang benar",
    "judul-panjang": "judul tidak muat di ponsel",
    "tanya-panjang": "pertanyaan tidak muat di ponsel",
    "pilihan-panjang": "pilihan atau butir tidak muat di ponsel",
    "umpan-panjang": "umpan balik tidak muat di ponsel",
    "pilihan-kembar": "dua pilihan berbunyi sama",
    "pilihan-menonjol": "pilihan yang benar jauh lebih panjang daripada yang lain",
    "jam-mundur": "langkah terjadi sebelum langkah di depannya",
    "langkah-tak-tercapai": "syarat langkah tidak pernah terpenuhi",
    "temuan-tak-tercapai": "temuan tidak dapat terjadi",
    "penghitung-minus": "ada permainan yang membuat penghitung di bawah nol",
    "otomatis-tak-sah": "jawaban otomatis bukan jawaban yang sah",
    "hari-kosong": "tidak ada yang dapat dimainkan",
    "hari-bersalah": "hari tanpa kesalahan kehilangan nilai atau meninggalkan temuan",
    "formulir-tak-cocok": "hari tanpa kesalahan menghasilkan formulir yang tidak cocok",
    "butir-bersalah": "butir bank yang dijawab benar kehilangan nilai, atau yang keliru tidak ada",
    "butir-kembar": "dua butir bank menanyakan hal yang sama dengan kata yang sama",
    "butir-tak-dinilai": "butir bank tidak memberi nilai, jadi tidak melatih apa pun",
    "langkah-kurikulum-hilang": "kurikulum menunjuk kartu yang tidak ada di paket",
    "tidak-dapat-dimainkan": "mesin menolak hari tanpa kesalahan",
}


@dataclass(frozen=True)
class Defect:
    """Say what is wrong by a stable code, where, and in a plain sentence."""

    code: str
    place: str
    message: str
