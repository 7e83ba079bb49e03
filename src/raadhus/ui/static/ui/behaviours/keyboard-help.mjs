// "?" shows or hides the list of keys; Escape hides it.
import { isTyping } from "./keyboard-list.mjs";

export function begin(help) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && help.open) help.open = false;
    if (event.key !== "?" || isTyping(event)) return;
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
  });
}
