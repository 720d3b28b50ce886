/* Numbers choose a step where one stands; everything works without this. */
"use strict";

(() => {
  const form = document.querySelector("form[data-score]");
  if (!form) return;
  const criteria = [...form.querySelectorAll("[data-criterion]")];

  const entry = (criterion) => criterion.querySelector("input:checked") || criterion.querySelector("input");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    const at = document.activeElement;
    if (at && at.matches("input:not([type=radio]), textarea, select")) return;
    const here = Math.max(criteria.findIndex((one) => one.contains(at)), 0);
    const criterion = criteria[here];
    const choice = criterion && criterion.querySelector(`input[value="${event.key}"]`);
    if (!choice || choice.matches(":disabled")) return;
    event.preventDefault();
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    const next = criteria[here + 1];
    (next ? entry(next) : form.querySelector("button[type=submit]")).focus();
  });
})();
