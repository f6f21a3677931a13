/** What can go wrong with the phone's own storage: a stable code, and a sentence that says what to do. */
const ADVICE = {
  penuh: 'Penyimpanan ponsel penuh, jawaban terakhir belum tersimpan. Kosongkan ruang (foto, video), lalu ulangi. Jawaban sebelumnya aman.',
  'tab-lain': 'Latihan ini sedang dibuka di jendela lain. Di sini hanya bisa dilihat.',
  bentrok: 'Jawaban ini sudah tersimpan dari jendela lain. Muat ulang halaman untuk melanjutkan.',
  macet: 'Ponsel terlalu lama menyimpan. Muat ulang halaman; yang sudah tersimpan tetap aman.',
  terhalang: 'Tutup dulu jendela Simulasi TPS yang lain, lalu muat ulang.',
  tertutup: 'Penyimpanan peramban terputus. Muat ulang halaman; yang sudah tersimpan tetap aman.',
  terkunci: 'Latihan ini terkunci. Masukkan PIN lagi; bila PIN-nya lupa, minta undangan baru kepada PPS. Tidak ada yang hilang.',
  'tidak-ada': 'Data yang diminta tidak ada di ponsel ini.',
  'paket-rusak': 'Paket latihan di ponsel ini rusak dan perlu diunduh lagi saat ada sinyal.',
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

const BY_NAME = { QuotaExceededError: 'penuh', ConstraintError: 'bentrok' };

/** Turn what IndexedDB threw into one of ours. */
export const asStoreError = (e) => (e instanceof StoreError ? e : new StoreError(BY_NAME[e?.name] ?? 'tertutup', e));
