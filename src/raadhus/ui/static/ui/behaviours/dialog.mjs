// Turns a dialog that a #link opens into a modal one: focus inside, Escape closes, focus returns.
export function begin(dialog) {
  const open = (opener) => {
    dialog.showModal();
    dialog.addEventListener("close", () => opener?.focus(), { once: true });
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.(`a[href="#${dialog.id}"]`);
    if (!opener) return;
    event.preventDefault();
    open(opener);
  });
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
  if (location.hash === `#${dialog.id}`) {
    history.replaceState(null, "", location.pathname + location.search);
    open(document.querySelector(`a[href="#${dialog.id}"]`));
  }
}
