// A key leads straight to a part of the page: data-key names it. A link is followed; a part that is folded is unfolded; the
// focus goes to where one begins to write, and the next Tab goes on from there. No key sends anything.
import { isTyping } from "./keyboard-list.mjs";

const BEGINNINGS = "input:not([type=hidden]), textarea, select, button, a[href]";

export function begin(part) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== part.dataset.key || isTyping(event) || !part.isConnected) return;
    event.preventDefault();
    if (part.matches("a")) return part.click();
    if (part.matches("details")) part.open = true;
    const place = part.hasAttribute("tabindex") ? part : beginningOf(part);
    place.focus();
    place.scrollIntoView({ block: "nearest" });
  });
}

function beginningOf(part) {
  const inside = part.matches("details") ? part.querySelector(":scope > :not(summary)") : part;
  const first = inside.querySelector(BEGINNINGS) ?? part;
  return (first.name && inside.querySelector(`[name="${first.name}"]:checked`)) || first;
}
