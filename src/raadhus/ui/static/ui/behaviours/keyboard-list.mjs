// j and k walk a list, Enter opens (the row is a link), x ticks or unticks its box, / goes to the search field. Nothing moves by itself.
// Who comes back from what a row leads to goes on from that row.
export function begin(list) {
  const rows = () => [...list.querySelectorAll("[data-row]")];
  if (!list.querySelector("[aria-current]")) cameFrom(rows())?.setAttribute("aria-current", "true");
  document.addEventListener("keydown", (event) => {
    if (isTyping(event) || !list.isConnected) return;
    if (event.key === "j") walk(rows(), 1);
    else if (event.key === "k") walk(rows(), -1);
    else if (event.key === "x") pick(rows());
    else if (event.key === "/") findSearch(event);
  });
  list.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) preview(row);
  });
}

// Keys rest while somebody types, and where they were switched off in the list of keys: who speaks to the machine types
// letters without meaning them.
function cameFrom(rows) {
  const from = document.referrer.split(/[?#]/)[0];
  return rows.find((row) => row.href.split(/[?#]/)[0] === from);
}

export function isTyping(event) {
  if (areOff() || event.ctrlKey || event.metaKey || event.altKey) return true;
  return Boolean(event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], dialog[open]"));
}

export const OFF = "raadhus-keys-off";

export function areOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false; // nothing is kept in this browser
  }
}

function walk(rows, by) {
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement);
  const current = at >= 0 ? at : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = rows[Math.min(rows.length - 1, Math.max(0, at < 0 && current < 0 ? 0 : current + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function pick(rows) {
  const row = rows.find((one) => one === document.activeElement);
  row?.closest("li")?.querySelector("input[type=checkbox]")?.click();
}

function findSearch(event) {
  const field = document.querySelector("form[role=search] input");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

// The preview follows the focus after a short rest, so that walking quickly asks for nothing.
let rest = 0;
function preview(row) {
  const pane = document.getElementById("preview");
  if (!row.dataset.preview || !pane || !globalThis.htmx) return;
  clearTimeout(rest);
  rest = setTimeout(() => {
    if (document.activeElement !== row) return;
    globalThis.htmx.ajax("GET", row.dataset.preview, { target: pane, swap: "innerHTML" });
    for (const other of document.querySelectorAll("[data-row][aria-current]")) other.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
  }, 150);
}
