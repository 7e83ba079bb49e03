// Loads a behaviour only when something on the page asks for it with data-behaviour="name".
const known = {
  conditions: () => import("./conditions.mjs"),
  copy: () => import("./copy.mjs"),
  count: () => import("./count.mjs"),
  dialog: () => import("./dialog.mjs"),
  "error-summary": () => import("./error-summary.mjs"),
  follow: () => import("./follow.mjs"),
  "keyboard-help": () => import("./keyboard-help.mjs"),
  "keyboard-jump": () => import("./keyboard-jump.mjs"),
  "keyboard-list": () => import("./keyboard-list.mjs"),
  "list-place": () => import("./list-place.mjs"),
  menu: () => import("./menu.mjs"),
  modeller: () => import("./modeller.mjs"),
  print: () => import("./print.mjs"),
  "process-map": () => import("./process-map.mjs"),
  "process-modeller": () => import("./process-modeller.mjs"),
  renew: () => import("./renew.mjs"),
  repeat: () => import("./repeat.mjs"),
  suggest: () => import("./suggest.mjs"),
  unsaved: () => import("./unsaved.mjs"),
  upload: () => import("./upload.mjs"),
};
const begun = new WeakMap();

async function begin(element) {
  const done = begun.get(element) ?? new Set();
  begun.set(element, done);
  for (const name of element.dataset.behaviour.split(/\s+/)) {
    if (done.has(name) || !known[name]) continue;
    done.add(name);
    (await known[name]()).begin(element);
  }
}

// html[data-ready] tells that every behaviour on the page has begun, also those that came later with a swap.
let underWay = 0;
async function beginAll() {
  underWay += 1;
  delete document.documentElement.dataset.ready;
  await Promise.all([...document.querySelectorAll("[data-behaviour]")].map(begin));
  underWay -= 1;
  if (!underWay) document.documentElement.dataset.ready = "yes";
}

document.addEventListener("htmx:after:swap", beginAll);
document.addEventListener("ui:swapped", beginAll);
await beginAll();
