"""What every screen promises, asked of the page as it stands: no rule of axe broken, text dark and large enough, targets for a thumb, nothing off the side."""

from playwright.sync_api import Page

from tests.e2e.conftest import ROOT

AXE = (ROOT / "tests" / "vendor" / "axe-core-4.14.1" / "axe.min.js").read_text("utf-8")
THEMES = ("terang", "gelap", "matahari")

# All of WCAG 2.2 A and AA and the good practices; of AAA the contrast of text.
WHOLE = "() => axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast-enhanced': {enabled: true}, 'color-contrast': {enabled: false}}})"
CONTRAST = "() => axe.run(document, {resultTypes: ['violations'], runOnly: ['color-contrast-enhanced']})"

# Text below 16 px, things to touch that a thumb misses, tab order that is not the order of the page, failures nobody hears.
# Drawings and sheets to print (.lembar) are left out of the size of text: they are at their own scale.
FAULTS = """() => {
  const faults = [];
  const shown = (e) => { const r = e.getBoundingClientRect(); return e.checkVisibility({ visibilityProperty: true }) && r.width > 1 && r.height > 1; };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement, said = walk.currentNode.textContent.trim().slice(0, 40);
    if (!said || !shown(e) || e.closest('svg, .lembar, .hide-visually, noscript, script')) continue;
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (size < 16) faults.push(`text of ${size} px: ${said} (${e.className || e.tagName})`);
  }
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [role=checkbox], [role=radio]')) {
    if (!shown(e)) continue;
    const box = (e.closest('label') ?? e).getBoundingClientRect();
    const inSentence = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
    if (!inSentence && (box.height < 47.5 || box.width < 40)) faults.push(`target of ${Math.round(box.width)}x${Math.round(box.height)}: ${e.outerHTML.slice(0, 90)}`);
    if (e.tabIndex > 0) faults.push(`tab order of its own: ${e.outerHTML.slice(0, 60)}`);
  }
  for (const e of document.querySelectorAll('.notice-no, .pin-bad, .wrong')) {
    if (shown(e) && e.textContent.trim() && !e.closest('[role=alert], [role=status], [aria-live]') && !e.querySelector('[role=alert]')) faults.push(`not announced: ${e.outerHTML.slice(0, 80)}`);
  }
  return faults;
}"""
WIDE = """() => {
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over <= 1) return null;
  const cut = (e) => { for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; };
  const far = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !cut(e));
  const last = far.find((e) => !far.some((other) => other !== e && e.contains(other))) ?? far[0];
  return `${over} px off the side: ${last?.outerHTML.slice(0, 120)}`;
}"""
TEXT = "(size) => { document.documentElement.style.fontSize = size; }"


def broken(page: Page, script: str) -> list[str]:
    """Rules of axe that do not hold, each with the first element."""
    found = page.evaluate(script)["violations"]
    return [f"{each['id']} x{len(each['nodes'])}: {each['nodes'][0]['html'][:140]}" for each in found]


def arm(page: Page) -> None:
    """Give the page axe, once for each document."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE)


def faults(page: Page) -> list[str]:
    """Everything that is wrong with what is on the screen now, at 320 px, in three themes, and with text of twice the size."""
    arm(page)
    found: list[str] = []
    for theme in THEMES:
        page.evaluate("tema => globalThis.pilihTema(tema)", theme)
        found += [f"{theme}: {each}" for each in broken(page, WHOLE if theme == "terang" else CONTRAST)]
        found += [f"{theme}: {each}" for each in (page.evaluate(WIDE),) if each]
    found += page.evaluate(FAULTS)
    page.evaluate("() => globalThis.pilihTema('terang')")
    page.evaluate(TEXT, "200%")
    found += [f"text 200%: {each}" for each in (page.evaluate(WIDE),) if each]
    page.evaluate(TEXT, "")
    return found
