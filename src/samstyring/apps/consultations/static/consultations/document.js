// The document page by keyboard: j and k go from statement to statement, 1–7 set the type, u takes it back.
// Everything here is a link or a button in the page, so the page does the same work without this file.
(() => {
  const panel = document.getElementById("panel");
  if (!panel || !window.htmx) return;

  const marksOf = (anchor) => document.querySelectorAll(`mark[data-statement="${anchor}"]`);
  const selected = () => panel.querySelector(".panel")?.dataset.selected || "";
  const anchorInAddress = () => decodeURIComponent(location.hash.slice(1));
  const isAnchor = (text) => /^\d+-\d+$/.test(text);

  function show(anchor, scroll) {
    document.querySelectorAll("mark[data-selected]").forEach((mark) => mark.removeAttribute("data-selected"));
    const marks = marksOf(anchor);
    marks.forEach((mark) => mark.setAttribute("data-selected", ""));
    if (scroll && marks.length) marks[0].scrollIntoView({ block: "center" });
  }

  // The panel has new content that works, or the request has failed and the old content stays. Content that is put
  // in is not ready before it has settled: a button pressed earlier would send the whole page away.
  const answered = () =>
    new Promise((done) => {
      panel.addEventListener("htmx:afterSettle", done, { once: true });
      document.body.addEventListener(
        "htmx:afterRequest",
        (event) => (event.detail.successful ? setTimeout(done, 1000) : done()),
        { once: true },
      );
    });

  async function choose(anchor, scroll) {
    if (!marksOf(anchor).length) return false;
    show(anchor, scroll);
    history.replaceState(null, "", `#${anchor}`);
    const answer = answered();
    // What becomes of the request is told by the events that `answered` listens to.
    htmx.ajax("GET", `${location.pathname}${anchor}/`, { target: "#panel", swap: "innerHTML" }).catch(() => {});
    await answer;
    return true;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("mark a.statement__link");
    if (!link) return;
    event.preventDefault();
    inTurn(() => choose(link.closest("mark").dataset.statement, false));
  });

  // A stroke waits for the one before it: else a type meant for the statement just chosen would be set on the one
  // that the panel still shows.
  let before = Promise.resolve();
  const inTurn = (work) => {
    before = before.then(work).catch(() => {});
  };

  async function stroke(key) {
    if ((key === "j" || key === "k") && !selected()) {
      const first = document.querySelector("mark[data-statement]");
      if (first) await choose(first.dataset.statement, true);
      return;
    }
    const target = panel.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return;
    if (!target.dataset.anchor) {
      const answer = answered();
      target.click();
      await answer;
    } else if (!(await choose(target.dataset.anchor, true))) {
      // A neighbour on another page of a long document has no mark here: follow the link instead.
      target.click();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest("input:not([type=hidden]), textarea, select")) return;
    const key = event.key.toLowerCase();
    if (!/^[jku1-7]$/.test(key)) return;
    event.preventDefault();
    inTurn(() => stroke(key));
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
    if (isAnchor(anchor) && anchor !== selected()) inTurn(() => choose(anchor, true));
  });
  const asked = anchorInAddress();
  if (isAnchor(asked)) {
    if (asked === selected()) show(asked, true);
    else if (!marksOf(asked).length) location.replace(`${location.pathname}${asked}/`);
    else inTurn(() => choose(asked, true));
  }
})();
