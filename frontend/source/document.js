// A document that is being prepared: how it stands, without pressing “Look again”. Without this, or
// when it fails, the button does the same.

const SECONDS = 1000;
const FIRST = 1 * SECONDS;
const LONGEST = 60 * SECONDS;

export function watch(place) {
  const said = document.getElementById("said");
  const state = () => place.firstElementChild.dataset;
  const isOpen = () => ["waiting", "printing"].includes(state().state);
  let pause = FIRST;
  let latest;

  async function look() {
    try {
      const answer = await fetch(location.href, {
        headers: { "X-Part": "document" },
        redirect: "error",
      });
      if (!answer.ok) return;
      show(await answer.text());
    } catch {
      // There is no connection just now: look again later.
    }
    later();
  }

  function show(html) {
    if (html === latest) return;
    latest = html;
    const before = state().title;
    const hadFocus = place.contains(document.activeElement);
    place.innerHTML = html;
    if (state().title !== before) {
      said.textContent = state().title;
      document.title = document.title.replace(before, state().title);
    }
    if (hadFocus) place.querySelector(".govuk-button").focus();
  }

  function later() {
    if (!isOpen()) return;
    setTimeout(look, pause);
    pause = Math.min(pause * 1.2, LONGEST);
  }

  later();
}
