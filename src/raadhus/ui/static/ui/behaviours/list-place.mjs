// The way back from a page leads to the list somebody came from, as they had it: a list is remembered in this window, and
// links to it, of the same behaviour, lead there. What was done is told once and not remembered. Without script the way back
// leads where the page says.
const KEPT = "raadhus-list";
const TOLD_ONCE = ["done", "undone"];

export function begin(element) {
  try {
    if (element.matches("a")) lead(element);
    else if (!TOLD_ONCE.some((name) => new URLSearchParams(location.search).has(name))) keep();
  } catch {
    return; // nothing is kept in this browser: the link stays as it came
  }
}

function keep() {
  sessionStorage.setItem(KEPT, location.pathname + location.search);
}

function lead(link) {
  const kept = new URL(sessionStorage.getItem(KEPT) ?? link.href, location.origin);
  if (kept.origin === location.origin && kept.pathname === link.pathname) link.search = kept.search;
}
