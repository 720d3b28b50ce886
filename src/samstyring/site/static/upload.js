// A form with data-upload: files can be dropped on it, and what was chosen is listed with its size before it is sent.
// The file field does all that is needed without this file.
(() => {
  const megabytes = (bytes, language) =>
    new Intl.NumberFormat(language, { style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: bytes < 1e6 ? 0 : 1 })
      .format(bytes < 1e6 ? Math.max(1, bytes / 1e3) : bytes / 1e6);

  function list(form, field) {
    form.querySelector(".drop__files")?.remove();
    if (!field.files.length) return;
    const language = document.documentElement.lang;
    const most = Number(form.dataset.uploadMost || 0);
    const files = document.createElement("ul");
    files.className = "drop__files";
    for (const file of field.files) {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const size = document.createElement("span");
      name.textContent = file.name;
      size.textContent = megabytes(file.size, language);
      if (most && file.size > most) {
        size.dataset.refused = "";
        size.textContent += ` – ${form.dataset.uploadTooLarge || ""}`;
      }
      line.append(name, size);
      files.append(line);
    }
    field.closest(".ds-field").after(files);
  }

  // All files of an entry: itself, or those in a folder and the folders in it, without hidden ones.
  async function filesOf(entry) {
    if (entry.name.startsWith(".")) return [];
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    const reader = entry.createReader();
    const inside = [];
    // A reader gives some entries at a time, and none at the end.
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) break;
      inside.push(...some);
    }
    return (await Promise.all(inside.map(filesOf))).flat();
  }

  // What was dropped, with folders taken apart.
  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.some((entry) => entry.isDirectory)) return transfer.files;
    const found = new DataTransfer();
    for (const file of (await Promise.all(entries.map(filesOf))).flat()) found.items.add(file);
    return found.files;
  }

  for (const form of document.querySelectorAll("form[data-upload]")) {
    const field = form.querySelector("input[type=file]");
    if (!field) continue;
    // Counted, since the pointer also enters and leaves what lies inside the form.
    let depth = 0;
    const over = (change) => {
      depth = Math.max(0, depth + change);
      form.toggleAttribute("data-over", depth > 0);
    };
    const holdsFiles = (event) => [...event.dataTransfer.types].includes("Files");

    form.addEventListener("dragenter", (event) => holdsFiles(event) && over(1));
    form.addEventListener("dragleave", (event) => holdsFiles(event) && over(-1));
    form.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    });
    form.addEventListener("drop", async (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      over(-depth);
      field.files = await dropped(event.dataTransfer);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    field.addEventListener("change", () => list(form, field));
    // A second click would send the same files twice.
    form.addEventListener("submit", () => form.querySelector("[type=submit]")?.setAttribute("aria-busy", "true"));
    window.addEventListener("pageshow", () => form.querySelector("[type=submit]")?.removeAttribute("aria-busy"));
  }
})();
