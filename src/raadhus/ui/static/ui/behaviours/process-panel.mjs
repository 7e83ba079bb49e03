// The panel beside the drawing: which step is chosen, and a field for each thing that can be said of it. Its fields are
// templates on the page, in the page's own design and words.
import { Extensions, elementName } from "./process-extensions.mjs";
import { propertiesOf } from "./process-properties.mjs";

export class Panel {
  constructor(modeller, section, offers) {
    this.modeller = modeller;
    this.section = section;
    this.offers = offers;
    this.selection = modeller.get("selection");
    this.registry = modeller.get("elementRegistry");
    this.rules = modeller.get("rules");
    this.fields = propertiesOf(modeller, new Extensions(modeller), offers);
    this.chooser = section.querySelector("[data-chosen]");
    this.leads = section.querySelector("[data-lead]");
    this.place = section.querySelector("[data-fields]");
    this.templates = new Map([...section.querySelectorAll("template[data-field]")].map((one) => [one.dataset.field, one]));
    this.shown = undefined;
    this.listen();
    this.list();
    this.show();
  }

  listen() {
    const bus = this.modeller.get("eventBus");
    bus.on("selection.changed", () => this.show());
    bus.on("elements.changed", () => {
      this.list();
      this.show();
    });
    bus.on("import.done", () => this.list());
    this.chooser.addEventListener("change", () => this.choose(this.chooser.value));
    this.place.addEventListener("input", (event) => { event.target.dataset.typed = "yes"; });
    this.place.addEventListener("change", (event) => this.write(event.target));
    for (const button of this.section.querySelectorAll("[data-act]")) button.addEventListener("click", () => this.act(button.dataset.act));
    this.leads.addEventListener("change", () => this.lead());
  }

  get element() {
    const [one, other] = this.selection.get();
    if (!one || other) return undefined;
    return one.type === "label" ? one.labelTarget : one;
  }

  choose(id) {
    const element = this.registry.get(id);
    if (!element) return this.selection.select([]);
    const canvas = this.modeller.get("canvas");
    const plane = canvas.findRoot(element);
    if (plane && plane !== canvas.getRootElement()) canvas.setRootElement(plane);
    canvas.scrollToElement(element, 80);
    return this.selection.select(element);
  }

  // Every step and way, as a list to choose from by keyboard.
  list() {
    const elements = this.registry
      .filter((one) => one.type !== "label" && one.parent && !one.type.endsWith("Association") && this.kind(one))
      .sort((one, other) => (one.y ?? one.waypoints[0].y) - (other.y ?? other.waypoints[0].y) || 0)
      .sort((one, other) => (one.x ?? one.waypoints[0].x) - (other.x ?? other.waypoints[0].x));
    const steps = elements.filter((one) => !one.waypoints);
    const ways = elements.filter((one) => one.waypoints);
    const called = this.toldApart([...steps, ...ways]);
    const key = JSON.stringify(called);
    if (key === this.listed) return;
    this.listed = key;
    fill(this.chooser, called);
    this.names = new Map(called);
  }

  // Where a way may lead from the chosen step; by mouse the library asks the same rules.
  ends(element) {
    if (!element?.businessObject.$instanceOf("bpmn:FlowNode")) return [];
    const leads = (target) => this.rules.allowed("connection.create", { source: element, target })?.type === "bpmn:SequenceFlow";
    return [...this.names].filter(([id]) => leads(this.registry.get(id)));
  }

  // Pairs of id and name; what is called the same is numbered.
  toldApart(elements) {
    const seen = new Map();
    return elements.map((one) => {
      const called = this.called(one);
      seen.set(called, (seen.get(called) ?? 0) + 1);
      return [one.id, seen.get(called) > 1 ? `${called} (${seen.get(called)})` : called];
    });
  }

  kind(element) {
    const { kinds, triggers } = this.offers;
    const object = element.businessObject;
    const kind = kinds[elementName(object)];
    const event = object.eventDefinitions?.[0];
    const why = event && triggers[elementName(event)];
    return kind && why ? `${kind} (${why})` : kind;
  }

