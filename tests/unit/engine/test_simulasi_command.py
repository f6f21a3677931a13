"""`flask simulasi putar`: a log over its pack in, state, findings and score out; one plain sentence for what cannot be played."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from simulasi.commands.simulasi import SENTENCES, group

TESTS = Path(__file__).parents[2]
ROOT = TESTS.parent
PACK = (TESTS / "packs" / "surat-pindahan.json").read_bytes()
# Ketua hands the mover one ballot too many; the other table is played by the pack.
LINES = [
    json.dumps([0, "mulai", [hashlib.sha256(PACK).hexdigest(), "1", "pemilu-2024", "akhir", "kpps_1"], "", 1, 0], separators=(",", ":")),
    '[1,"hadir-melati","dua","kpps_1",2,5]',
    '[2,"serah-pindahan",["PPWP","DPR"],"kpps_1",3,9]',
]

Play = Callable[..., Result]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    def run(pack: bytes = PACK, log: bytes | str = "\n".join(LINES) + "\n") -> Result:
        (tmp_path / "paket.json").write_bytes(pack)
        (tmp_path / "catatan.ndjson").write_bytes(log.encode() if isinstance(log, str) else log)
        return CliRunner().invoke(group, ["putar", "--paket", str(tmp_path / "paket.json"), "--log", str(tmp_path / "catatan.ndjson")])

    return run


def refused(result: Result) -> str:
    """The sentence of a refusal: exit 2, one line on standard error, nothing on standard output."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_state_findings_and_score_come_out(play: Play) -> None:
    result = play()
    assert (result.exit_code, result.stderr) == (0, "")
    answer = json.loads(result.stdout)
    assert set(answer) == {"state", "findings", "score"}
    assert answer["state"]["counters"]["surat_suara_di_kotak_dpr"] == 2
    assert [(each["id"], each["severity"], each["causes"]) for each in answer["findings"]] == [
        ("kotak_dpr_lebih", "catat", ["serah-pindahan"]),
        ("i06_dpr_putus", "hitung_ulang", ["serah-pindahan"]),
        ("psu_dpr", "psu", ["serah-pindahan"]),
    ]
    assert (answer["score"]["points"], answer["score"]["max"]) == (1, 3)
    assert answer["score"]["knockouts"] == [{"step": "serah-pindahan", "code": "psu"}]


def test_a_log_may_stop_in_the_middle_of_the_day(play: Play) -> None:
    answer = json.loads(play(log=LINES[0]).stdout)
    assert (answer["score"]["answered"], answer["score"]["done"]) == (0, 0)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "baris 4 ditolak: barisnya rusak atau pernah diubah (line-invalid)."),
        ('[4,"x","y","kpps_1",4,9]', "baris 4 ditolak: nomor urutnya tidak bersambung dengan baris sebelumnya (seq-gap)."),
        ('[3,"x","y","kpps_1",4,9]', "baris 4 ditolak: simulasi sudah selesai sebelum baris ini (attempt-done)."),
        ("[" * 5000, "baris 4 ditolak: barisnya rusak atau pernah diubah (line-invalid)."),
    ],
)
def test_a_bad_line_is_named(play: Play, line: str, sentence: str) -> None:
    assert refused(play(log="\n".join([*LINES, line, ""]))).endswith(sentence + "\n")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"dua"', '"tiga"', "answer-unknown"),
        ('"dua"', "2", "answer-type"),
        ("hadir-melati", "hadir-mawar", "step-unknown"),
        ('"hadir-melati","dua"', '"serah-pindahan",["PPWP"]', "step-not-pending"),
        ('[1,"hadir-melati","dua","kpps_1"', '[1,"hadir-melati","dua","kpps_2"', "role-mismatch"),
        ('[1,"hadir-melati","dua","kpps_1"', '[1,"buka-kotak-dpr",1,"kpps_2"', "role-not-seated"),
        ("pemilu-2024", "pilkada-2024", "start-mismatch"),
        (hashlib.sha256(PACK).hexdigest(), "0" * 64, "start-mismatch"),
        ('"1","pemilu-2024"', '"2","pemilu-2024"', "engine-version"),
        ('"mulai"', '"akhir"', "start-missing"),
    ],
)
def test_every_refusal_is_a_sentence(play: Play, old: str, new: str, code: str) -> None:
    text = "\n".join(LINES)
    assert old in text
    sentence = refused(play(log=text.replace(old, new)))
    assert sentence.endswith(f"ditolak: {SENTENCES[code]} ({code}).\n")


@pytest.mark.parametrize("log", [b"", b"\xff\xfe", b"\n", b"\x00"])
def test_a_file_that_is_no_log(play: Play, log: bytes) -> None:
    assert "baris 1 ditolak" in refused(play(log=log))


@pytest.mark.parametrize(
    ("pack", "words"),
    [
        (b"", "bukan paket: isinya bukan JSON yang utuh."),
        (PACK[:-100], "bukan paket: isinya bukan JSON yang utuh."),
        (b"\xff" + PACK, "bukan paket: isinya bukan JSON yang utuh."),
        (b"[" * 100_000, "bukan paket: isinya bukan JSON yang utuh."),
        (PACK.replace(b'"format": 1', b'"format": 1.0'), "bukan paket: isinya bukan JSON yang utuh."),
        (b"[]", "tidak dapat dimainkan: format paket tidak dikenal (pack-format)."),
        (PACK.replace(b'"format": 1', b'"format": 2'), "tidak dapat dimainkan: format paket tidak dikenal (pack-format)."),
        (PACK.replace(b'"engine": 1', b'"engine": 9'), "tidak dapat dimainkan: dimainkan dengan versi mesin yang lain (engine-version)."),
        (PACK.replace(b'"kind": "set"', b'"kind": "bag"'), "bukan paket yang utuh: periksa $.steps[1].kind (pack-format)."),
        (PACK.replace(b'"pages": [', b'"halaman": ['), "bukan paket yang utuh: periksa $.dpt (pack-format)."),
    ],
)
def test_a_file_that_is_no_pack(play: Play, pack: bytes, words: str) -> None:
    assert pack != PACK
    assert refused(play(pack=pack)) == f"Berkas paket.json {words}\n"


def test_missing_files_and_bad_usage_are_sentences(tmp_path: Path) -> None:
    gone = CliRunner().invoke(group, ["putar", "--paket", str(tmp_path / "tidak-ada.json"), "--log", str(tmp_path)])
    assert refused(gone) == "Berkas tidak-ada.json tidak dapat dibaca.\n"
    (tmp_path / "paket.json").write_bytes(PACK)
    folder = CliRunner().invoke(group, ["putar", "--paket", str(tmp_path / "paket.json"), "--log", str(tmp_path)])
    assert "tidak dapat dibaca" in refused(folder)
    assert "tidak dimengerti" in refused(CliRunner().invoke(group, ["putar"]))


def test_it_runs_without_a_database(tmp_path: Path) -> None:
    (tmp_path / "paket.json").write_bytes(PACK)
    (tmp_path / "catatan.ndjson").write_text("\n".join(LINES))
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "simulasi", "putar", "--paket", str(tmp_path / "paket.json")]
    done = subprocess.run(
        [*command, "--log", str(tmp_path / "catatan.ndjson")],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/tidak/ada.sqlite"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["score"]["done"] == 1
