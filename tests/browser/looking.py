"""Looking at a page: what axe finds, what sticks out, and where the Tab key leads."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import CDPSession, Page

DESKTOP, TABLET, PHONE = 1280, 768, 320
HEIGHTS = {DESKTOP: 900, TABLET: 1024, PHONE: 640}
WATCHING = Path(__file__).with_name("watching.js").read_text("utf-8")
AXE = (Path(__file__).parent.parent / "axe" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What depends on the width alone.
SIZES = ["target-size", "scrollable-region-focusable"]
LOOK_FOR_VIOLATIONS = """async (only) => {
    const found = await axe.run(document, {
        runOnly: only,
        reporter: "no-passes",
        // It would fetch stylesheets by script, which our Content-Security-Policy refuses.
        preload: false,
    });
    return found.violations.flatMap((each) =>
        each.nodes.map((node) => `${each.id}: ${each.help}: ${node.html}`));
}"""
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


class Look:
    """A look at one page, with every fault that was found and the width it was found at."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.evaluate(WATCHING)

    def made_of(self) -> str:
        made: str = self.page.evaluate("() => watching.madeOf()")
        return made

    def at_every_width(self, keys: CDPSession) -> None:
        """Look at the page as it stands, then with all unfolded, and press Tab through both."""
        self._widen(DESKTOP)
        self._press_tab_through(keys)
        self._unfold()
        self._look_for_faults()
        on_desktop = self.made_of()
        self._widen(TABLET)
        if self.made_of() == on_desktop:
            self._look_for_faults(sizes_alone=True)
        else:
            self._press_tab_through(keys)
            self._look_for_faults()
        self._widen(PHONE)
        self._press_tab_through(keys)
        self._look_for_faults()

    def unfolded(self) -> None:
        """Look at the page with all unfolded, and only that, at every width."""
        self._unfold()
        for width in HEIGHTS:
            self._widen(width)
            self._look_for_faults()

    def _unfold(self) -> None:
        self.page.evaluate("() => watching.unfold()")
        self.page.evaluate(AXE)

    def _widen(self, width: int) -> None:
        self.width = width
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})

    def _look_for_faults(self, sizes_alone: bool = False) -> None:
        """Look for what axe finds; for sizes alone where the same was shown at another width."""
        rules = {"type": "rule", "values": SIZES}
        if not sizes_alone:
            rules = {"type": "tag", "values": RULES}
        self._note(self.page.evaluate(LOOK_FOR_VIOLATIONS, rules))
        self._note(self.page.evaluate("() => watching.sticksOut()"))
        self._note(self.page.evaluate("() => watching.sendsNothing()"))

    def _press_tab_through(self, keys: CDPSession) -> None:
        """Press Tab from the beginning of the page, once more than it has places to come to."""
        for _ in range(self.page.evaluate("() => watching.startWalking()") + 1):
            # Straight to the browser: some pages take hundreds.
            keys.send("Input.dispatchKeyEvent", TAB)
        self._note(self.page.evaluate("() => watching.whereItLed()"))

    def _note(self, faults: list[str]) -> None:
        self.faults += [f"{self.width}: {each}" for each in faults]
