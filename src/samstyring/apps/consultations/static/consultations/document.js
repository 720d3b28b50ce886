// The document page by keyboard: j and k go from statement to statement, 1–7 set the type, u takes back; t and s open
// the themes and the places to split at, where a letter or a number chooses; m joins, x strikes out, c cites, h holds
// back, n goes to the next unreviewed statement, o shows the original. Text marked with the mouse is shown in the
// panel. Everything here is a link or a button in the page, so the page does the same work without this file.
(() => {
  const panel = document.getElementById("panel");
  if (!panel || !window.htmx) return;

  const text = () => document.getElementById("text");
  const marksOf = (anchor) => document.querySelectorAll(`mark[data-statement="${anchor}"]`);
  const selected = () => panel.querySelector(".panel")?.dataset.selected || "";
  const anchorInAddress = () => decodeURIComponent(location.hash.slice(1));
  const isAnchor = (words) => /^\d+-\d+$/.test(words);

  function show(anchor, scroll) {
    document.querySelectorAll("[data-selected]:is(mark, span)").forEach((mark) => mark.removeAttribute("data-selected"));
    const marks = marksOf(anchor);
    const places = marks.length ? marks : around(Number(anchor.split("-")[0]));
    places.forEach((mark) => mark.setAttribute("data-selected", ""));
    if (scroll && places.length) places[0].scrollIntoView({ block: "center" });
    return places.length > 0;
  }

  // The run of text that holds a place which is no statement.
  function around(start) {
    const before = [...document.querySelectorAll("#text [data-at]")].filter((run) => Number(run.dataset.at) <= start);
    const run = before.pop();
    return run && start < Number(run.dataset.at) + [...run.textContent].length ? [run] : [];
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
    if (!show(anchor, scroll)) return false;
    history.replaceState(null, "", `#${anchor}`);
    const answer = answered();
    // What becomes of the request is told by the events that `answered` listens to.
    htmx.ajax("GET", `${location.pathname}${anchor}/`, { target: "#panel", swap: "innerHTML" }).catch(() => {});
    await answer;
    return true;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("mark a.statement__link, a.unmarked");
    // Marking text ends with a click, too.
    if (!link || String(getSelection()).trim()) return;
    event.preventDefault();
    const anchor = link.matches(".unmarked") ? link.getAttribute("href").split("/").at(-2) : link.parentElement.dataset.statement;
    inTurn(() => choose(anchor, false));
  });

  // A stroke waits for the one before it: else a type meant for the statement just chosen would be set on the one
  // that the panel still shows.
  let before = Promise.resolve();
  let waiting = 0;
  const inTurn = (work) => {
    waiting += 1;
    before = before
      .then(work)
      .catch(() => {})
      .finally(() => (waiting -= 1));
  };

  const press = async (target) => {
    const answer = answered();
    target.click();
    await answer;
  };

  async function stroke(key) {
    const open = panel.querySelector("details[open]:has([data-choice])");
    if (open) {
      const choice = panel.querySelector(`details[open] [data-choice="${CSS.escape(key)}"]`);
      if (choice) return press(choice);
      if (key === "escape") {
        open.open = false;
        return undefined;
      }
    }
    if ((key === "j" || key === "k") && !selected()) {
      const first = document.querySelector("mark[data-statement]");
      if (first) await choose(first.dataset.statement, true);
      return undefined;
    }
    const target = panel.querySelector(`[data-key="${CSS.escape(key)}"]`) || document.querySelector(`[data-key-page="${CSS.escape(key)}"]`);
    if (!target) return undefined;
    if (target.matches("summary")) {
      const own = target.parentElement;
      panel.querySelectorAll("details[open]").forEach((other) => other !== own && (other.open = false));
      own.open = !own.open;
      if (own.open) target.scrollIntoView({ block: "nearest" });
    } else if (target.matches("[data-leaves], [data-key-page]")) {
      target.click();
    } else if (!target.dataset.anchor) {
      await press(target);
    } else if (!marksOf(target.dataset.anchor).length || !(await choose(target.dataset.anchor, true))) {
      // A neighbour on another page of a long document has no mark here: follow the link instead.
      target.click();
    }
    return undefined;
  }

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest("input:not([type=hidden]), textarea, select")) return;
    const key = event.key.toLowerCase();
    if (!/^([a-z1-9]|escape)$/.test(key)) return;
    const known = `[data-key="${key}"], [data-choice="${key}"], [data-key-page="${key}"]`;
    // While another stroke is under way, what the key is for may not be in the page yet.
    if (!waiting && !/^[jk]$/.test(key) && key !== "escape" && !document.querySelector(known)) return;
    if (key !== "escape") event.preventDefault();
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

  // The text has been sent anew with other statements in it.
  document.body.addEventListener("text-divided", (event) => {
    const { anchor } = event.detail;
    history.replaceState(null, "", `#${anchor}`);
    show(anchor, true);
  });

  // Text marked with the mouse or by caret: its place in the source, in code points.
  function placeOf(node, offset) {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (!run) return null;
    const range = document.createRange();
    range.selectNodeContents(run);
    range.setEnd(node, offset);
    const piece = range.cloneContents();
    piece.querySelectorAll(".statement-type").forEach((word) => word.remove());
    const words = piece.textContent;
    // The space that stands after a type's word belongs to it.
    const extra = run.querySelector(".statement-type") && words.startsWith(" ") ? 1 : 0;
    return Number(run.dataset.at) + [...words].length - extra;
  }

  text()?.parentElement.addEventListener("mouseup", (event) => {
    const marked = getSelection();
    if (!text()?.hasAttribute("data-may-review") || marked.isCollapsed || !event.target.closest("#text")) return;
    const range = marked.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    if (start === null || end === null || end - start < 2) return;
    inTurn(() => choose(`${start}-${end}`, false));
  });

  window.addEventListener("hashchange", () => {
    const anchor = anchorInAddress();
    if (isAnchor(anchor) && anchor !== selected()) inTurn(() => choose(anchor, true));
  });
  const asked = anchorInAddress();
  if (isAnchor(asked)) {
    if (asked === selected()) show(asked, true);
    else if (!marksOf(asked).length && !around(Number(asked.split("-")[0])).length) location.replace(`${location.pathname}${asked}/`);
    else inTurn(() => choose(asked, true));
  }
})();
