// What can be said of an element in the panel: for each field where it has a meaning, how it is read, how it is set.
// Names of fields are those of the templates on the page; ``set-…`` are the settings that the town hall lists for a kind.
import { attribute, attributesOf, elementName, ours } from "./process-extensions.mjs";

const BRANCHING = ["bpmn:ExclusiveGateway", "bpmn:InclusiveGateway", "bpmn:ComplexGateway", "bpmn:Activity"];
const NAMED = ["bpmn:FlowElement", "bpmn:Participant", "bpmn:Lane", "bpmn:MessageFlow"];
const TIMES = ["timeDuration", "timeDate", "timeCycle"];

const is = (one, ...types) => types.some((type) => one?.$instanceOf?.(type));
const trigger = (one) => one.eventDefinitions?.[0];
const triggered = (one, name) => (is(trigger(one), `bpmn:${name}EventDefinition`) ? trigger(one) : undefined);
const body = (expression) => expression?.body ?? "";
const loopOf = (one, type) => (is(one.loopCharacteristics, `bpmn:${type}LoopCharacteristics`) ? one.loopCharacteristics : undefined);
const many = (one) => loopOf(one, "MultiInstance");
const again = (one) => loopOf(one, "Standard");
const timer = (one) => triggered(one, "Timer");
const timeOf = (one) => TIMES.find((name) => timer(one)[name]);
const branches = (one) => is(one, "bpmn:SequenceFlow") && is(one.sourceRef, ...BRANCHING);
// Who names a message, signal, error or escalation: the event's definition, or a task that sends or receives.
const referring = (one) => (is(one, "bpmn:SendTask", "bpmn:ReceiveTask") ? one : trigger(one));
const referred = (one) =>
  ["message", "signal", "error", "escalation"].find((name) => {
    const type = `bpmn:${name[0].toUpperCase()}${name.slice(1)}EventDefinition`;
    return is(trigger(one), type) || (name === "message" && is(one, "bpmn:SendTask", "bpmn:ReceiveTask"));
  });
const rootOf = (one) => referring(one)?.[`${referred(one)}Ref`];

