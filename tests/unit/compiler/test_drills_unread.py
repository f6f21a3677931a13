"""Nothing unread is asked in a drill: as soon as one source of an item is not seen, the item is not drawn any more."""

from dataclasses import replace

import pytest

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills import ethics, voters
from simulasi.compiler.drills.bank import all_topics, open_desk
from simulasi.compiler.drills.item import Desk
from simulasi.compiler.errors import ContentError
from simulasi.rules.sources import REGISTRY
from simulasi.rules.vocabulary import Mark
from tests.unit.compiler.day_kit import RULES, content_with

DESK = open_desk("pemilu-2024")


# Some topics lean on what nobody has read yet, whatever is drawn: those stand at the door already.
ASKED = [topic for topic in all_topics(DESK) if any(topic.draw(DESK, Draw(str(number)), topic.key) for number in range(3))]


@pytest.mark.parametrize("topic", ASKED, ids=lambda topic: topic.id)
def test_what_leans_on_an_unread_source_is_not_asked(topic, monkeypatch):
    unread: set[str] = set()
    for number in range(40):
        item = topic.draw(DESK, Draw(str(number)), topic.key)
        if item is None:
            continue
        assert not unread & set(item.step["sources"])
        for source in item.step["sources"]:
            monkeypatch.setitem(REGISTRY, source, replace(REGISTRY[source], mark=Mark.UNVERIFIED))
            unread.add(source)
    assert unread
    assert topic.draw(DESK, Draw("lagi"), topic.key) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Satu. Dua. Tiga.", "Satu. Dua."),
        ("Satu.", "Satu."),
        ("Kalimat yang terlalu panjang.", "Kalimat ya"),
    ],
)
def test_a_reason_is_cut_between_sentences_and_only_then_within_one(text, kept):
    assert voters.shorten(text, most=10) == kept


def test_a_temptation_without_a_right_answer_is_the_authors_mistake(tmp_path):
    text = """
    [[dilema]]
    id = "D-99"
    golongan = "uji"
    fase = "pemungutan"
    peran = "kpps_1"
    judul = "Titipan"
    keterampilan = ["integritas"]
    sumber = ["pungut-s17"]
    mengapa = "Begitu."
    [[dilema.langkah]]
    [[dilema.langkah.pilihan]]
    teks = "Terima."
    hasil = "Diterima."
    umpan = "Keliru."
    """
    desk = Desk(RULES, content_with(tmp_path, dilema=text), DESK.law)
    (topic,) = ethics.topics(desk)
    with pytest.raises(ContentError, match="dilema 'D-99' langkah 1: belum ada pilihan yang benar"):
        topic.draw(desk, Draw("x"), topic.key)
