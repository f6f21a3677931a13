/** The words for where an attempt is, and the one rule for what counts as an answer of our server. */

/** What a status of the server, or ours, means to a person. */
export const WORDS = {
  terkirim: 'Sudah di PPS',
  sebagian: 'Sebagian sudah di PPS',
  belum: 'Belum terkirim',
  tamu: 'Hanya di ponsel ini',
  ditahan: 'Sampai di PPS, menunggu diperiksa',
  bercabang: 'Sampai di PPS, perlu dilihat petugas',
  ditolak: 'Tidak diterima',
};

const WHY = {
  gap: 'Ada bagian yang belum sampai; dikirim lagi sendiri.',
  'pack-unknown': 'PPS belum memasang paket hari ini; akan dinilai setelah dipasang.',
  'engine-unknown': 'PPS perlu memperbarui aplikasinya dulu; hasil Anda sudah disimpan.',
  'device-revoked': 'Ponsel ini sudah tidak terdaftar. Hasil disimpan terpisah; hubungi PPS.',
  'member-unknown': 'Nama Anda sudah tidak ada di daftar TPS ini; hubungi PPS.',
  fork: 'Latihan ini pernah dilanjutkan di ponsel lain. Kedua catatan disimpan.',
  erased: 'Hasil ini sudah dihapus di PPS atas permintaan. Di ponsel ini masih ada; simpan berkasnya bila masih Anda perlukan.',
  'too-large': 'Terlalu besar untuk dikirim. Simpan sebagai berkas dan serahkan kepada PPS.',
  'head-mismatch': 'Catatan rusak di jalan; dikirim lagi sendiri.',
};

/** One plain sentence for a code, or nothing when the word alone says it. */
export const whyOf = (code) => WHY[code] ?? (code ? 'Simpan sebagai berkas dan tunjukkan kepada PPS.' : '');

/**
 * Where one attempt is: `last` is the last seq on this phone, `ack` what the server was *proved* to hold (store/acks.js).
 * "terkirim" needs a proved head over everything that is here.
 */
export function stateOf(last, ack, guest = false) {
  if (guest) return 'tamu';
  if (!ack) return 'belum';
  if (ack.proved === last && last >= 0) return 'terkirim';
  if (ack.status === 'ditahan' || ack.status === 'bercabang' || ack.status === 'ditolak') return ack.status;
  return ack.proved >= 0 ? 'sebagian' : 'belum';
}

/** Is this still ours to send without anybody's help? */
export const isUnsent = (state) => state === 'belum' || state === 'sebagian';

/** Does a decoded body come from our server, for this very request? A portal, a proxy or a cached page does not know the nonce. */
export const isOurs = (body, nonce) =>
  Boolean(body) && body.marker === 'simulasi-tps' && body.protocol === 1 && body.nonce === nonce && typeof body === 'object';
