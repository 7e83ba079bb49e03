// Tells how many characters are left once a quarter is; a screen reader hears it when the person pauses.
const QUIET_PART = 0.75;
export function begin(field) {
  const area = field.querySelector("textarea");
  const shown = field.querySelector("[data-counter]");
  const heard = document.createElement("span");
  heard.className = "rh-sr-only";
  heard.setAttribute("aria-live", "polite");
  shown.after(heard);
  let pause = 0;
  const tell = () => {
    const most = Number(field.dataset.max);
    const left = most - [...area.value].length;
    shown.hidden = left > most * (1 - QUIET_PART);
    if (shown.hidden) {
      clearTimeout(pause);
      heard.textContent = "";
      return;
    }
    const pattern = left < 0 ? field.dataset.over : field.dataset.left;
    shown.textContent = pattern.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    shown.classList.toggle("rh-counter--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => (heard.textContent = shown.textContent), 1200);
  };
  area.addEventListener("input", tell);
  tell();
}
