// Suggests services while a person types: the WAI-ARIA combobox with a list, one request at a time.
// The address in data-suggestions answers ?q=… with JSON: [{"title": "…", "text": "…", "url": "…"}].
let number = 0;

export function begin(box) {
  const input = box.querySelector("input");
  const list = document.createElement("ul");
  list.id = `suggest-${(number += 1)}`;
  list.className = "rh-suggest";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.closest("form").querySelector("label").textContent.trim());
  list.hidden = true;
  box.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }
  watch(box, input, list);
}

function watch(box, input, list) {
  let asked = null;
  let rest = 0;
  input.addEventListener("input", () => {
    clearTimeout(rest);
    asked?.abort();
    if (input.value.trim().length < 2) return close(input, list);
    rest = setTimeout(async () => {
      asked = new AbortController();
      const hits = await fetchHits(box.dataset.suggestions, input.value, asked.signal);
      if (hits) show(input, list, hits);
    }, 150);
    return undefined;
  });
  input.addEventListener("keydown", (event) => onKey(event, input, list));
  input.addEventListener("blur", () => close(input, list));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const row = event.target.closest("[role=option]");
    if (row) location.assign(row.dataset.url);
  });
}

async function fetchHits(address, words, signal) {
  try {
    const url = new URL(address, location.href);
    url.searchParams.set("q", words);
    const answer = await fetch(url, { signal, headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // aborted or offline: the search button still works
  }
}

function show(input, list, hits) {
  list.replaceChildren(...hits.map((hit, at) => row(list, hit, at)));
  list.hidden = hits.length === 0;
  input.setAttribute("aria-expanded", String(hits.length > 0));
  input.removeAttribute("aria-activedescendant");
}

function row(list, hit, at) {
  const element = document.createElement("li");
  element.id = `${list.id}-${at}`;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", "false");
  element.dataset.url = hit.url;
  element.textContent = hit.title;
  if (hit.text) {
    const small = document.createElement("small");
    small.textContent = hit.text;
    element.append(small);
  }
  return element;
}

function close(input, list) {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function onKey(event, input, list) {
  const rows = [...list.children];
  if (list.hidden || !rows.length) return;
  const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const by = event.key === "ArrowDown" ? 1 : -1;
    choose(input, rows, (at + by + rows.length + (at < 0 && by < 0 ? 1 : 0)) % rows.length);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    location.assign(rows[at].dataset.url);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close(input, list);
  }
}

function choose(input, rows, at) {
  rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
  input.setAttribute("aria-activedescendant", rows[at].id);
  rows[at].scrollIntoView({ block: "nearest" });
}