  called(element) {
    const { name } = element.businessObject;
    if (!element.waypoints) return name || this.kind(element);
    const [from, to] = [element.source, element.target].map((one) => one?.businessObject.name || (one && this.kind(one)) || "");
    return `${from} → ${name ? `${name} → ` : ""}${to}`;
  }

  show() {
    const element = this.element;
    const object = element?.businessObject;
    const ends = this.ends(element);
    fill(this.leads, ends);
    this.section.dataset.shows = element ? (ends.length ? "step" : "other") : "";
    this.chooser.value = element && [...this.chooser.options].some((one) => one.value === element.id) ? element.id : "";
    this.section.querySelector("[data-kind]").textContent = element ? (this.kind(element) ?? "") : "";
    const names = object ? [...this.templates.keys()].filter((name) => this.fields[name]?.applies(object)) : [];
    const key = JSON.stringify([element?.id, object?.$type, names]);
    if (key !== this.shown) {
      this.settle();
      [this.shown, this.target] = [key, element];
      this.place.replaceChildren(...names.map((name) => this.templates.get(name).content.cloneNode(true)));
      this.fold();
    }
    for (const control of this.controls()) {
      if (!control.dataset.typed) this.fill(control, object);
    }
  }

  // Fields of one group come after each other; those of a group with a name fold.
  fold() {
    for (const fields of this.place.querySelectorAll("[data-group]")) {
      const before = fields.previousElementSibling;
      if (before?.dataset.group === fields.dataset.group) {
        before.querySelector("[data-within]").append(...fields.querySelector("[data-within]").childNodes);
        fields.remove();
      }
    }
  }

  controls() {
    return [...this.place.querySelectorAll("input, select, textarea")].filter((one) => this.fields[one.name]);
  }

  fill(control, object) {
    const value = this.fields[control.name].read(object);
    if (control.type === "checkbox") {
      control.checked = value;
      return;
    }
    // A name that the town hall does not know is shown as it is, not silently another one.
    if (control.tagName === "SELECT" && value && ![...control.options].some((one) => one.value === value)) control.append(new Option(value, value));
    if (control.value !== value) control.value = value;
    const details = control.closest("details");
    if (details && value) details.open = true;
  }

  // Brings in what is typed and not left yet, before the fields go or everything is saved.
  settle() {
    for (const control of this.controls()) if (control.dataset.typed) this.write(control);
  }

  write(control) {
    delete control.dataset.typed;
    const element = this.target;
    const field = this.fields[control.name];
    if (!element || !field || !this.registry.get(element.id)) return;
    const value = control.type === "checkbox" ? control.checked : control.value.trim();
    if (field.read(element.businessObject) !== value) field.write(element, element.businessObject, value);
  }

  // Leads on to the first field of what was just drawn.
  focus() {
    (this.controls()[0] ?? this.chooser).focus();
  }

  act(name) {
    const stack = this.modeller.get("commandStack");
    const chosen = this.selection.get().filter((one) => one.parent); // the process itself stays
    const acts = {
      undo: () => stack.canUndo() && stack.undo(),
      redo: () => stack.canRedo() && stack.redo(),
      remove: () => chosen.length && this.modeller.get("modeling").removeElements(chosen),
      fit: () => fit(this.modeller),
      in: () => this.modeller.get("zoomScroll").stepZoom(1),
      out: () => this.modeller.get("zoomScroll").stepZoom(-1),
    };
    acts[name]();
  }

  lead() {
    const [from, to] = [this.element, this.registry.get(this.leads.value)];
    this.leads.value = "";
    if (!from || !to) return;
    const made = this.modeller.get("modeling").connect(from, to, { type: "bpmn:SequenceFlow" });
    if (made) this.selection.select(made);
  }
}

// Shows all, with some air around.
export function fit(modeller) {
  const canvas = modeller.get("canvas");
  canvas.zoom("fit-viewport", "auto");
  canvas.zoom(canvas.zoom() * 0.94);
}

function fill(select, entries) {
  const [first] = select.options;
  const chosen = select.value;
  select.replaceChildren(first, ...entries.map(([value, text]) => new Option(text, value)));
  select.value = entries.some(([value]) => value === chosen) ? chosen : "";
}
