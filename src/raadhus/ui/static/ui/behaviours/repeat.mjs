// Adds and removes repeated groups in place. Without script the same buttons post the form.
// A <template> holds one blank group with __index__ where its number goes; gaps in the numbers are fine.
export function begin(section) {
  const items = section.querySelector("[data-items]");
  const blank = section.querySelector("template");
  if (!blank) return;
  let next = items.querySelectorAll("[data-item]").length;
  section.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.name === "add") {
      event.preventDefault();
      items.append(fresh(blank, next));
      next += 1;
      items.lastElementChild.querySelector("input, select, textarea")?.focus();
    } else if (button?.name === "remove") {
      event.preventDefault();
      button.closest("[data-item]").remove();
      section.querySelector("[tabindex='-1']").focus();
    }
  });
}

function fresh(blank, index) {
  const copy = blank.content.cloneNode(true);
  for (const element of copy.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("__index__")) element.setAttribute(name, value.replaceAll("__index__", index));
    }
  }
  for (const text of copy.querySelectorAll("legend")) {
    text.textContent = text.textContent.replaceAll("__number__", index + 1);
  }
  return copy;
}
