// Asks before a form with unsaved answers is left, also those given before this script came; sending the form is never
// asked about.
export function begin(form) {
  const before = snapshot(asItCame(form));
  let isSending = false;
  form.addEventListener("submit", () => (isSending = true));
  addEventListener("beforeunload", (event) => {
    if (!isSending && snapshot(form) !== before) event.preventDefault();
  });
  addEventListener("pageshow", () => (isSending = false));
}

// A copy of the form with the answers that the town hall sent.
export function asItCame(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return copy;
}

function snapshot(form) {
  const pairs = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return JSON.stringify(pairs.map(([name, value]) => [name, value instanceof File ? value.name + value.size : value]));
}
