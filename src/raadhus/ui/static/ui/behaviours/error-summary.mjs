// Takes the focus when the page comes back with errors, and brings people to the field with its label in view.
// Who is already answering when this script comes late is left there.
export function begin(summary) {
  if (!document.activeElement?.matches("input, select, textarea")) summary.focus({ preventScroll: false });
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".rh-field") ?? field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}
