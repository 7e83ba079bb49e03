// Draws a process with marks where something waits. The element tells data-script, data-source and data-marks; what it
// shows is also a table on the page, so nothing is lost when it cannot be drawn. The wheel stays the page's.
import { letStylesThrough } from "./lets-styles-through.mjs";
import { loaded } from "./loads-script.mjs";

const STEP = 1.25;
const AIR = 20; // around the drawing, in pixels
const [SMALLEST, LARGEST] = [0.75, 1.5]; // as it opens: letters of nine pixels at least, or one looks at a part of it
const MOVES = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

export async function begin(section) {
  const map = section.querySelector("[data-map]");
  const place = section.querySelector("[data-place]");
  letStylesThrough();
  map.hidden = false;
  try {
    await loaded(section.dataset.script);
    const viewer = new window.BpmnJS({ container: place });
    await viewer.importXML(await (await fetch(section.dataset.source)).text());
    viewer.get("zoomScroll").toggle(false);
    let taken = mark(viewer, JSON.parse(section.dataset.marks));
    section.addEventListener("ui:renewed", () => {
      taken();
      taken = mark(viewer, JSON.parse(section.dataset.marks));
    });
    steer(viewer, section, place);
    place.dataset.opened = "yes";
  } catch {
    map.hidden = true;
    section.querySelector("[data-said]").textContent = section.dataset.unopened;
  }
}

// Returns what takes the marks away again.
function mark(viewer, marks) {
  const [known, overlays, canvas] = ["elementRegistry", "overlays", "canvas"].map((name) => viewer.get(name));
  const made = [];
  for (const { element, text, heat } of marks) {
    if (!known.get(element)) continue;
    const told = document.createElement("span");
    told.className = "rh-map__mark";
    told.textContent = text;
    const over = overlays.add(element, { position: { bottom: 12, left: 6 }, html: told, show: { minZoom: 0 } });
    canvas.addMarker(element, `rh-heat-${heat}`);
    made.push([element, over, `rh-heat-${heat}`]);
  }
  return () => {
    for (const [element, over, heat] of made) {
      overlays.remove(over);
      canvas.removeMarker(element, heat);
    }
  };
}

function steer(viewer, section, place) {
  const canvas = viewer.get("canvas");
  const { inner } = canvas.viewbox(); // measured once: letters are not quite as wide at every size
  const fit = (smallest) => show(canvas, place, inner, smallest);
  fit(SMALLEST);
  const turns = { in: () => canvas.zoom(canvas.zoom() * STEP), out: () => canvas.zoom(canvas.zoom() / STEP), fit: () => fit(0) };
  for (const button of section.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", turns[button.dataset.zoom]);
  }
  place.addEventListener("keydown", (event) => {
    if (!MOVES[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    const [dx, dy] = MOVES[event.key];
    canvas.scroll({ dx, dy });
    event.preventDefault();
  });
}

// Across the whole place, as high as the drawing is then: no air above and below. What does not fit begins at its start.
function show(canvas, place, { x, y, width, height }, smallest) {
  const most = 0.75 * window.innerHeight;
  const fitting = Math.min((place.clientWidth - 2 * AIR) / width, (most - 2 * AIR) / height);
  const scale = Math.min(Math.max(fitting, smallest), LARGEST);
  place.style.height = `${Math.round(Math.min(height * scale + 2 * AIR, most))}px`;
  canvas.resized();
  const seen = { width: place.clientWidth / scale, height: place.clientHeight / scale };
  const left = seen.width < width ? x - AIR / scale : x - (seen.width - width) / 2;
  canvas.viewbox({ x: left, y: y - AIR / scale, ...seen });
}
