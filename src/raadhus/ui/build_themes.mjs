// Build one CSS file of common tokens and a small one per theme, from the colours in themes.json.
// Usage: node build_themes.mjs THEMES_JSON NODE_MODULES OUT_DIR
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [themesFile, nodeModules, outDir] = process.argv.slice(2).map((part) => path.resolve(part));
const requireFrom = createRequire(path.join(nodeModules, "@digdir/designsystemet/package.json"));
const load = async (name) => {
  const resolved = requireFrom.resolve(name);
  return import(pathToFileURL(resolved));
};
const { formatThemeCSS } = await import(
  pathToFileURL(path.join(nodeModules, "@digdir/designsystemet/dist/src/index.js"))
);
const chroma = (await load("chroma-js")).default;

const { neutral, severity, themes } = JSON.parse(await readFile(themesFile, "utf8"));

// Subtle text keeps 7:1 on every surface it stands on: the tool's own aim is 4.5:1.
const SUBTLE_TEXT = { light: 0.068, dark: 0.56 };

function inOklch(hex, lightness, keep) {
  const [, c, h] = chroma(hex).oklch();
  return chroma(chroma.oklch(lightness, c * keep, Number.isNaN(h) ? 0 : h).hex());
}

function readableText(hex) {
  return {
    light: inOklch(hex, 0.38, 0.95).luminance(SUBTLE_TEXT.light).hex(),
    dark: inOklch(hex, 0.82, 0.8).luminance(SUBTLE_TEXT.dark).hex(),
  };
}

// On dark the accent is drawn anew: lighter, with its own hue kept, black text on it.
function drawnOnDark(hex) {
  return {
    "base-default": { dark: inOklch(hex, 0.8, 0.9).hex() },
    "base-hover": { dark: inOklch(hex, 0.85, 0.8).hex() },
    "base-active": { dark: inOklch(hex, 0.9, 0.6).hex() },
    "base-contrast-default": { dark: "#0b0e0d" },
  };
}

function themeOf(name, accent) {
  const overrides = { accent: { "text-subtle": readableText(accent), ...drawnOnDark(accent) } };
  overrides.neutral = { "text-subtle": readableText(neutral) };
  for (const [word, hex] of Object.entries(severity)) overrides[word] = { "text-subtle": readableText(hex) };
  return {
    name,
    colors: { main: { accent }, support: {}, neutral },
    typography: { fontFamily: "Inter" },
    borderRadius: 6,
    overrides: { colors: overrides, severity },
  };
}

// A municipality's file holds only its accent; everything else is common to all.
function accentOnly(css) {
  const scheme = (name, wrap) => {
    const block = css.split(`@layer ds.theme.color-scheme.${name} {`)[1];
    const body = block.slice(block.indexOf("{") + 1, block.indexOf("}"));
    const lines = body.split("\n").filter((line) => line.includes("--ds-color-accent-"));
    return wrap(lines.map((line) => line.trim()).join(""));
  };
  const light = scheme("light", (body) => body);
  const dark = scheme("dark", (body) => body);
  return [
    "@layer rh.theme{",
    `:root,[data-color-scheme="light"]{${light}}`,
    `[data-color-scheme="dark"]{${dark}}`,
    `@media (prefers-color-scheme:dark){[data-color-scheme="auto"]{${dark}}}`,
    "@media print{:root,[data-color-scheme]{" + light + "}}",
    "}\n",
  ].join("\n");
}

// Light is the ground that everything else overrides, and no page uses a second typeface.
function withoutIdleParts(css) {
  const idle = [/@media \(prefers-color-scheme: light\) \{/, /@layer ds\.theme\.typography\.secondary \{/];
  return idle.reduce((rest, start) => {
    const from = rest.search(start);
    if (from < 0) return rest;
    let depth = 0;
    let to = rest.indexOf("{", from);
    do {
      if (rest[to] === "{") depth += 1;
      if (rest[to] === "}") depth -= 1;
      to += 1;
    } while (depth > 0);
    return rest.slice(0, from) + rest.slice(to);
  }, css);
}

function tidied(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/@charset "UTF-8";/g, "")
    .replace(/[ \t]*\n\s*/g, "\n")
    .trim();
}

await mkdir(path.join(outDir, "themes"), { recursive: true });
console.log = () => {}; // the token tool tells of every step
let common = "";
for (const [name, { accent }] of Object.entries(themes)) {
  const css = tidied(await formatThemeCSS(themeOf(name, accent)));
  common ||= withoutIdleParts(css);
  await writeFile(path.join(outDir, "themes", `${name}.css`), accentOnly(css));
}
await writeFile(path.join(outDir, "tokens.css"), `${common}\n`);
