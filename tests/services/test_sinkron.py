"""The operator's commands for what phones send."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from simulasi.compiler import compile_day
from simulasi.models.attempt import dirty_tps, r_tps
from simulasi.services import packs, server_state
from simulasi.sync import replay
from tests.sync_kit import RIGHT, Phone, day, played, put_pack, rows


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["sinkron", *words])


def test_publish_and_withdraw(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "hari.json"
    path.write_bytes(compile_day("pemilu-2024", "uji", "singkat").bytes)
    done = run(app, "terbitkan", str(path))
    assert done.exit_code == 0, done.output
    (offer,) = packs.offers()
    assert done.output.startswith(offer.hash)
    assert run(app, "tarik", offer.hash).exit_code == 0 and packs.offers() == []
    assert run(app, "tarik", offer.hash).exit_code == 2


@pytest.mark.parametrize("content", [b"{", b'{"format":1}', None])
def test_a_bad_file_is_named_in_one_sentence(app: Flask, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "rusak.json"
    if content is not None:
        path.write_bytes(content)
    done = run(app, "terbitkan", str(path))
    assert done.exit_code == 2 and "rusak.json" in done.output and "Traceback" not in done.output


def test_what_is_held_is_listed(app: Flask) -> None:
    log = played("ab" * 32, [RIGHT])
    Phone(app).send(log.part())
    done = run(app, "ditahan")
    assert (
        log.attempt_id in done.output
        and "pack-unknown" in done.output
        and done.output.endswith("1 kiriman tertahan, 0 di antaranya bundel.\n")
    )


def test_marks_and_sums_can_be_made_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = put_pack(day())
    log = played(pack, [RIGHT])
    Phone(app).send(log.part())
    assert run(app, "nilai", "--semua").output == "0 kiriman dilepas, 1 dinilai, 0 tidak dapat dimainkan.\n"
    assert run(app, "hitung").output == "1 TPS dihitung.\n"
    assert not rows(dirty_tps) and {row["attempts"] for row in rows(r_tps)} == {1}

    def broken(*_given: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(replay, "replay", broken)
    done = run(app, "nilai", "--semua")
    assert done.exit_code == 1 and f"gagal: {log.attempt_id}" in done.output


def test_a_new_epoch_is_printed(app: Flask) -> None:
    before = server_state.epoch()
    printed = run(app, "epoch-baru").output.strip()
    assert printed == server_state.epoch() != before
