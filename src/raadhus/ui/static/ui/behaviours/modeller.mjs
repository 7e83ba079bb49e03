// Opens a decision model in the modeller, and saves it with the mark of the page; what is refused is said, nothing is lost.
import { letStylesThrough } from "./lets-styles-through.mjs";
import { loaded } from "./loads-script.mjs";
import { wordsIn } from "./modeller-words.mjs";

const VIEWS = ["drd", "decisionTable", "literalExpression", "boxedExpression"];

export async function begin(form) {
  const place = form.querySelector("[data-modeller]");
  const said = form.querySelector("[data-said]");
  const findings = form.querySelector("[data-findings]");
  const say = (text) => { said.textContent = text; };
  const view = { additionalModules: [{ translate: ["value", wordsIn(document.documentElement.lang)] }] };
  letStylesThrough();
  let modeller;
  try {
    await loaded(form.dataset.script);
    modeller = new window.DmnJS({ container: place, keyboard: { bindTo: document }, ...Object.fromEntries(VIEWS.map((name) => [name, view])) });
    await modeller.importXML(await (await fetch(form.dataset.source)).text());
  } catch {
    say(form.dataset.unopened);
    return;
  }
  say(form.dataset.found);
  if (modeller.getActiveView()?.type === "drd") modeller.getActiveViewer().get("canvas").zoom("fit-viewport", "auto");
  let isChanged = false;
  modeller.on("views.changed", () => watch(modeller, () => { isChanged = true; say(form.dataset.unsaved); }));
  watch(modeller, () => { isChanged = true; say(form.dataset.unsaved); });
  window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = new FormData(form);
    sent.set("file", new Blob([(await modeller.saveXML({ format: true })).xml], { type: "text/xml" }), "rules.dmn");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) {
        form.elements.read.value = told.read;
        isChanged = false;
        findings.hidden = !told.findings;
      }
      say(answer.ok ? told.findings || form.dataset.saved : told.sentence);
    } catch {
      say(form.dataset.failed);
    }
  });
  place.dataset.opened = "yes";
}

const watched = new WeakSet();

function watch(modeller, changed) {
  const viewer = modeller.getActiveViewer();
  if (!viewer || watched.has(viewer)) return;
  watched.add(viewer);
  viewer.on("commandStack.changed", changed);
}
