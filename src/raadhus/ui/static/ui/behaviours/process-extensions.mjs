// Our own extension elements (urn:raadhus:bpmn:1) of a model in the modeller, read and written. What is changed is made
// anew and put in by the modeller's own commands, so that everything can be undone; what is not ours stays.
export const URI = "urn:raadhus:bpmn:1";
// The one of them that says what a task does, by the kind of element; of another kind it has no meaning.
const WORK = new Set(["task", "decision", "script"]);

const isOurs = (one, name) => one.$descriptor?.ns?.uri === URI && one.$descriptor.ns.localName === name;
export const attributesOf = (one) => Object.fromEntries(Object.entries(one).filter(([key]) => !key.startsWith("$")));
const valuesOf = (holder) => holder?.extensionElements?.values ?? [];

export function ours(holder, name) {
  return valuesOf(holder).filter((one) => isOurs(one, name));
}

export function attribute(holder, name, key) {
  return ours(holder, name)[0]?.[key] ?? "";
}

export const elementName = (object) => {
  const name = object.$type.replace("bpmn:", "");
  return name.charAt(0).toLowerCase() + name.slice(1);
};

export class Extensions {
  constructor(modeller) {
    this.modeling = modeller.get("modeling");
    this.moddle = modeller.get("moddle");
    this.factory = modeller.get("bpmnFactory");
  }

  // Sets attributes of the one extension element of this name; empty ones are taken away, and so is an empty element.
  setAttributes(element, holder, name, attributes) {
    const [old] = ours(holder, name);
    const together = Object.entries({ ...(old ? attributesOf(old) : {}), ...attributes }).filter(([, value]) => value);
    const children = old?.$children ?? [];
    const made = together.length || children.length ? [this.make(name, Object.fromEntries(together), children)] : [];
    this.exchange(element, holder, old ? [old] : [], made);
  }

  // Sets the text of what a step is for in one language.
  setAbout(element, holder, lang, text) {
    const old = ours(holder, "about").filter((one) => one.lang === lang);
    this.exchange(element, holder, old, text ? [this.make("about", { lang, text })] : []);
  }

  // Sets the inputs or outputs of a task, within its own element where the kind has one, else beside.
  setBindings(element, holder, within, name, bindings) {
    const made = bindings.map((one) => this.make(name, one));
    if (!within) return this.exchange(element, holder, ours(holder, name), made);
    const [old] = ours(holder, within);
    const others = (old?.$children ?? []).filter((one) => !isOurs(one, name));
    const attributes = old ? attributesOf(old) : {};
    const children = name === "input" ? [...made, ...others] : [...others, ...made];
    const isEmpty = !children.length && !Object.keys(attributes).length;
    this.exchange(element, holder, [...(old ? [old] : []), ...ours(holder, name)], isEmpty ? [] : [this.make(within, attributes, children)]);
  }

  make(name, attributes, children = []) {
    return this.moddle.createAny(`raadhus:${name}`, URI, { ...attributes, ...(children.length ? { $children: children } : {}) });
  }

  // Puts new elements where the first old one stood.
  exchange(element, holder, old, made) {
    const values = valuesOf(holder);
    const place = old.length ? values.indexOf(old[0]) : values.length;
    const kept = values.filter((one) => !old.includes(one));
    kept.splice(place, 0, ...made);
    const extensionElements = kept.length ? this.factory.create("bpmn:ExtensionElements", { values: kept }) : undefined;
    if (extensionElements) extensionElements.$parent = holder;
    for (const one of kept) one.$parent = extensionElements;
    this.modeling.updateModdleProperties(element, holder, { extensionElements });
  }
}

// Copies every extension element, ours and other tools', when a step is copied or becomes of another kind; the library
// copies those only that it knows by name. ``elementOf``: which of ours says what a task does, by kind of task.
export function copiesExtensions(elementOf) {
  function CopiesExtensions(eventBus, moddle) {
    eventBus.on("moddleCopy.canCopyProperty", 2_000, ({ parent, property }) => {
      if (!property?.$descriptor?.isGeneric) return undefined;
      const { ns } = property.$descriptor;
      const kind = parent?.$parent && elementName(parent.$parent);
      if (ns?.uri === URI && WORK.has(ns.localName) && kind && elementOf[kind] !== ns.localName) return false;
      return copied(moddle, property);
    });
  }
  CopiesExtensions.$inject = ["eventBus", "moddle"];
  return { __init__: ["copiesExtensions"], copiesExtensions: ["type", CopiesExtensions] };
}

function copied(moddle, one) {
  const { $children: children, $body: body } = one;
  const made = moddle.createAny(one.$type, one.$descriptor.ns.uri, attributesOf(one));
  if (body !== undefined) made.$body = body;
  if (children) made.$children = children.map((child) => copied(moddle, child));
  return made;
}
