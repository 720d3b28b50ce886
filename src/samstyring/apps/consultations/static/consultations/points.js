// Suggestions for a point by keyboard: j and k go through them, a adds, x says that it is not the same, m that it
// says the opposite, u undoes the last one. Each is a button in the page, which does the same without this file.
(() => {
  const page = document.getElementById("content");
  if (!page || !window.htmx) return;

  let at = 0;
  const rows = () => [...page.querySelectorAll("[data-suggestion]")];

  function choose(number, focus) {
    const all = rows();
    all.forEach((row) => row.removeAttribute("aria-current"));
    at = Math.max(0, Math.min(number, all.length - 1));
    if (!all.length) return;
    all[at].setAttribute("aria-current", "true");
    if (focus) {
      all[at].focus({ preventScroll: true });
      all[at].scrollIntoView({ block: "nearest" });
    }
  }

  // New suggestions have come in and work, or the request has failed and the old ones stay.
  const answered = () =>
    new Promise((done) => {
      document.body.addEventListener("htmx:afterSettle", done, { once: true });
      document.body.addEventListener(
        "htmx:afterRequest",
        (event) => (event.detail.successful ? setTimeout(done, 1000) : done()),
        { once: true },
      );
    });

  async function stroke(key) {
    if (key === "j" || key === "k") {
      const begun = rows().some((row) => row.hasAttribute("aria-current"));
      choose(begun ? at + (key === "j" ? 1 : -1) : 0, true);
      return;
    }
    const all = rows();
    const place = key === "u" ? page.querySelector(".suggestions__done") : all[at];
    const button = place?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!button) return;
    const answer = answered();
    button.click();
    await answer;
    choose(at, true);
  }

  // A stroke waits for the one before it: else it would decide on a suggestion that is about to go.
  let before = Promise.resolve();
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest("input:not([type=hidden], [type=checkbox]), textarea, select")) return;
    const key = event.key.toLowerCase();
    if (!/^[jkaxmu]$/.test(key) || !page.querySelector("[data-suggestions]")) return;
    event.preventDefault();
    before = before.then(() => stroke(key)).catch(() => {});
  });
})();
