"""What one voter does to the books of a TPS, as effects: the list signed, ballots handed out, papers in the box, votes.

The four are apart because they happen at different tables, and each table can get its part wrong.
"""

from typing import Any

Effects = list[list[Any]]
LISTS = {"DPT": "dpt", "PINDAHAN": "dptb", "KHUSUS": "dpk"}


def low(election: str) -> str:
    """Spell an election as counters do."""
    return election.lower()


def attend(group: str, jk: str, elections: tuple[str, ...]) -> Effects:
    """Sign the attendance list of a group."""
    effects: Effects = []
    for e in map(low, elections):
        effects += [[f"pengguna_hak_pilih_{LISTS[group]}_{jk.lower()}_{e}", 1], [f"pengguna_hak_pilih_{e}", 1]]
    return effects


def hand_out(elections: tuple[str, ...]) -> Effects:
    """Take ballots from the table and give them to a voter."""
    effects: Effects = []
    for e in map(low, elections):
        effects += [[f"surat_suara_tidak_digunakan_{e}", -1], [f"surat_suara_digunakan_{e}", 1]]
    return effects


def cast(elections: tuple[str, ...]) -> Effects:
    """Put papers into their own boxes."""
    return [[f"surat_suara_di_kotak_{low(e)}", 1] for e in elections]


def replace(election: str) -> Effects:
    """Take a damaged or mispunched ballot back and give another one."""
    e = low(election)
    return [[f"surat_suara_rusak_{e}", 1], [f"surat_suara_tidak_digunakan_{e}", -1]]


def spoil(election: str) -> Effects:
    """Set aside a ballot of the stock that may not be given to anybody."""
    return replace(election)


def vote_counter(election: str, credited_to: str) -> str:
    """Name the counter of one contestant: "cand:3.2" -> suara_dpr_cand_3_2."""
    return f"suara_{low(election)}_{credited_to.replace(':', '_').replace('.', '_')}"


def vote(election: str, credited_to: str | None) -> Effects:
    """Count one paper for somebody, or as tidak sah."""
    e = low(election)
    if credited_to is None:
        return [[f"suara_tidak_sah_{e}", 1]]
    return [[f"suara_sah_{e}", 1], [vote_counter(election, credited_to), 1]]


def times(effects: Effects, count: int) -> Effects:
    """Let the same happen several times."""
    return [[effect[0], effect[1] * count] if len(effect) == 2 else effect for effect in effects]


def merge(effects: Effects) -> Effects:
    """Add up effects on one counter and name each flag once, in the order of first mention."""
    sums: dict[str, int] = {}
    flags: dict[str, None] = {}
    for effect in effects:
        if len(effect) == 1:
            flags[effect[0]] = None
        else:
            sums[effect[0]] = sums.get(effect[0], 0) + effect[1]
    return [[name, amount] for name, amount in sums.items() if amount] + [[name] for name in flags]
