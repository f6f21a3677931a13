"""How big a day is: who comes, what happens between the voters, how many papers are judged one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulasi.rules.model import Ruleset


@dataclass(frozen=True)
class Size:
    """The measure of one day. `voters` and `events` count situations drawn from each golongan."""

    dpt: int
    """Rows of the DPT at least; more when the stock of ballots would not survive every mistake at once."""
    ordinary: int
    """DPT voters who come and are served without anything to decide."""
    spoken: int
    """How many of the ordinary voters are met one by one all the same."""
    voters: Mapping[str, int]
    events: Mapping[str, int]
    judged: tuple[int, ...] = ()
    """Papers judged one by one, box by box in the order of counting; boxes beyond are counted in short."""
    whole: bool = False
    """A whole TPS: as many voters as the rule set allows in one."""

    def under(self, ruleset: Ruleset) -> "Size":
        """Measure the same day under a rule set whose TPS may be larger."""
        if not self.whole:
            return self
        return replace(self, dpt=self.dpt * ruleset.tps_max // WHOLE_TPS, ordinary=self.ordinary * ruleset.tps_max // WHOLE_TPS)


WHOLE_TPS = 300
"""The largest TPS of Pemilu 2024, for which `penuh` is written down here."""
SIZES = {
    "singkat": Size(
        dpt=20,
        ordinary=7,
        spoken=1,
        voters={"dpt": 1, "pindahan": 1, "khusus": 1, "ditolak": 2, "surat_suara": 1, "kotak": 1, "tinta": 1, "bantuan": 1},
        events={"persiapan": 1, "pembukaan": 1, "pemungutan": 1, "integritas": 1, "penutupan": 1, "penyegelan": 1},
        judged=(5, 6),
    ),
    "sedang": Size(
        dpt=40,
        ordinary=15,
        spoken=3,
        voters={"dpt": 3, "pindahan": 2, "khusus": 2, "ditolak": 3, "surat_suara": 2, "kotak": 1, "tinta": 1, "bantuan": 2},
        events={"persiapan": 2, "pembukaan": 2, "pemungutan": 3, "integritas": 2, "penutupan": 2, "penghitungan": 2, "penyegelan": 2},
        judged=(8, 10, 5),
    ),
    "penuh": Size(
        dpt=300,
        ordinary=210,
        spoken=8,
        voters={"dpt": 5, "pindahan": 5, "khusus": 3, "ditolak": 6, "surat_suara": 3, "kotak": 3, "tinta": 2, "bantuan": 3},
        events={"persiapan": 3, "pembukaan": 3, "pemungutan": 6, "integritas": 4, "penutupan": 3, "penghitungan": 4, "penyegelan": 4},
        judged=(12, 14, 8, 6, 6),
        whole=True,
    ),
}
