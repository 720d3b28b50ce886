// Sends the files of a form with data-sending one by one, with progress and time left. What waits to be sent is
// kept in the browser until it has arrived, so that a page that is loaded anew goes on. Files that the server has
// are not sent again. Without this file the form sends them all at once.
(() => {
  const form = document.querySelector("form[data-sending]");
  if (!form || !window.indexedDB || !window.FormData) return;
  const field = form.querySelector("input[type=file]");
  const shown = form.querySelector("[data-progress]");
  const bar = shown.querySelector("progress");
  const words = shown.querySelector("[data-words]");
  const DAY = 24 * 60 * 60 * 1000; // milliseconds
  const HASHED = 80 * 1024 * 1024; // bytes: larger files are told apart by name and size

  // What waits: one row a file, by the address that it goes to.
  const store = {
    open: () =>
      new Promise((resolve, reject) => {
        const asked = indexedDB.open("samstyring-sending", 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("files", { keyPath: "key", autoIncrement: true });
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      }),
    async run(mode, act) {
      const database = await store.open();
      try {
        return await new Promise((resolve, reject) => {
          const transaction = database.transaction("files", mode);
          const result = act(transaction.objectStore("files"));
          transaction.oncomplete = () => resolve(result?.result);
          transaction.onerror = transaction.onabort = () => reject(transaction.error);
        });
      } finally {
        database.close();
      }
    },
    all: () => store.run("readonly", (files) => files.getAll()).catch(() => []),
    add: (row) => store.run("readwrite", (files) => files.add(row)).catch(() => null),
    put: (row) => store.run("readwrite", (files) => files.put(row)).catch(() => null),
    drop: (key) => (key ? store.run("readwrite", (files) => files.delete(key)).catch(() => null) : null),
  };

  const say = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), shown.dataset[name] || "");
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  let target = new URL(form.getAttribute("action"), location).pathname;
  let known = form.dataset.known || "";
  let request = null;
  let stopped = false;

  async function hash(file) {
    if (!crypto.subtle || file.size > HASHED) return "";
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // The rows that the server does not have. It is asked about some at a time.
  async function missing(rows) {
    if (!known) return rows;
    const left = [];
    for (let first = 0; first < rows.length; first += 400) left.push(...(await missingOf(rows.slice(first, first + 400))));
    return left;
  }

  async function missingOf(rows) {
    const body = new FormData();
    for (const row of rows) body.append("file", `${await hash(row.file)}/${row.file.size}/${row.file.name}`);
    try {
      const answer = await fetch(known, { method: "POST", body, headers: { "X-CSRFToken": token() } });
      const there = new Set((await answer.json()).known);
      for (const [place, row] of rows.entries()) if (there.has(place)) await store.drop(row.key);
      return rows.filter((_, place) => !there.has(place));
    } catch {
      return rows;
    }
  }

  function send(row, onprogress) {
    return new Promise((resolve) => {
      const body = new FormData();
      body.append("files", row.file, row.file.name);
      const instead = form.querySelector("[name=for]");
      if (instead) body.append("for", instead.value);
      request = new XMLHttpRequest();
      request.open("POST", target);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", token());
      request.upload.onprogress = (event) => onprogress(event.loaded);
      request.onload = () => {
        let answer = {};
        try {
          answer = JSON.parse(request.responseText);
        } catch {
          // An error page: the status tells.
        }
        resolve({ status: request.status, answer });
      };
      request.onerror = request.onabort = () => resolve({ status: 0, answer: {} });
      request.send(body);
    });
  }

  function failed(sentence) {
    const line = document.createElement("li");
    line.textContent = sentence;
    shown.querySelector("[data-failed]").append(line);
  }

  async function sendAll(given) {
    shown.removeAttribute("hidden");
    const rows = await missing(given);
    const there = given.length - rows.length;
    const total = rows.reduce((sum, row) => sum + row.file.size, 0);
    const began = Date.now();
    let sent = 0;
    let done = there;
    let refused = 0;
    let goal = "";
    const show = (loaded) => {
      const bytes = sent + loaded;
      bar.max = Math.max(total, 1);
      bar.value = total ? Math.min(bytes, total) : 1;
      const seconds = bytes ? ((Date.now() - began) / 1000) * ((total - bytes) / bytes) : 0;
      const left = seconds > 60 ? say("wordsMinutes", { minutes: Math.ceil(seconds / 60) }) : say("wordsSoon");
      words.textContent = [
        say("wordsFiles", { done, total: given.length }),
        there ? say("wordsThere", { count: there }) : "",
        done < given.length ? left : "",
      ].join(" ");
    };
    for (const row of rows) {
      show(0);
      const { status, answer } = await send(row, show);
      if (stopped) return;
      // Without a sentence of ours it is not this program's answer to the file: a login page, or a broken connection.
      if (status !== 201 && !answer.sentence) {
        words.textContent = say("wordsLost");
        return;
      }
      await store.drop(row.key);
      if (status === 201) {
        // A document alone is shown; an answer to a file that could not be read goes back to the list.
        goal = given.length === 1 && answer.document && !form.querySelector("[name=for]") ? answer.document : answer.consultation;
        known = answer.known;
        if (target !== answer.upload) {
          // A new consultation has begun: the rest goes there, also after a break.
          target = answer.upload;
          for (const other of rows) if (other.key && other !== row) await store.put({ ...other, target });
        }
      } else {
        refused += 1;
        failed(answer.sentence);
      }
      sent += row.file.size;
      done += 1;
      show(0);
    }
    const next = goal || target.replace(/(?:dokumenter|ny)\/$/, "");
    if (!refused) return location.assign(next);
    // What could not be taken in stays in view; the rest is one click away.
    const go = shown.querySelector("[data-go]");
    go.href = next;
    go.parentElement.removeAttribute("hidden");
    form.querySelector("[type=submit]").removeAttribute("aria-busy");
  }

  form.addEventListener("submit", async (event) => {
    const files = [...field.files];
    if (!files.length) return;
    event.preventDefault();
    stopped = false;
    const rows = [];
    for (const file of files) {
      const row = { file, target, page: location.pathname, user: form.dataset.user, since: Date.now() };
      rows.push({ ...row, key: await store.add(row) });
    }
    await sendAll(rows);
  });

  shown.querySelector("[data-stop]").addEventListener("click", async () => {
    stopped = true;
    request?.abort();
    for (const row of await store.all()) if (row.target === target) await store.drop(row.key);
    words.textContent = say("wordsStopped");
    form.querySelector("[type=submit]").removeAttribute("aria-busy");
  });

  const folder = form.querySelector("[data-folder]");
  if (folder && "webkitdirectory" in field) {
    folder.removeAttribute("hidden");
    folder.addEventListener("click", () => {
      field.webkitdirectory = true;
      field.click();
      field.webkitdirectory = false;
    });
  }

  // What was interrupted goes on: on the page that it was begun on, or that of the consultation that it began.
  (async () => {
    const all = await store.all();
    // Files of another login, or that nobody came back for within a day, do not stay in the browser.
    const mine = (row) => row.user === form.dataset.user && Date.now() - row.since < DAY;
    for (const row of all) if (!mine(row)) await store.drop(row.key);
    const rows = all.filter((row) => mine(row) && (row.target === target || row.page === location.pathname));
    if (!rows.length) return;
    target = rows[0].target;
    shown.removeAttribute("hidden");
    words.textContent = say("wordsAgain");
    await sendAll(rows.filter((row) => row.target === target));
  })();
})();
