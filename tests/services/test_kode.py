"""Territory is arithmetic: what lies within what, for every pair of levels."""

from hypothesis import given
from hypothesis import strategies as st

from simulasi.services import kode


def test_codes_are_read_and_shown() -> None:
    assert kode.parse("35.79.02.2009") == kode.parse(" 3579022009 ") == 3579022009
    assert kode.show(3579022009) == "35.79.02.2009" and kode.show(357902) == "35.79.02" and kode.show(3579) == "35.79"
    assert [kode.parse(text) for text in ("", "x", "357", "35790220090", "0579", "３５７９", "35.7x")] == [None] * 7


def test_levels_and_parents() -> None:
    assert [kode.level(code) for code in (35, 3579, 357902, 3579022009, 357)] == [1, 2, 3, 4, 0]
    assert [kode.parent(code) for code in (3579022009, 357902, 3579, 35, 357)] == [357902, 3579, 35, None, None]
    assert kode.kab_of(3579022009003) == kode.kab_of(3579) == 3579
    assert kode.desa_of(kode.tps_id(3579022009, 14)) == 3579022009


def test_a_tps_is_its_own_span() -> None:
    assert kode.span(3579022009003) == (3579022009003, 3579022009003)
    assert kode.span(3579022009) == (3579022009000, 3579022009999)
    assert kode.span(3579) == (3579000000000, 3579999999999)


codes = st.builds(
    lambda digits, length: int(digits[:length]), st.from_regex(r"[1-9][0-9]{12}", fullmatch=True), st.sampled_from([2, 4, 6, 10, 13])
)


@given(codes, codes)
def test_covers_means_begins_with(outer: int, inner: int) -> None:
    assert kode.covers(outer, inner) == str(inner).startswith(str(outer))


@given(codes)
def test_everything_covers_itself_and_is_covered_by_its_parents(code: int) -> None:
    assert kode.covers(code, code)
    above = kode.parent(code)
    assert above is None or (kode.covers(above, code) and not kode.covers(code, above))
