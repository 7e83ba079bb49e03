// Tells how many characters are left; a screen reader hears it when the person pauses.
export function begin(field) {
  const area = field.querySelector("textarea");
  const shown = field.querySelector("[data-counter]");
  const heard = document.createElement("span");
  heard.className = "rh-sr-only";
  heard.setAttribute("aria-live", "polite");
  shown.after(heard);
  let pause = 0;
  const tell = () => {
    const left = Number(field.dataset.max) - [...area.value].length;
    const pattern = left < 0 ? field.dataset.over : field.dataset.left;
    shown.textContent = pattern.replace("{n}", Math.abs(left));
    shown.classList.toggle("rh-counter--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => (heard.textContent = shown.textContent), 1200);
  };
  area.addEventListener("input", tell);
  tell();
}
