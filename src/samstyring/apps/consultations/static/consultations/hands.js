// Keys on the page of what needs a hand: j and k go from thing to thing, 1 to 9 press its buttons, x ticks it,
// u undoes what was done last. Everything can be done without this file.
(() => {
  const hands = () => [...document.querySelectorAll("[data-hand]")];
  let at = 0;

  function number() {
    document.querySelectorAll("[data-needs-script]").forEach((part) => part.removeAttribute("hidden"));
    for (const hand of hands()) {
      hand.querySelectorAll("[data-choice]").forEach((button, place) => {
        if (place > 8 || button.querySelector("kbd")) return;
        const key = document.createElement("kbd");
        key.textContent = String(place + 1);
        button.prepend(key, " ");
        button.setAttribute("aria-keyshortcuts", key.textContent);
      });
    }
  }

  function go(place, focus = true) {
    const all = hands();
    if (!all.length) return;
    at = Math.max(0, Math.min(place, all.length - 1));
    all.forEach((hand, index) => hand.toggleAttribute("data-current", index === at));
    if (focus) {
      all[at].focus({ preventScroll: true });
      all[at].scrollIntoView({ block: "nearest" });
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (inField) return;
    const current = hands()[at];
    if (event.key === "j") go(current?.hasAttribute("data-current") ? at + 1 : at);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "u") document.querySelector('.hands [data-key="u"]')?.click();
    else if (event.key === "x" && current) current.querySelector("[name=chosen]")?.click();
    else if (/^[1-9]$/.test(event.key) && current?.hasAttribute("data-current")) {
      current.querySelectorAll("[data-choice]")[Number(event.key) - 1]?.click();
    } else return;
    event.preventDefault();
  });

  document.addEventListener("focusin", (event) => {
    const hand = event.target.closest("[data-hand]");
    if (hand) go(hands().indexOf(hand), false);
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-tick-all]")) return;
    document.querySelectorAll("[name=chosen]").forEach((box) => (box.checked = event.target.checked));
  });

  document.body.addEventListener("htmx:afterSettle", () => {
    number();
    go(at);
  });
  number();
  go(0, false);
})();
