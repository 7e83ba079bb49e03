// Asks for the page again every second while something is under way, for a minute at most, and shows what became of it.
// The element needs an id. It is under way as long as the town hall sends it with this behaviour; without script, and
// when the minute is over, a link in [data-again] asks again.
const PAUSE = 1000;
const MOST = 60;

export async function begin(element) {
  hideAgain(element);
  let shown = wordsOf(element);
  for (let asked = 0; asked < MOST; asked += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const now = document.hidden ? null : await look(element.id);
    if (!now) continue;
    if (wordsOf(now) !== shown) {
      shown = wordsOf(now);
      put(element, now);
    }
    if (!isUnderWay(now)) return;
    hideAgain(element);
  }
  const last = element.querySelector("[data-again]");
  if (last) last.hidden = false;
}

async function look(id) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
  } catch {
    return null; // offline: the next try is in a second
  }
}

// What is told there and where its links lead; buttons that script added are nothing new.
function wordsOf(element) {
  const told = [...element.querySelectorAll("[data-told], a")];
  return told.map((each) => each.textContent + (each.getAttribute("href") ?? "")).join("|");
}

function isUnderWay(element) {
  return element.matches("[data-behaviour~=follow]");
}

function hideAgain(element) {
  const again = element.querySelector("[data-again]");
  if (again) again.hidden = true;
}

function put(element, now) {
  const hadFocus = element.contains(document.activeElement);
  element.replaceChildren(...now.cloneNode(true).childNodes);
  if (hadFocus) element.querySelector("a")?.focus();
  document.dispatchEvent(new Event("ui:swapped"));
}
