"""Which ballots a mover keeps in the draft for 2029: the questions of 2024 for the three national ballots."""

from dataclasses import replace

from simulasi.rules.pemilu_2024.entitlement import QUESTIONS as OF_2024
from simulasi.rules.pemilu_nasional_2029.elections import NATIONAL
from simulasi.rules.vocabulary import Mark

QUESTIONS = tuple(
    replace(question, sumber=(*question.sumber, "mk-135-2024"), mark=Mark.UNVERIFIED)
    for question in OF_2024
    if question.election in NATIONAL
)
