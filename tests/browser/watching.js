// What a page may not do to those who look at it: put into it before it is looked at, by evaluate.

window.watching = (() => {
  const STOPS = "a[href], button, input, select, textarea, summary, audio, video, iframe, " +
    "[tabindex], [contenteditable]";
  const LOOKS = ["boxShadow", "backgroundColor", "borderTopColor", "borderTopWidth",
    "borderBottomColor", "borderBottomWidth", "textDecorationThickness"];
  const ENOUGH_TO_SEE = 24;
  const PSEUDO = [undefined, "::before", "::after"];

  const isShown = (each) => each.checkVisibility({ visibilityProperty: true });
  const named = (each) => each?.outerHTML.replace(/\s+/g, " ").slice(0, 160) ?? "nothing";

  // Reflow

  const sticksOut = () => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll("body *")].filter(
      (each) => each.getBoundingClientRect().right > room && !each.closest(".app-scroll"));
    return ["the page scrolls sideways", ...wide.slice(-3).map(named)];
  };

  const unfold = () => {
    for (const each of document.querySelectorAll("details")) each.open = true;
  };

  // What a page is made of, whatever it says: the same twice when scripts change nothing

  const madeOf = () => [...document.querySelectorAll("body *")]
    .filter((each) => !each.closest("svg"))
    .map((each) => `${isShown(each)} ${each.tagName} ${each.type ?? ""} ${each.className}`)
    .join("\n");

  // Forms that nothing on the page sends

  const sendsNothing = () => [...document.forms]
    .filter((form) => ![...form.elements].some((each) => each.type === "submit" && isShown(each)))
    .map((form) => `no button sends this form: ${named(form)}`);

  // Where the Tab key leads

  // Of radio buttons that belong together, Tab comes to the chosen one, else to the first.
  const isPassedBy = (each) => {
    if (each.type !== "radio") return false;
    const group = [...document.getElementsByName(each.name)]
      .filter((other) => other.type === "radio" && other.form === each.form);
    return each !== (group.find((other) => other.checked) ?? group.find(isShown));
  };

  const stops = () => [...document.querySelectorAll(STOPS)].filter((each) =>
    each.tabIndex >= 0 && !each.disabled && isShown(each) && !isPassedBy(each));

  const look = (element) => [element, ...(element.labels ?? []), ...element.children]
    .flatMap((each) => PSEUDO.map((pseudo) => {
      const style = getComputedStyle(each, pseudo);
      const isClear = /, 0\)$|transparent/.test(style.outlineColor);
      const outline = isClear || style.outlineStyle === "none" ? "" :
        style.outlineWidth + style.outlineStyle + style.outlineColor;
      return outline + LOOKS.map((name) => style[name]).join();
    })).join();

  const belongTo = (element, other) => element.contains(other) ||
    [...(element.labels ?? [])].some((label) => label.contains(other));

  const outOfSight = (element) => {
    const box = element.getBoundingClientRect();
    const seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
    // A browser scrolls to the line one types in, not to the whole of a text box.
    if (seen < Math.min(box.height, ENOUGH_TO_SEE) - 1) return "is cut off";
    const lines = [...element.getClientRects()].filter((each) => each.width && each.height);
    for (const line of [lines[0], lines.at(-1)]) {
      const x = (Math.max(line.left, 0) + Math.min(line.right, innerWidth)) / 2;
      const y = (Math.max(line.top, 0) + Math.min(line.bottom, innerHeight)) / 2;
      const top = document.elementFromPoint(x, y);
      if (!top) return "is out of sight";
      if (!belongTo(element, top)) return `is behind ${named(top)}`;
    }
    return "";
  };

  let walked = [];

  const takeDown = () => {
    const element = document.activeElement;
    if (element !== document.body) {
      walked.push({ element, look: look(element), trouble: outOfSight(element) });
    }
  };

  // Before the key does anything, so that the browser has scrolled to where it led before.
  addEventListener("keydown", (event) => event.key === "Tab" && takeDown(), { capture: true });

  const startWalking = () => {
    walked = [];
    document.activeElement.blur();
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
    return stops().length;
  };

  // One more Tab was pressed than there are stops.
  const whereItLed = () => {
    const expected = stops();
    const wrong = expected.findIndex((each, index) => each !== walked[index]?.element);
    const faults = wrong < 0 ? [] :
      [`Tab comes to ${named(walked[wrong]?.element)} and not to ${named(expected[wrong])}`];
    if (document.activeElement === expected.at(-1)) faults.push("Tab does not lead out of the page");
    document.activeElement.blur();
    for (const each of walked) {
      if (each.look === look(each.element)) faults.push(`no focus is seen: ${named(each.element)}`);
      if (each.trouble) faults.push(`with the focus, ${named(each.element)} ${each.trouble}`);
    }
    return faults;
  };

  return { sticksOut, unfold, madeOf, sendsNothing, startWalking, whereItLed };
})();
