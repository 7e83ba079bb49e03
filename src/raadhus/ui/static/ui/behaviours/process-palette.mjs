// What can be drawn: buttons of the page in place of the library's own palette, and menus without what no process here
// carries out. By mouse a button lets one put the step where one points; by keyboard it comes after the chosen step.
const REFUSED = new Set([
  "replace-with-complex-gateway",
  "replace-with-collapsed-pool",
  "replace-with-compensation-start",
  "toggle-participant-multiplicity",
]);
const GAP = 50;
const between = ([first, ...rest]) => ({ x: (first.x + rest.at(-1).x) / 2, y: (first.y + rest.at(-1).y) / 2 });
const AT_THE_TOP = new Set(["replace-with-conditional-start", "replace-with-error-start", "replace-with-escalation-start"]);

function Restricted(popupMenu) {
  const without = (isRefused) => (entries) => Object.fromEntries(Object.entries(entries).filter(([name]) => !isRefused(name)));
  const refuses = (target) => (name) => REFUSED.has(name) || (AT_THE_TOP.has(name) && !target.businessObject?.$parent?.triggeredByEvent);
  const provider = {
    getPopupMenuEntries: (target) => without(refuses(target)),
    getPopupMenuHeaderEntries: (target) => without(refuses(target)),
  };
  popupMenu.registerProvider("bpmn-replace", 100, provider);
}
Restricted.$inject = ["popupMenu"];

export const paletteOfThePage = {
  __init__: ["restricted"],
  restricted: ["type", Restricted],
  paletteProvider: ["value", {}],
};

// ``drawn`` hears of the button whose step was drawn by keyboard.
export function drawFrom(modeller, palette, drawn) {
  const [create, factory, selection] = ["create", "elementFactory", "selection"].map((name) => modeller.get(name));
  const [canvas, registry, modeling] = ["canvas", "elementRegistry", "modeling"].map((name) => modeller.get(name));
  const tools = {
    hand: (event) => modeller.get("handTool").activateHand(event),
    lasso: (event) => modeller.get("lassoTool").activateSelection(event),
    space: (event) => modeller.get("spaceTool").activateSelection(event),
    connect: (event) => modeller.get("globalConnect").start(event),
  };
  const shapesOf = ({ dataset }) => {
    const { draws: type, trigger } = dataset;
    if (type === "bpmn:Participant") return [factory.createParticipantShape()];
    const attributes = { type, ...(trigger ? { eventDefinitionType: trigger } : {}) };
    if (type !== "bpmn:SubProcess") return [factory.createShape(attributes)];
    const whole = factory.createShape({ ...attributes, x: 0, y: 0, isExpanded: true });
    return [whole, factory.createShape({ type: "bpmn:StartEvent", x: 40, y: 82, parent: whole })];
  };

  const byHand = (event, button) => {
    const shapes = shapesOf(button);
    create.start(event, shapes.length > 1 ? shapes : shapes[0], { hints: { autoSelect: [shapes[0]] } });
  };
  const byKeyboard = (button) => {
    const [shape, ...within] = shapesOf(button);
    const made = placed(shape);
    for (const one of within) modeling.createShape(one, { x: made.x + 58, y: made.y + 100 }, made);
    selection.select(made);
    canvas.scrollToElement(made, 80);
    drawn(button);
  };
  // Puts it on the way that is chosen, or that leads on from the chosen step; beside others where several do; else in view.
  const placed = (shape) => {
    const [chosen] = selection.get();
    const isStep = shape.businessObject.$instanceOf("bpmn:FlowNode") && !["bpmn:StartEvent", "bpmn:EndEvent"].includes(shape.type);
    const ways = waysOf(chosen);
    if (isStep && ways.length === 1) return onTheWay(shape, ways[0]);
    const canFollow = chosen?.businessObject.$instanceOf("bpmn:FlowNode") && chosen.type !== "bpmn:EndEvent" && shape.type !== "bpmn:StartEvent";
    if (canFollow && shape.businessObject.$instanceOf("bpmn:FlowNode")) return modeller.get("autoPlace").append(chosen, shape);
    const holder = holderOf(shape, chosen);
    const { x, y, width, height } = holder === canvas.getRootElement() ? canvas.viewbox() : holder;
    const place = { x: x + width / 2, y: y + height / 2 };
    if (shape.type !== "bpmn:Participant") place.y = below(holder, place.y) + shape.height / 2;
    return modeling.createShape(shape, place, holder);
  };
  // Where nothing lies yet: under everything that is there.
  const below = (holder, otherwise) => {
    const ends = holder.children.filter((one) => !one.waypoints).map((one) => one.y + one.height + GAP);
    return ends.length ? Math.max(...ends) : otherwise;
  };
  // Among participants a step lies with one of them: the chosen one, else the first.
  const holderOf = (shape, chosen) => {
    const root = canvas.getRootElement();
    if (root.type !== "bpmn:Collaboration" || !shape.businessObject.$instanceOf("bpmn:FlowNode")) return root;
    let holder = chosen;
    while (holder && holder.type !== "bpmn:Participant") holder = holder.parent;
    return holder ?? registry.filter((one) => one.type === "bpmn:Participant")[0] ?? root;
  };
  const waysOf = (chosen) => {
    if (chosen?.type === "bpmn:SequenceFlow") return [chosen];
    return (chosen?.outgoing ?? []).filter((one) => one.type === "bpmn:SequenceFlow");
  };
  // Everything to the right makes room, and the step is put into the way.
  const onTheWay = (shape, way) => {
    const { source, target, waypoints } = way;
    const start = source.x + source.width;
    if (source.type === "bpmn:BoundaryEvent" || target.x <= start) return modeling.createShape(shape, between(waypoints), way);
    const spaceTool = modeller.get("spaceTool");
    const elements = registry.filter((one) => one.parent);
    const room = shape.width + GAP;
    const { movingShapes, resizingShapes } = spaceTool.calculateAdjustments(elements, "x", room, start + 1);
    spaceTool.makeSpace(movingShapes, resizingShapes, { x: room, y: 0 }, "e", start + 1);
    const y = waypoints.length > 2 ? waypoints.at(-1).y : waypoints[0].y;
    return modeling.createShape(shape, { x: start + GAP + shape.width / 2, y }, way);
  };

  for (const button of palette.querySelectorAll("[data-tool]")) button.addEventListener("click", tools[button.dataset.tool]);
  for (const button of palette.querySelectorAll("[data-draws]")) {
    button.addEventListener("click", (event) => (event.detail ? byHand(event, button) : byKeyboard(button)));
    button.addEventListener("dragstart", (event) => {
      event.preventDefault();
      byHand(event, button);
    });
  }
}
