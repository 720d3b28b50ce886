// The document page by keyboard: j and k go from statement to statement, 1–7 set the type, u takes it back.
// Everything here is a link or a button in the page, so the page does the same work without this file.
(() => {
  const panel = document.getElementById("panel");
  if (!panel || !window.htmx) return;

  const marks = [...document.querySelectorAll("mark[data-statement][id]")];
  const marksOf = (anchor) => document.querySelectorAll(`mark[data-statement="${anchor}"]`);
  const shown = () => panel.querySelector(".panel")?.dataset.selected || "";
  const anchorInAddress = () => decodeURIComponent(location.hash.slice(1));
  const isAnchor = (text) => /^\d+-\d+$/.test(text);
  // What was chosen last, which the panel may still be on its way to show.
  let chosen = shown();

  function highlight(anchor, scroll) {
    document.querySelectorAll("mark[data-selected]").forEach((mark) => mark.removeAttribute("data-selected"));
    const parts = marksOf(anchor);
    parts.forEach((mark) => mark.setAttribute("data-selected", ""));
    if (scroll && parts.length) parts[0].scrollIntoView({ block: "center" });
  }

  function choose(anchor, scroll) {
    chosen = anchor;
    highlight(anchor, scroll);
    history.replaceState(null, "", `#${anchor}`);
    const address = `${location.pathname}${anchor}/`;
    // A request for a statement that is no longer the chosen one is dropped.
    htmx.ajax("GET", address, { source: panel, target: "#panel", swap: "innerHTML" });
  }
  panel.setAttribute("hx-sync", "this:replace");

  function step(by) {
    const at = marks.findIndex((mark) => mark.dataset.statement === chosen);
    const next = at < 0 ? marks[0] : marks[at + by];
    if (next) return choose(next.dataset.statement, true);
    // The neighbour is on another page of a long document: its link leads there.
    panel.querySelector(`[data-key="${by > 0 ? "j" : "k"}"]`)?.click();
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("mark a.statement__link, a[data-anchor]");
    const anchor = link?.closest("mark")?.dataset.statement || link?.dataset.anchor;
    if (!anchor || !marksOf(anchor).length) return;
    event.preventDefault();
    choose(anchor, Boolean(link.dataset.anchor));
  });

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest("input:not([type=hidden]), textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      event.preventDefault();
      step(key === "j" ? 1 : -1);
      return;
    }
    // A key that decides waits until the panel shows what was chosen: it must not hit the one before.
    if (shown() !== chosen) return;
    const button = panel.querySelector(`button[data-key="${CSS.escape(key)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.body.addEventListener("statement-reviewed", (event) => {
    const { anchor, type, label, reviewed } = event.detail;
    marksOf(anchor).forEach((mark) => {
      mark.dataset.type = type;
      mark.toggleAttribute("data-reviewed", reviewed);
      const word = mark.querySelector(".statement-type");
      if (word) {
        word.dataset.type = type;
        word.textContent = label;
      }
    });
  });

  window.addEventListener("hashchange", () => {
    const anchor = anchorInAddress();
    if (isAnchor(anchor) && anchor !== chosen && marksOf(anchor).length) choose(anchor, true);
  });
  const asked = anchorInAddress();
  if (isAnchor(asked)) {
    if (asked === chosen) highlight(asked, true);
    else if (!marksOf(asked).length) location.replace(`${location.pathname}${asked}/`);
    else choose(asked, true);
  }
})();
