// Puts a "Copy" button behind a number that people need elsewhere.
export function begin(element) {
  if (!navigator.clipboard) return;
  const words = document.documentElement.lang.startsWith("en")
    ? { copy: "Copy", copied: "Copied" }
    : document.documentElement.lang.startsWith("da")
      ? { copy: "Kopiér", copied: "Kopieret" }
      : { copy: "Kopier", copied: "Kopiert" };
  const button = document.createElement("button");
  button.type = "button";
  button.className = "rh-link rh-copy rh-small";
  button.textContent = words.copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(element.textContent.trim());
    button.textContent = words.copied;
  });
  element.after(button);
}
