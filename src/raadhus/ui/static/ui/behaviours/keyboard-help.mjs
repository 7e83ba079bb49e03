// "?" shows or hides the list of keys; Escape hides it. Whoever looked goes on where they were. The keys can be switched off.
import { areOff, isTyping, OFF } from "./keyboard-list.mjs";

export function begin(help) {
  let before = null;
  const hide = () => {
    help.open = false;
    before?.focus({ preventScroll: true });
    before = null;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && help.open) return hide();
    if (event.key !== "?" || isTyping(event)) return;
    if (help.open) return hide();
    before = document.activeElement;
    help.open = true;
    help.querySelector("summary").focus();
  });
  beginSwitch(help.querySelector("[data-keys-off]"));
}

function beginSwitch(box) {
  box.checked = areOff();
  box.closest("[hidden]").hidden = false;
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.setItem(OFF, "yes");
      else localStorage.removeItem(OFF);
    } catch {
      box.checked = areOff(); // nothing can be kept in this browser
    }
  });
}
