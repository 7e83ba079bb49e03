// Keeps what is shown up to date while somebody reads it: asks [data-source] every [data-every] seconds with the mark of
// what it has, gets nothing when that is still so, else the same part of the page anew, and writes only what differs into
// what stands there, so that focus and reading place stay. It rests while the page is hidden or nobody has touched it
// for ten minutes, so that it keeps nobody logged in; it ends at the first answer that is none for this person.
const AWAY = 10 * 60_000;
const LONGEST = 5 * 60_000;
const SIGNS = ["pointermove", "keydown", "scroll", "touchstart"];

export function begin(section) {
  const place = section.querySelector("[data-renewed]");
  const said = section.querySelector("[data-live]");
  const button = section.querySelector("[data-rest]");
  const every = Number(section.dataset.every) * 1000;
  const now = { pause: every, seen: Date.now(), rests: false, timer: 0 };
  for (const sign of SIGNS) addEventListener(sign, () => (now.seen = Date.now()), { passive: true, capture: true });
  button.hidden = false;
  button.addEventListener("click", () => {
    now.rests = !now.rests;
    button.textContent = now.rests ? section.dataset.again : section.dataset.restNow;
    said.textContent = now.rests ? section.dataset.resting : "";
    wait(now.rests ? null : 0);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !now.rests && now.timer) wait(0);
  });
  wait(every);

  function wait(pause) {
    clearTimeout(now.timer);
    now.timer = pause === null ? 0 : setTimeout(turn, pause);
  }

  async function turn() {
    const isAway = document.hidden || Date.now() - now.seen > AWAY;
    if (!isAway && !(await renew())) return;
    if (!now.rests) wait(now.pause);
  }

  // Tells whether to go on.
  async function renew() {
    let answer;
    try {
      answer = await fetch(`${section.dataset.source}&known=${section.dataset.mark}`, { redirect: "manual" });
    } catch {
      return fail();
    }
    if (answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) {
      return end();
    }
    if (!answer.ok) return fail();
    now.pause = every;
    if (said.textContent === section.dataset.failed) said.textContent = "";
    if (answer.status === 204) return true;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-renewed]");
    if (!next) return end();
    if (now.rests) return true;
    section.dataset.mark = next.dataset.mark;
    bring(place, next);
    const heading = place.querySelector("h1").textContent;
    if (said.textContent !== heading) said.textContent = heading;
    return true;
  }

  function fail() {
    now.pause = Math.min(now.pause * 2, LONGEST);
    said.textContent = section.dataset.failed;
    return true;
  }

  function end() {
    clearTimeout(now.timer);
    now.timer = 0;
    button.hidden = true;
    said.textContent = section.dataset.ended;
    return false;
  }
}

// Makes `old` say what `next` says; what a behaviour drew itself is told, not touched.
function bring(old, next) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  if (old.dataset?.behaviour) {
    Object.assign(old.dataset, next.dataset);
    old.dispatchEvent(new Event("ui:renewed"));
    return;
  }
  const [own, others] = [[...old.childNodes], [...next.childNodes]];
  if (own.length !== others.length || own.some((each, at) => each.nodeName !== others[at].nodeName)) {
    // Who stands there with the keyboard stays there: it is brought at a later turn.
    if (old.contains(document.activeElement)) return;
    old.replaceChildren(...others.map((each) => document.importNode(each, true)));
    document.dispatchEvent(new Event("ui:swapped"));
    return;
  }
  for (const { name, value } of next.attributes ?? []) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  own.forEach((each, at) => bring(each, others[at]));
}
