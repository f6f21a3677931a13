"""Grounds for repeat voting (PSU): what a breach at the table can cost (pemungutan.md 6.F, penghitungan.md 6)."""

GROUNDS = {
    "bencana": "Bencana atau kerusuhan membuat hasil tidak dapat dipakai",
    "kotak_dibuka": "Kotak atau berkas dibuka tidak menurut tata cara",
    "tanda_khusus": "KPPS meminta pemilih memberi tanda, tanda tangan, atau nama pada surat suara yang sudah dipakai",
    "kpps_merusak": "KPPS merusak lebih dari satu surat suara yang sudah dipakai",
    "tidak_berhak": "Orang yang tidak terdaftar dan tidak memegang KTP-el ikut memilih",
    "memilih_dua_kali": "Seseorang memilih lebih dari satu kali, di TPS yang sama atau berbeda",
    "hak_berlebih": "Pemilih pindahan diberi surat suara melebihi surat pindahnya",
}
