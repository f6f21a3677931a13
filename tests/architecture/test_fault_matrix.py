"""Every fault has a test, or says why not; and the report speaks of the tests there are."""

from tests.faults.matrix import PAGE, _words, proofs, rows


def test_every_fault_has_a_test_or_a_reason() -> None:
    proved = {number for proof in proofs() for number in proof.rows}
    assert set(rows()) == set(range(1, 59)) and proved <= set(rows())
    assert [number for number, row in rows().items() if number not in proved and not row.get("reason")] == []


def test_the_report_names_every_test() -> None:
    """After adding or renaming a marked test: `make faults`, or `python -m tests.faults.matrix --peta` for the map alone."""
    text = PAGE.read_text("utf-8")
    assert [proof.name for proof in proofs() if _words(proof.name) not in text] == []


def test_nothing_in_the_report_was_red() -> None:
    assert "**merah**" not in PAGE.read_text("utf-8")
