"""The three ballots expected in 2029 after MK 135/PUU-XXII/2024; colours as in 2024 until KPU says otherwise."""

from dataclasses import replace

from simulasi.rules.pemilu_2024.elections import ELECTIONS as OF_2024
from simulasi.rules.vocabulary import Mark

NATIONAL = ("PPWP", "DPR", "DPD")

ELECTIONS = tuple(
    replace(election, sumber=("mk-135-2024", *election.sumber), mark=Mark.UNVERIFIED) for election in OF_2024 if election.id in NATIONAL
)
