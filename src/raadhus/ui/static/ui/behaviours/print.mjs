// Shows a button that prints the page, or saves it as PDF; browsers without script have their own.
export function begin(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
