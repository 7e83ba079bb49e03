// Puts a "Copy" button behind a number that people need elsewhere.
export function begin(element) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "rh-link rh-copy rh-small";
  button.textContent = element.dataset.copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(element.textContent.trim());
    button.textContent = element.dataset.copied;
  });
  element.after(button);
}
