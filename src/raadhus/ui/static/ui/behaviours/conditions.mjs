// Shows and hides questions as soon as an answer decides about them. The conditions are the server's: it is shown what
// was typed, keeps nothing, and answers with the questions as they stand then. Without script, or offline, Next does it.
// The form names the deciding keys in data-deciding; its questions stand in [data-asked].
import { asItCame } from "./unsaved.mjs";

export function begin(form) {
  const keys = form.dataset.deciding.split(" ");
  const decides = (name) => keys.some((key) => belongs(name, key));
  let asking = null;
  const look = async () => {
    asking?.abort();
    asking = new AbortController();
    const page = await ask(form, asking.signal);
    if (page) take(form, page);
  };
  form.addEventListener("change", ({ target }) => {
    if (target.type !== "file" && decides(target.name)) look();
  });
  if (told(form, decides) !== told(asItCame(form), decides)) look(); // answered before this script came
}

function told(form, decides) {
  return JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && decides(name)));
}

function belongs(name, key) {
  return `.${name}`.endsWith(`.${key}`) || name.startsWith(`${key}.`) || `.${name}`.includes(`.${key}-`);
}

async function ask(form, signal) {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const body = new URLSearchParams([...typed, ["look", "1"]]);
  try {
    const answer = await fetch(location.pathname, { method: "POST", body, signal });
    return answer.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null; // aborted or offline
  }
}

function take(form, page) {
  const fresh = page.querySelector("[data-asked]");
  if (!fresh) return;
  form.querySelector("[name=shown]").value = page.querySelector("[name=shown]").value;
  renew(form.querySelector("[data-asked]"), fresh);
  document.dispatchEvent(new Event("ui:swapped"));
}

// What is asked still stays as it is, with what was typed; the rest comes and goes.
function renew(place, fresh) {
  const standing = named(place);
  const wanted = named(fresh);
  for (const [key, child] of standing) if (!wanted.has(key)) child.remove();
  let last = null;
  for (const [key, child] of wanted) {
    const here = standing.get(key) ?? document.importNode(child, true);
    if (standing.has(key)) goInto(here, child);
    else if (last) last.after(here);
    else place.prepend(here);
    last = here;
  }
}

function goInto(here, child) {
  if (here.matches("[data-item]")) return renew(here, child);
  const items = here.querySelector("[data-items]");
  return items && renew(items, child.querySelector("[data-items]"));
}

function named(place) {
  const found = new Map();
  for (const child of place.children) {
    const name = nameOf(child);
    let key = name;
    for (let again = 2; found.has(key); again += 1) key = `${name} ${again}`;
    found.set(key, child);
  }
  return found;
}

function nameOf(child) {
  if (child.dataset.name) return child.dataset.name;
  if (child.matches("[data-item]")) return child.querySelector("legend").textContent;
  const control = child.querySelector("[name]");
  if (!control) return child.tagName + child.textContent;
  return control.matches("button") ? `${control.name}=${control.value}` : control.name;
}
