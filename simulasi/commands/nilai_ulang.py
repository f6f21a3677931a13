"""`flask nilai-ulang`: a rule was corrected; mark what was played on the old pack by the corrected one."""

import click
from flask.cli import with_appcontext


@click.command("nilai-ulang")
@click.option("--paket", "wrong", default="", help="Paket yang aturannya keliru (SHA-256).")
@click.option("--dengan", "right", default="", help="Paket perbaikan: benih dan ukuran sama, revisi aturan lebih baru.")
@click.option("--alasan", "reason", default="", help="Alasan, dibaca anggota di ponselnya.")
@click.option("--uji", "mode", flag_value="uji", default=True, help="Tampilkan nilai lama dan baru, tidak mengubah apa-apa (bawaan).")
@click.option("--terapkan", "mode", flag_value="terapkan", help="Tulis nilai baru; nilai lama disimpan dengan alasannya.")
@click.option("--pekerja", "workers", default=1, type=click.IntRange(1, 64), help="Berapa prosesor dipakai.")
@with_appcontext
def group(wrong: str, right: str, reason: str, mode: str, workers: int) -> None:
    """Nilai ulang percobaan pada paket yang dikoreksi. Bila terhenti, jalankan lagi: yang sudah selesai tidak diulang."""
    from simulasi.services import rescore

    only = None
    if any((wrong, right, reason)):
        if not all((wrong, right, reason)):
            raise click.UsageError("Isi --paket, --dengan, dan --alasan bersama-sama.")
        try:
            only = rescore.checked(wrong, right, reason)
        except rescore.RescoreRefused as refused:
            raise click.UsageError(str(refused)) from None
    if only and mode == "terapkan":
        rescore.name_correction(only)
    if not only and not rescore.corrections():
        raise click.UsageError("Belum ada paket yang dikoreksi. Beri --paket, --dengan, dan --alasan.")

    def show(change: rescore.Change) -> None:
        (points, best, breaches), (now, most, now_breaches) = change.before, change.after
        click.echo(f"{change.attempt_id}  TPS {change.tps_id}  {points}/{best} -> {now}/{most}  pelanggaran {breaches} -> {now_breaches}")

    tally = rescore.run(mode == "terapkan", workers, lambda seen: click.echo(f"{seen} diperiksa", err=True), show, only)
    verb = "dinilai ulang" if mode == "terapkan" else "akan berubah (uji, tidak ada yang diubah)"
    click.echo(
        f"{tally.seen} percobaan diperiksa, {tally.changed} {verb}, {tally.same} tetap, {len(tally.refused)} tidak dapat dimainkan pada paket perbaikan."
    )
