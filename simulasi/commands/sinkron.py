"""`flask sinkron ...`: packs for the phones, what is held, marks and sums that can be made again."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

group = AppGroup("sinkron", help="Kiriman dari ponsel: paket, tertahan, nilai, hitungan.")


@group.command("terbitkan")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def publish(files: tuple[Path, ...]) -> None:
    """Terbitkan berkas paket agar dapat dipasang di ponsel."""
    from simulasi.services import packs

    for path in files:
        try:
            offer = packs.publish(path.read_bytes())
        except OSError as error:
            raise click.UsageError(f"{path}: tidak dapat dibaca ({error.strerror}).") from None
        except packs.PackRefused as refused:
            raise click.UsageError(f"{path}: tidak diterbitkan. " + "; ".join(refused.defects[:10])) from None
        click.echo(f"{offer.hash}  {offer.title} ({offer.size}, {offer.bytes} bita)")


@group.command("terbitkan-awal")
@click.option("--aturan", default="pemilu-2024", show_default=True, help="Himpunan aturan.")
@click.option("--benih", required=True, help="Kata apa saja, misalnya nama kabupatennya.")
@click.option("--kurikulum", default="kpu", show_default=True, help="Susunan bahan belajar: kpu, kota_batu.")
def publish_first(aturan: str, benih: str, kurikulum: str) -> None:
    """Susun dan terbitkan paket yang dibutuhkan server baru: dua hari, daftar periksa, bahan belajar, bank soal, dua uji."""
    from simulasi.services import operating, packs

    for size, seed in operating.first_set(benih, kurikulum):
        try:
            offer = packs.publish(operating.compile_draft(aturan, seed, size).body)
        except packs.PackRefused as refused:
            raise click.UsageError(f"{size}: tidak diterbitkan. " + "; ".join(refused.defects[:10])) from None
        click.echo(f"{offer.hash[:12]}  {offer.title} ({size})")


@group.command("tarik")
@click.argument("pack_hash")
def withdraw(pack_hash: str) -> None:
    """Jangan tawarkan lagi satu paket; hasil yang sudah ada tetap dapat dinilai."""
    from simulasi.services import packs

    if not packs.withdraw(pack_hash):
        raise click.UsageError(f"Tidak ada paket terbit bernama {pack_hash}.")
    click.echo("Paket ditarik.")


@group.command("ditahan")
def held() -> None:
    """Tampilkan kiriman yang tertahan, satu baris satu kiriman."""
    from simulasi.services import attempts

    rows = attempts.held_bundles()
    for row in rows:
        since = datetime.fromtimestamp(row.received / 1000, UTC).strftime("%Y-%m-%d %H:%M")
        what = f"mulai baris {row.from_seq}" if row.from_seq >= 0 else "utuh, tersegel"
        click.echo(f"{since}  {row.code:<17} TPS {row.tps_id}  {row.attempt_id} {what}  paket {row.pack_hash[:12]}  {row.digest[:12]}")
    sealed = sum(row.from_seq < 0 for row in rows)
    click.echo(f"{len(rows)} kiriman tertahan, {sealed} di antaranya bundel.")


@group.command("tutup")
@click.argument("digest")
def close_gap(digest: str) -> None:
    """Jangan tunggu lagi bagian yang hilang sebelum satu potongan; DIGEST seperti pada `sinkron ditahan`."""
    from simulasi.services import attempts, held

    found = [row for row in attempts.held_bundles() if row.digest.startswith(digest)]
    if len(found) != 1 or not held.close_gap(None, found[0].kab, found[0].digest):
        raise click.UsageError(f"Tidak ada satu potongan yang menunggu bagian sebelumnya dengan nama {digest}.")
    click.echo("Tidak ditunggu lagi; potongannya tetap disimpan.")


@group.command("nilai")
@click.option("--semua", is_flag=True, help="Nilai ulang semua, bukan hanya yang belum.")
def marks(semua: bool) -> None:
    """Lepas yang sudah tidak perlu ditahan, lalu nilai yang belum dinilai."""
    from simulasi.services import attempts

    released, marked = attempts.heal(again=semua)
    click.echo(f"{released.done} kiriman dilepas, {marked.done} dinilai, {marked.refused} tidak dapat dimainkan.")
    for name in [*released.failed, *marked.failed]:
        click.echo(f"gagal: {name}", err=True)
    if released.failed or marked.failed:
        raise SystemExit(1)


@group.command("hitung")
@click.option(
    "--yang-berubah", "changed", is_flag=True, help="Hanya TPS yang berubah sejak terakhir dihitung; untuk dijalankan tiap menit."
)
def count(changed: bool) -> None:
    """Hitung ulang semua jumlah per TPS dari hasil yang tersimpan."""
    from simulasi.services import rollups

    if not changed:
        rollups.mark_all()
    click.echo(f"{rollups.recount(0, 10**13 - 1)} TPS dihitung.")


@group.command("epoch-baru")
def epoch() -> None:
    """Setelah basis data dipulihkan: minta semua ponsel menawarkan lagi hasilnya."""
    from simulasi.services import server_state

    click.echo(server_state.new_epoch())