export function propertiesOf(modeller, extensions, offers) {
  const modeling = modeller.get("modeling");
  const factory = modeller.get("bpmnFactory");
  const change = (element, holder, properties) => modeling.updateModdleProperties(element, holder, properties);
  const expression = (text, parent) => {
    if (!text) return undefined;
    const made = factory.create("bpmn:FormalExpression", { body: text });
    made.$parent = parent;
    return made;
  };
  const formula = (applies, holder, name) => ({
    applies,
    read: (one) => body(holder(one)?.[name]),
    write: (element, one, value) => change(element, holder(one), { [name]: expression(value, holder(one)) }),
  });
  const extension = (applies, holder, name, key) => ({
    applies,
    read: (one) => attribute(holder(one), name, key),
    write: (element, one, value) => extensions.setAttributes(element, holder(one), name, { [key]: value }),
  });
  // Also an empty text keeps what kind of time is meant.
  const setTime = (element, one, kind, text) => {
    const made = factory.create("bpmn:FormalExpression", { body: text });
    made.$parent = timer(one);
    change(element, timer(one), { ...Object.fromEntries(TIMES.map((name) => [name, undefined])), [kind]: made });
  };
  const own = (one) => one;
  const plain = (applies, key, holder = own) => ({
    applies,
    read: (one) => holder(one)[key] ?? "",
    write: (element, one, value) => change(element, holder(one), { [key]: value || undefined }),
  });
  const bindings = (name) => ({
    applies: (one) => is(one, "bpmn:UserTask", "bpmn:ServiceTask", "bpmn:SendTask", "bpmn:BusinessRuleTask", "bpmn:CallActivity"),
    read: (one) => listed(bindingsIn(one, name)),
    write: (element, one, value) => extensions.setBindings(element, one, holderOf(one), name, parsed(value, bindingsIn(one, name))),
  });
  const holderOf = (one) => (offers.elements[elementName(one)] === "task" ? "task" : "");
  const bindingsIn = (one, name) => {
    const own = ours(one, holderOf(one) || "-")[0]?.$children ?? [];
    return [...own.filter((child) => child.$descriptor.ns.localName === name), ...ours(one, name)];
  };

  const fields = {
    name: { applies: (one) => is(one, ...NAMED), read: (one) => one.name ?? "", write: (element, one, value) => modeling.updateProperties(element, { name: value || undefined }) },
    text: { applies: (one) => is(one, "bpmn:TextAnnotation"), read: (one) => one.text ?? "", write: (element, one, value) => modeling.updateProperties(element, { text: value }) },
    script: plain((one) => is(one, "bpmn:ScriptTask"), "script"),
    time: {
      applies: (one) => Boolean(timer(one)),
      read: (one) => body(timer(one)[timeOf(one)]),
      write: (element, one, value) => setTime(element, one, timeOf(one) ?? "timeDuration", value),
    },
    "time-kind": {
      applies: (one) => Boolean(timer(one)),
      read: (one) => timeOf(one) ?? "timeDuration",
      write: (element, one, value) => setTime(element, one, value, body(timer(one)[timeOf(one)])),
    },
    "working-days": {
      applies: (one) => Boolean(timer(one)),
      read: (one) => attribute(timer(one), "calendar", "days") === "working",
      write: (element, one, value) => extensions.setAttributes(element, timer(one), "calendar", { days: value ? "working" : "" }),
    },
    condition: formula(branches, own, "conditionExpression"),
    default: {
      applies: branches,
      read: (one) => one.sourceRef.default === one,
      write: (element, one, value) => modeling.updateProperties(element.source, { default: value ? one : undefined }),
    },
    "event-condition": formula((one) => Boolean(triggered(one, "Conditional")), (one) => triggered(one, "Conditional"), "condition"),
    link: plain((one) => Boolean(triggered(one, "Link")), "name", (one) => triggered(one, "Link")),
    leaves: {
      applies: (one) => is(one, "bpmn:BoundaryEvent") && !triggered(one, "Error") && !triggered(one, "Compensate") && !triggered(one, "Cancel"),
      read: (one) => one.cancelActivity !== false,
      write: (element, one, value) => modeling.updateProperties(element, { cancelActivity: value }),
    },
    correlation: extension((one) => referred(one) === "message" && !is(one, "bpmn:StartEvent"), own, "correlation", "key"),
    called: plain((one) => is(one, "bpmn:CallActivity"), "calledElement"),
    service: extension((one) => is(one, "bpmn:CallActivity"), own, "call", "service"),
    repeat: {
      applies: (one) => is(one, "bpmn:Activity"),
      read: (one) => (many(one) ? (many(one).isSequential ? "sequential" : "parallel") : again(one) ? "loop" : ""),
      write: (element, one, value) => {
        const loop = many(one);
        if (loop && value && value !== "loop") return change(element, loop, { isSequential: value === "sequential" });
        const type = value === "loop" ? "Standard" : "MultiInstance";
        const made = value ? factory.create(`bpmn:${type}LoopCharacteristics`, value === "loop" ? {} : { isSequential: value === "sequential" }) : undefined;
        if (made) made.$parent = one;
        return modeling.updateProperties(element, { loopCharacteristics: made });
      },
    },
    "loop-condition": formula((one) => Boolean(again(one)), again, "loopCondition"),
    collection: extension((one) => Boolean(many(one)), many, "collection", "value"),
    item: extension((one) => Boolean(many(one)), many, "collection", "item"),
    collect: extension((one) => Boolean(many(one)), many, "collect", "name"),
    "collect-value": extension((one) => Boolean(many(one)), many, "collect", "value"),
    completion: formula((one) => Boolean(many(one)), many, "completionCondition"),
    inputs: bindings("input"),
    outputs: bindings("output"),
  };
  for (const kind of ["message", "signal", "error", "escalation"]) {
    fields[kind] = {
      applies: (one) => referred(one) === kind,
      read: (one) => rootOf(one)?.name ?? "",
      write: (element, one, value) => refer(element, one, kind, value),
    };
  }
  for (const kind of ["error", "escalation"]) {
    fields[`${kind}-code`] = {
      applies: (one) => referred(one) === kind && Boolean(rootOf(one)),
      read: (one) => rootOf(one)[`${kind}Code`] ?? "",
      write: (element, one, value) => change(element, rootOf(one), { [`${kind}Code`]: value || undefined }),
    };
  }
  const placed = (one) => offers.elements[elementName(one)];
  // Whether what is done there looks at the setting; nobody knows of a handler that is not told of.
  const isRead = (one, name) => {
    const reads = offers.reads[attribute(one, placed(one), "handler")];
    return name === "handler" || !reads || reads.includes(name);
  };
  for (const name of new Set(Object.values(offers.settings).flat())) {
    fields[`set-${name}`] = {
      applies: (one) => Boolean(offers.settings[elementName(one)]?.includes(name)) && (isRead(one, name) || Boolean(attribute(one, placed(one), name))),
      read: (one) => attribute(one, placed(one), name),
      write: (element, one, value) => extensions.setAttributes(element, one, placed(one), { [name]: value }),
    };
  }
  for (const lang of offers.languages) {
    fields[`about-${lang}`] = {
      applies: (one) => is(one, "bpmn:FlowElement", "bpmn:Lane", "bpmn:Process") && !is(one, "bpmn:SequenceFlow"),
      read: (one) => ours(one, "about").find((told) => told.lang === lang)?.text ?? "",
      write: (element, one, value) => extensions.setAbout(element, one, lang, value),
    };
  }
  return fields;

  // Lets the event name the message (signal, …) of this name, which is begun when there is none.
  function refer(element, one, kind, value) {
    const type = `bpmn:${kind[0].toUpperCase()}${kind.slice(1)}`;
    const definitions = modeller.getDefinitions();
    let root = definitions.rootElements.find((other) => is(other, type) && other.name === value);
    if (value && !root) {
      root = factory.create(type, { name: value });
      root.$parent = definitions;
      change(element, definitions, { rootElements: [root, ...definitions.rootElements] });
    }
    change(element, referring(one), { [`${kind}Ref`]: value ? root : undefined });
  }
}

// A line each: name = formula, also where the file breaks a formula over several.
const onALine = (text) => (text ?? "").replace(/\s*\n\s*/g, " ").trim();
const listed = (bindings) => bindings.map((one) => `${one.name ?? ""} = ${onALine(one.value)}`).join("\n");

// A formula that stands as it was shown keeps the line breaks it had, and what its name was set to besides stays.
function parsed(text, before) {
  return text
    .split("\n")
    .map((line) => line.split(/=(.*)/s))
    .map(([name, value = ""]) => ({ name: name.trim(), value: value.trim() }))
    .filter((one) => one.name || one.value)
    .map((one) => {
      const old = before.find((other) => (other.name ?? "") === one.name);
      const isTheSame = old && onALine(old.value) === one.value;
      return { ...(old && attributesOf(old)), ...one, ...(isTheSame && { value: old.value }) };
    });
}
