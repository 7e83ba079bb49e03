// A key leads straight to a part of the page: data-key names it. The part takes the focus, and the next Tab goes on from there.
import { isTyping } from "./keyboard-list.mjs";

export function begin(part) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== part.dataset.key || isTyping(event) || !part.isConnected) return;
    event.preventDefault();
    part.focus();
    part.scrollIntoView({ block: "nearest" });
  });
}
