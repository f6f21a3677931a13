/** What can go wrong with the phone's own storage: a stable code, and a sentence that says what to do. */
const ADVICE = {
  penuh: 'Penyimpanan ponsel penuh, jawaban terakhir belum tersimpan. Kosongkan ruang (foto, video), lalu ulangi. Jawaban sebelumnya aman.',
  'tab-lain': 'Latihan ini sedang dibuka di jendela lain dan aman di sana. Di sini hanya bisa dilihat; lanjutkan di jendela itu.',
  bentrok: 'Langkah ini sudah dijawab dari jendela lain; jawaban itu yang tersimpan dan aman. Muat ulang halaman untuk melanjutkan.',
  diam: 'Ponsel tidak menjawab apakah Simulasi TPS dibuka di jendela lain. Tutup jendela yang lain, lalu muat ulang halaman; yang sudah tersimpan tetap aman.',
  macet: 'Ponsel terlalu lama menyimpan. Muat ulang halaman; yang sudah tersimpan tetap aman.',
  terhalang: 'Jendela Simulasi TPS yang lain masih memakai versi lama. Tutup dulu jendela itu, lalu muat ulang; yang sudah tersimpan tetap aman.',
  tertutup: 'Penyimpanan peramban terputus. Muat ulang halaman; yang sudah tersimpan tetap aman.',
  terkunci: 'Latihan ini terkunci. Masukkan PIN lagi; bila PIN-nya lupa, minta undangan baru kepada PPS. Tidak ada yang hilang.',
  'tidak-ada': 'Yang dicari tidak ada di ponsel ini. Yang lain tetap aman: kembali ke beranda.',
  'paket-rusak': 'Hari latihan yang tersimpan di ponsel ini rusak. Unduh lagi saat ada sinyal; jawaban Anda aman.',
};

export class StoreError extends Error {
  /** @param {string} code stable kebab-case word  @param {unknown} [cause] what the browser said */
  constructor(code, cause) {
    super(ADVICE[code] ?? code);
    this.name = 'StoreError';
    this.code = code;
    this.cause = cause;
  }
}

const BY_NAME = { QuotaExceededError: 'penuh', ConstraintError: 'bentrok', LockSilence: 'diam' };

/** Turn what IndexedDB threw into one of ours. */
export const asStoreError = (e) => (e instanceof StoreError ? e : new StoreError(BY_NAME[e?.name] ?? 'tertutup', e));

/** What a promise fails with, in our words. */
export const advised = (work) =>
  work.catch((e) => {
    throw asStoreError(e);
  });
