// Asks before a form with unsaved answers is left; sending the form is never asked about.
export function begin(form) {
  const before = snapshot(form);
  let isSending = false;
  form.addEventListener("submit", () => (isSending = true));
  addEventListener("beforeunload", (event) => {
    if (!isSending && snapshot(form) !== before) event.preventDefault();
  });
  addEventListener("pageshow", () => (isSending = false));
}

function snapshot(form) {
  const pairs = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  return JSON.stringify(pairs.map(([name, value]) => [name, value instanceof File ? value.name + value.size : value]));
}
