"""Fingers for the browser tests: answer one step of a day on the screen as a person would."""

from typing import Any

from playwright.sync_api import Page, expect

from simulasi.engine import apply, pending, start
from simulasi.engine.answers import right_answer


class Player:
    """Plays a pack on the phone's screen; the engine here only tells which step must be on the table, never what it is worth."""

    def __init__(self, page: Page, pack: Any, seats: list[str]) -> None:
        self.page, self.pack = page, pack
        self.state = start(pack, seats)

    def play(self, mistakes: dict[str, Any], limit: int = 1_000) -> int:
        """Answer until the day is over or the limit is reached; give the number of answers."""
        count = 0
        while count < limit and (step := pending(self.pack, self.state)) is not None:
            answer = mistakes[step["id"]] if step["id"] in mistakes else right_answer(self.state, step)
            self.tap(step, answer)
            event = {"seq": self.state["seq"] + 1, "step": step["id"], "answer": answer, "role": step["role"]}
            self.state = apply(self.pack, self.state, event)
            count += 1
            expect(self.page.locator(".outcome")).to_be_visible()
            self.primary()
        return count

    def tap(self, step: dict[str, Any], answer: Any) -> None:
        """Give one answer."""
        expect(self.page.locator("#judul")).to_contain_text(step["title"])
        KINDS[step["kind"]](self, step, answer)

    def primary(self) -> None:
        """Press the one button at the bottom."""
        self.page.locator(".dock .btn-primary:enabled").click()

    def choice(self, step: dict[str, Any], answer: str) -> None:
        text = next(option["text"] for option in step["options"] if option["id"] == answer)
        self.page.locator("button.option:enabled").get_by_text(text, exact=True).click()

    def set(self, step: dict[str, Any], answer: list[str]) -> None:
        for at, item in enumerate(step["items"]):
            if item["id"] in answer:
                self.page.locator("button.pick").nth(at).click()
        self.primary()

    def find(self, step: dict[str, Any], answer: str) -> None:
        if answer == "tidak_ada":
            self.page.get_by_role("button", name="Tidak ada di DPT").click()
            return
        expect(self.page.get_by_role("button", name="Buka salinan DPT")).to_have_count(0)  # the list itself lies open
        pages = self.pack.raw["dpt"]["pages"]
        if len(pages) > 1:
            at = next(index for index, page in enumerate(pages) if any(row[0] == answer for row in page["rows"]))
            self.page.locator(".finder select").select_option(str(at))
        self.page.locator("tr.dpt-row", has_text=answer).locator("button").click()
        self.page.locator("button.option:enabled", has_text="Tunjuk nomor").click()

    def number(self, step: dict[str, Any], answer: int) -> None:
        self.page.locator("#angka").fill(str(answer))
        self.primary()

    def form(self, step: dict[str, Any], answer: list[list[Any]]) -> None:
        fields = self.page.locator("#isian input.figure")
        expect(fields).to_have_count(len(answer))
        for at, (_, value) in enumerate(answer):
            fields.nth(at).fill(str(value))
        self.primary()

    def order(self, step: dict[str, Any], answer: list[str]) -> None:
        for name in answer:
            at = next(at for at, item in enumerate(step["items"]) if item["id"] == name)
            self.page.locator("button.order-item").nth(at).click()
        self.primary()


KINDS = {
    "choice": Player.choice,
    "judge": Player.choice,
    "set": Player.set,
    "find": Player.find,
    "number": Player.number,
    "form": Player.form,
    "tally": Player.form,
    "order": Player.order,
}
