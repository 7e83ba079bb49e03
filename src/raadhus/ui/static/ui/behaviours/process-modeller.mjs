// Opens the process of a draft in the modeller, and saves it with the mark of the page. What the modeller writes of the
// unchanged model goes along, so that only what was drawn is changed; what is refused is said, and nothing is lost.
import { letStylesThrough } from "./lets-styles-through.mjs";
import { loaded } from "./loads-script.mjs";
import { copiesExtensions } from "./process-extensions.mjs";
import { drawFrom, paletteOfThePage } from "./process-palette.mjs";
import { fit, Panel } from "./process-panel.mjs";
import { wordsIn } from "./process-words.mjs";

export async function begin(section) {
  const [place, said, form] = ["[data-place]", "[data-said]", "form"].map((one) => section.querySelector(one));
  const say = (text) => { said.textContent = text; };
  const offers = JSON.parse(section.dataset.offers, asTable);
  letStylesThrough();
  let modeller;
  let opened;
  try {
    await loaded(section.dataset.script);
    const translate = wordsIn(document.documentElement.lang, (word) => { place.dataset.untold = `${place.dataset.untold ?? ""}${word}\n`; });
    modeller = new window.BpmnJS({
      container: place,
      bpmnRenderer: coloursOf(place),
      additionalModules: [{ translate: ["value", translate] }, paletteOfThePage, copiesExtensions(offers.elements)],
    });
    await modeller.importXML(await (await fetch(section.dataset.source)).text());
    opened = await written(modeller);
  } catch {
    section.querySelector("[data-draw]").hidden = true;
    say(section.dataset.unopened);
    return;
  }
  say("");
  fit(modeller);
  const panel = new Panel(modeller, section.querySelector("[data-panel]"), offers);
  section.querySelector("[data-palette]").open = matchMedia("(width >= 64rem)").matches;
  drawFrom(modeller, section.querySelector("[data-palette]"), (button) => {
    say(section.dataset.drawn.replace("{step}", button.textContent.trim()));
    panel.focus();
  });
  const findings = new Findings(modeller, section, panel);
  findings.show(JSON.parse(section.dataset.findings));

  const editing = modeller.get("directEditing");
  let isChanged = false;
  modeller.on("commandStack.changed", () => {
    isChanged = true;
    say(section.dataset.unsaved);
  });
  addEventListener("beforeunload", (event) => {
    panel.settle();
    if (isChanged || editing.isActive()) event.preventDefault();
  });
  let underWay = Promise.resolve();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    underWay = underWay.then(save);
  });
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit();
  }, true); // before the library, which keeps the keys of a name that is typed in the drawing to itself
  section.querySelector("[data-keep]").addEventListener("click", async () => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(asFile(await written(modeller))), download: section.dataset.file });
    link.click();
    URL.revokeObjectURL(link.href);
  });

  async function save() {
    if (editing.isActive()) editing.complete();
    panel.settle();
    const drawn = await written(modeller);
    const sent = new FormData(form);
    sent.set("opened", asFile(opened), "opened.bpmn");
    sent.set("drawn", asFile(drawn), "drawn.bpmn");
    const { isKept, told } = await answered(sent);
    section.querySelector("[data-refused]").hidden = isKept;
    say(told.sentence);
    if (!isKept) return;
    form.elements.read.value = told.read;
    opened = drawn;
    isChanged = (await written(modeller)) !== drawn;
    if (isChanged) say(section.dataset.unsaved);
    findings.show(told.findings);
  }

  // What the town hall says of what was sent. A page in place of it, or the way to the login, says: not saved.
  async function answered(sent) {
    let sentence = section.dataset.failed;
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" }, redirect: "manual" });
      sentence = section.dataset.unheard;
      return { isKept: answer.ok, told: await answer.json() };
    } catch {
      return { isKept: false, told: { sentence } };
    }
  }
  place.dataset.opened = "yes";
}

// What the check says: a mark on the element, and a list that leads to it.
class Findings {
  constructor(modeller, section, panel) {
    Object.assign(this, { modeller, panel, place: section.querySelector("[data-found]"), marked: [] });
    this.list = this.place.querySelector("ul");
  }

  show(findings) {
    const [overlays, canvas, registry] = ["overlays", "canvas", "elementRegistry"].map((name) => this.modeller.get(name));
    for (const { element, id, name } of this.marked) {
      overlays.remove(id);
      if (registry.get(element)) canvas.removeMarker(element, name);
    }
    this.place.hidden = !findings.length;
    const known = new Map();
    for (const one of findings) if (registry.get(one.element)) known.set(one.element, Boolean(known.get(one.element)) || one.refuses);
    this.marked = [...known].map(([element, refuses]) => {
      const name = refuses ? "rh-found-wrong" : "rh-found-advice";
      canvas.addMarker(element, name);
      const told = Object.assign(document.createElement("span"), { className: `rh-found ${name}`, textContent: refuses ? "!" : "?" });
      told.title = findings.filter((one) => one.element === element).map((one) => one.sentence).join("\n");
      return { element, name, id: overlays.add(element, { position: { top: -12, right: 12 }, html: told, show: { minZoom: 0 } }) };
    });
    this.list.replaceChildren(...findings.map((one) => this.line(one, registry)));
  }

  line(one, registry) {
    const line = document.createElement("li");
    const found = registry.get(one.element);
    const place = document.createElement(found ? "button" : "strong");
    place.textContent = (found && this.panel.called(found)) || one.place;
    if (place.tagName === "BUTTON") {
      place.type = "button";
      place.className = "rh-found__place";
      place.addEventListener("click", () => {
        this.panel.choose(one.element);
        this.panel.chooser.focus();
      });
    }
    line.append(place, `: ${one.sentence}`);
    return line;
  }
}

// The drawing's colours are the page's, also in the dark.
function coloursOf(place) {
  const { color, backgroundColor } = getComputedStyle(place);
  return { defaultFillColor: backgroundColor, defaultStrokeColor: color, defaultLabelColor: color };
}

// Names in files are looked up in what the page tells: nothing stands there but what it tells.
const asTable = (_key, value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value);
const written = async (modeller) => (await modeller.saveXML({ format: true })).xml;
const asFile = (text) => new Blob([text], { type: "text/xml" });
