"""Drills: whatever the seed, the right answer is what the law says, every other is wrong, no two look alike; only what was seen is asked."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from simulasi.compiler import lint
from simulasi.compiler.courses import compile_course, curricula
from simulasi.compiler.draw import Draw
from simulasi.compiler.drills import compile_bank, compile_test, copies, figures, incidents, voters
from simulasi.compiler.drills.bank import all_topics, draw_item, open_desk
from simulasi.compiler.drills.item import Desk, Item, Topic
from simulasi.compiler.errors import ContentError
from simulasi.engine import load, start
from simulasi.engine.answers import grade, right_answer
from simulasi.rules.geometry import zone_at
from simulasi.rules.identities import check_c_hasil
from simulasi.rules.incidents import decide_kejadian
from simulasi.rules.sources import REGISTRY
from simulasi.rules.voters import decide_pemilih
from tests.strategies import EXAMPLES, LAW

SET = "pemilu-2024"
seeds = st.integers(0, 10**9).map(str)
WHOLE = settings(LAW, max_examples=EXAMPLES // 4)  # one example is a bank of hundreds of items


@cache
def desk() -> Desk:
    return open_desk(SET)


def of(prefix: str) -> list[Topic]:
    return [topic for topic in all_topics(desk()) if topic.id.startswith(prefix)]


def drawn(prefix: str) -> st.SearchStrategy[tuple[Topic, str]]:
    return st.tuples(st.sampled_from(of(prefix)), seeds)


def item_of(topic: Topic, seed: str) -> Item:
    item = topic.draw(desk(), Draw(seed), topic.key)
    assume(item is not None)
    assert item is not None
    return item


def right_text(item: Item) -> str:
    texts = [option["text"] for option in item.step["options"] if option["right"]]
    assert len(texts) == 1
    return texts[0]


def wrong_texts(item: Item) -> list[str]:
    return [option["text"] for option in item.step["options"] if not option["right"]]


@LAW
@given(pick=drawn(""))
def test_every_item_has_different_options_one_or_more_right_and_only_what_was_seen(pick: tuple[Topic, str]) -> None:
    item = item_of(*pick)
    step = item.step
    texts = [each["text"] for name in ("options", "items") for each in step.get(name, ())]
    assert len(texts) == len(set(texts))
    if "options" in step:
        assert len(texts) >= 2
        assert {bool(option["right"]) for option in step["options"]} == {True, False}
        assert all((option["points"] > 0) == bool(option["right"]) for option in step["options"])
    assert step["sources"] and all(REGISTRY[source].mark == "seen" for source in step["sources"])


@LAW
@given(pick=drawn("sah-"))
def test_the_verdict_on_a_ballot_is_the_laws_on_its_holes(pick: tuple[Topic, str]) -> None:
    item = item_of(*pick)
    law = desk().law
    ballot = item.ballots["surat"]
    election = ballot["election"]
    recipe = desk().content["surat_suara"].get(pick[0].key, {})
    zones = [zone_at(law.layouts[ballot["layout"].upper()], *hole) for hole in ballot["holes"]]
    other = dict(recipe.get("lain", {}))
    verdict = law.judge(election, zones, bool(ballot["signed"]), other)
    assert right_text(item) == law.label(election, verdict.credited_to)
    assert law.label(election, verdict.credited_to) not in wrong_texts(item)


@LAW
@given(pick=drawn("pemilih-"))
def test_what_to_do_with_a_voter_is_the_laws_decision(pick: tuple[Topic, str]) -> None:
    topic, seed = pick
    item = item_of(topic, seed)
    decision = decide_pemilih(voters.draw_case(desk(), Draw(seed), topic.key), desk().ruleset)
    labels = voters.acts(desk())
    assert right_text(item) == labels[voters.category(decision)]
    assert set(wrong_texts(item)) <= set(labels.values()) - {labels[voters.category(decision)]}


@LAW
@given(pick=drawn("pindah-").filter(lambda pick: pick[0].key != ""))
def test_a_mover_keeps_what_the_five_questions_say(pick: tuple[Topic, str]) -> None:
    item = item_of(*pick)
    said = item.step["prompt"]
    same = {word: f"{word} sama" in said for word in ("kabupaten/kota", "dapil DPR", "dapil DPRD Provinsi", "dapil DPRD Kabupaten/Kota")}
    home = "provinsi ini" in said
    expected = {"PPWP"} | ({"DPD"} if home else set())
    expected |= {"DPR"} if home and re.search(r"dapil DPR sama", said) else set()
    expected |= {"DPRD_PROV"} if home and same["dapil DPRD Provinsi"] else set()
    expected |= {"DPRD_KAB"} if home and same["kabupaten/kota"] and same["dapil DPRD Kabupaten/Kota"] else set()
    assert {each["id"] for each in item.step["items"] if each["right"]} == expected


@LAW
@given(seed=seeds)
def test_at_the_table_the_ticks_of_the_letter_are_handed_over(seed: str) -> None:
    item = item_of(next(topic for topic in of("pindah-") if topic.key == ""), seed)
    assert [each["id"] for each in item.step["items"] if each["right"]] == item.step["cards"][0]["surat_suara"]


def form_of(item: Item) -> dict[str, Any]:
    """Read the form back from the card a player sees."""
    form: dict[str, Any] = {"IV": {}}
    for label, counter in item.step["cards"][0]["rows"]:
        line, value = label.split(" ")[0], item.counters[counter]
        if line == "IV":
            form["IV"][f"pair:{label[-1]}"] = value
        elif ", " in label and line.startswith("I."):
            form.setdefault(line, {})[{"L": "l", "P": "p", "L+P": "j"}[label.rpartition(", ")[2]]] = value
        else:
            form[line] = value
    return form


@LAW
@given(pick=drawn("angka-").filter(lambda pick: pick[0].key != ""))
def test_what_does_not_add_up_is_what_the_law_finds(pick: tuple[Topic, str]) -> None:
    item = item_of(*pick)
    form = form_of(item)
    assert all(value >= 0 for value in item.counters.values())
    broken = {found.identitas for found in check_c_hasil([{"id": 1, "election": "PPWP", "baris": form}], desk().ruleset)} & set(
        figures.ASKED
    )
    true = {figures.ASKED[name] for name in broken} or {figures.FINE}
    assert right_text(item) in true
    assert not set(wrong_texts(item)) & true


def beside(item: Item) -> dict[str, Any]:
    """Read C.HASIL and what lies beside it back from the card a player sees."""
    told: dict[str, Any] = {"baris": {"IV": {}}, "turus": {"IV": {}}, "salinan": {"IV": {}}, "sirekap": {"IV": {}}, "ikatan": {}}
    own = {"c": "baris"}
    for label, name in item.step["cards"][0]["rows"]:
        assert label
        sheet, _, what = name.partition("_")
        place = told[own.get(sheet, sheet)]
        if what in ("va", "vb"):
            place[f"V.{what[1].upper()}"] = item.counters[name]
        else:
            place["IV"][f"pair:{what}"] = item.counters[name]
    told["ikatan"] = {"IV": {"pair:1": told["ikatan"]["V.A"]}, "V.B": told["ikatan"]["V.B"]}
    return {**told, "salinan": [told["salinan"]]}


@LAW
@given(pick=drawn("banding-"))
def test_what_differs_from_its_copy_is_what_the_law_finds(pick: tuple[Topic, str]) -> None:
    item = item_of(*pick)
    assert all(value >= 0 for value in item.counters.values())
    found = check_c_hasil([{"id": 1, "election": "PPWP", **beside(item)}], desk().ruleset)
    broken = [each.identitas for each in found]
    assert broken == ([] if pick[0].key == "sama" else [pick[0].key])
    assert right_text(item) == (copies.ASKED[broken[0]] if broken else figures.FINE)


@LAW
@given(seed=seeds)
def test_the_number_asked_for_is_the_difference(seed: str) -> None:
    item = item_of(next(topic for topic in of("angka-") if topic.key == ""), seed)
    received, used, spoiled = map(int, re.findall(r"(?:diterima|digunakan|coblos) (\d+)", item.step["prompt"]))
    assert item.counters["sisa"] == received - used - spoiled >= 0


@LAW
@given(pick=drawn("stok-"))
def test_the_reserve_is_two_in_a_hundred_rounded_up(pick: tuple[Topic, str]) -> None:
    item = item_of(*pick)
    dpt = int(re.search(r"berisi (\d+) pemilih", item.step["prompt"])[1])  # type: ignore[index]
    reserve = -(-dpt * 2 // 100)
    assert item.counters["jawab"] == (reserve if pick[0].key == "cadangan" else dpt + reserve)


@LAW
@given(pick=drawn("urut-"))
def test_the_order_is_the_laws(pick: tuple[Topic, str]) -> None:
    topic, seed = pick
    item = item_of(topic, seed)
    law = [task.id for task in getattr(desk().ruleset.part("opening"), "OPENING" if topic.key == "pembukaan" else "CLOSING")]
    assert item.step["expect"] == [name for name in law if name in item.step["expect"]]
    assert [each["id"] for each in item.step["items"]] != item.step["expect"]


@LAW
@given(pick=drawn("jadi-"))
def test_the_reflex_is_the_laws_act_and_no_kin_of_it_is_offered(pick: tuple[Topic, str]) -> None:
    item = item_of(*pick)
    act = decide_kejadian({"kejadian": pick[0].key}, desk().ruleset).keputusan
    names = {text: name for name, text in incidents.SAY.items()}
    kin = next(group for group in incidents.KIN if act in group)
    assert names[right_text(item)] == act
    assert not {names[text] for text in wrong_texts(item)} & set(kin)


@LAW
@given(pick=drawn("biaya-"))
def test_the_cost_is_the_laws(pick: tuple[Topic, str]) -> None:
    item = item_of(*pick)
    assert right_text(item) == incidents.COSTS[decide_kejadian({"kejadian": pick[0].key}, desk().ruleset).akibat]


def test_every_act_has_its_words_and_its_kin() -> None:
    from simulasi.rules.shared.incident import ACTS

    assert set(incidents.SAY) == set(ACTS) == {act for group in incidents.KIN for act in group}


@pytest.mark.parametrize("topic", [topic for topic in all_topics(open_desk(SET)) if not topic.finite], ids=lambda topic: topic.id)
def test_items_do_not_run_out(topic: Topic) -> None:
    taken: set[str] = set()
    made = [draw_item(desk(), topic, Draw(f"banyak/{number}"), taken) for number in range(60)]
    if any(item is not None for item in made):
        assert None not in made
        assert len(taken) == 60


@WHOLE
@given(seed=seeds)
def test_a_bank_passes_the_linter_and_the_engine_agrees_with_the_law(seed: str) -> None:
    made = compile_bank(SET, seed, each=1)
    assert lint(made.bytes) == []
    pack = load(made.pack)
    state = start(pack, ["semua"])
    for ready in pack.ready:
        result = grade(state, ready, right_answer(state, ready.step))
        assert result.right == 1 and result.points == result.max > 0


@WHOLE
@given(seed=seeds)
def test_two_forms_ask_the_same_with_other_instances(seed: str) -> None:
    one, other = (compile_test(SET, seed, form) for form in "ab")
    assert lint(one.bytes) == lint(other.bytes) == []
    shared = [[step["topic"] for step in made.pack["steps"] if not step["topic"].startswith("etik-")] for made in (one, other)]
    assert shared[0] == shared[1]
    assert [step["skills"] for step in one.pack["steps"]] == [step["skills"] for step in other.pack["steps"]]
    faces = [
        {(step["title"], step["prompt"], str(step["cards"]), str(made.pack["ballots"].get(step["id"]))) for step in made.pack["steps"]}
        for made in (one, other)
    ]
    asked = [{(step["id"], step["prompt"]) for step in made.pack["steps"] if step["topic"].startswith("etik-")} for made in (one, other)]
    assert len(faces[0]) == len(one.pack["steps"])
    assert not asked[0] & asked[1]
    assert all(step["sure"] == 1 for step in one.pack["steps"])


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert compile_bank(SET, "tetap").sha256 == compile_bank(SET, "tetap").sha256
    assert compile_test(SET, "tetap", "a").sha256 == compile_test(SET, "tetap", "a").sha256
    assert compile_bank(SET, "tetap").sha256 != compile_bank(SET, "lain").sha256


@pytest.mark.parametrize("ruleset", ["pemilu-2024", "pilkada-2024"])
def test_each_election_has_its_bank_its_tests_and_its_course(ruleset: str) -> None:
    for made in (compile_bank(ruleset, "x"), compile_test(ruleset, "x", "a"), compile_test(ruleset, "x", "b")):
        assert lint(made.bytes) == []
    assert lint(compile_course(ruleset, "kpu").bytes) == []


@pytest.mark.parametrize("curriculum", curricula())
def test_every_curriculum_leads_through_tests_cards_pledge_drills_and_days(curriculum: str) -> None:
    made = compile_course(SET, curriculum)
    assert lint(made.bytes) == []
    work = [each for part in made.pack["curriculum"]["parts"] for each in part["work"]]
    assert {each["type"] for each in work} == {"kartu", "pilih", "pakta", "uji", "latihan", "hari", "daftar", "renungan"}
    assert [each["moment"] for each in work if each["type"] == "uji"] == ["awal", "akhir"]
    bank = {step["topic"] for step in compile_bank(SET, "x").pack["steps"]}
    for each in work:
        assert each["type"] != "latihan" or set(each["topics"]) & bank
    assert {role for each in work for role in each.get("roles", ())} == {f"kpps_{n}" for n in range(1, 8)}


@pytest.mark.parametrize(
    "make",
    [
        lambda: compile_bank("pemilu-1955", "x"),
        lambda: compile_bank("pemilu-nasional-2029", "x"),
        lambda: compile_test(SET, "x", "c"),
        lambda: compile_course(SET, "entah"),
    ],
)
def test_what_cannot_be_compiled_is_said(make: Any) -> None:
    with pytest.raises(ContentError):
        make()
