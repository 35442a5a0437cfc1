// What if: what a changed field would do, as soon as it is changed. Without this, or when it fails,
// the button below the form shows the same.

export function showWhatChanges(form) {
  const comparison = document.getElementById("comparison");
  const said = document.getElementById("said");
  let asked;

  form.addEventListener("change", async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        // In the body: what is supposed stands in no address.
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Part": "comparison" },
        redirect: "error",
        signal: asked.signal,
      });
      if (!answer.ok) return;
      comparison.innerHTML = await answer.text();
      said.textContent = comparison.querySelector("[data-says]").textContent.replace(/\s+/g, " ");
    } catch {
      // Asked anew meanwhile, or there is no connection: the button remains.
    }
  });
}
