"""
Fetches the web's third-party files from the npm lock and builds what the pages serve.

Run ``python -m raadhus.ui.assets``; a second run with nothing changed costs a hash.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]

BASE_PARTS = ("base",)
COMPONENT_PARTS = ("button", "dialog", "error-summary", "input")
WEB_FONTS = ("inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2")
LETTER_FONTS = ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold")
MODELLER_SHEETS = (
    "diagram-js",
    "dmn-js-shared",
    "dmn-js-drd",
    "dmn-js-decision-table",
    "dmn-js-decision-table-controls",
    "dmn-js-literal-expression",
    "dmn-js-boxed-expression",
    "dmn-js-boxed-expression-controls",
    "dmn-font/css/dmn",
)
VIEWER_SHEETS = ("diagram-js", "bpmn-js")
PROCESS_SHEETS = (*VIEWER_SHEETS, "bpmn-font/css/bpmn")
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")


class CannotBuildAssets(Exception):
    """The files that the pages need cannot be made; the message says what to do."""


def build(home: Path, *, node: Path | None = None, modules: Path | None = None) -> bool:
    """
    Bring ``home/assets`` up to date and tell whether anything had to be done.

    node: the ``node`` program to use when none is on the PATH; modules: an installed ``node_modules``
    to copy from instead of installing one.
    Raises: CannotBuildAssets.
    """
    done = home / "assets"
    fingerprint = _fingerprint()
    stamp = done / "fingerprint"
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return False
    program = _find_node(node)
    source = modules or _install(home / "npm", program)
    fresh = home / "assets.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    _build_themes(program, source, fresh / "web" / "built")
    _build_stylesheet(source, fresh / "web" / "built")
    _copy_files(source, fresh)
    _build_modeller(program, source, fresh / "web" / "built" / "modeller")
    _build_viewer(source / "bpmn-js", fresh / "web" / "built" / "viewer")
    _build_process_modeller(source / "bpmn-js", fresh / "web" / "built" / "process-modeller")
    (fresh / "fingerprint").write_text(fingerprint)
    _swap(fresh, done)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    yield ROOT / "package-lock.json"
    yield HERE / "themes.json"
    yield HERE / "build_themes.mjs"
    yield HERE / "modeller.mjs"
    yield Path(__file__)
    yield from _styles()


def _styles() -> list[Path]:
    return sorted((HERE / "styles").glob("*.css"))


def _find_node(given: Path | None) -> Path:
    found = given or shutil.which("node")
    if found is None:
        raise CannotBuildAssets("Node.js is needed once, to fetch the web's files. Name it with --node PATH.")
    program = Path(found)
    if not program.is_file():
        raise CannotBuildAssets(f"There is no Node.js at {program}.")
    return program


def _npm(node: Path) -> list[str]:
    """Return how to call the npm that belongs to ``node``, else the one on the PATH."""
    beside = node.resolve().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if beside.is_file():
        return [str(node), str(beside)]
    found = shutil.which("npm")
    if found is None:
        raise CannotBuildAssets(f"npm was found neither beside {node} nor on the PATH.")
    return [found]


def _install(place: Path, node: Path) -> Path:
    """Install exactly what the lock file says into ``place``, unless it is there, and return its ``node_modules``."""
    lock = (ROOT / "package-lock.json").read_text()
    installed = place / "installed"
    if installed.is_file() and installed.read_text() == lock:
        return place / "node_modules"
    place.mkdir(parents=True, exist_ok=True)
    for name in NPM_FILES:
        shutil.copy(ROOT / name, place / name)
    _run([*_npm(node), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], node, place)
    installed.write_text(lock)
    return place / "node_modules"


def _run(command: Sequence[str], node: Path, place: Path) -> None:
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(  # noqa: S603 -- our own command line, no shell, no outside words
        list(command), cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines()[-12:]
        raise CannotBuildAssets("\n".join([f"{Path(command[0]).name} failed:", *told]))


def _build_themes(node: Path, modules: Path, out: Path) -> None:
    script = HERE / "build_themes.mjs"
    command = [str(node), str(script), str(HERE / "themes.json"), str(modules.resolve()), str(out.resolve())]
    _run(command, node, HERE)


def _build_stylesheet(modules: Path, out: Path) -> None:
    """Join tokens, the components of the design system that we use and our own sheets into one file."""
    parts = modules / "@digdir" / "designsystemet-css" / "dist" / "src"
    sheets = [
        "@layer ds.theme,ds.base,ds.components,rh.theme,rh.base,rh.components,rh.layout,rh.media;",
        _squeezed((out / "tokens.css").read_text()),
        *(f"@layer ds.base{{{(parts / f'{name}.css').read_text()}}}" for name in BASE_PARTS),
        *(f"@layer ds.components{{{(parts / f'{name}.css').read_text()}}}" for name in COMPONENT_PARTS),
        *(_squeezed(path.read_text()) for path in _styles()),
    ]
    (out / "raadhus.css").write_text("\n".join(sheets))
    (out / "tokens.css").unlink()


def _squeezed(css: str) -> str:
    """Drop comments and idle white space; nothing cleverer, so nothing can break."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*\n\s*", "\n", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(";}", "}").strip()


def _copy_files(modules: Path, out: Path) -> None:
    built = out / "web" / "built"
    fonts = modules / "@fontsource-variable" / "inter" / "files"
    _copy([fonts / name for name in WEB_FONTS], built / "fonts")
    _copy([modules / "htmx.org" / "dist" / "htmx.min.js"], built)
    letters = modules / "@expo-google-fonts" / "inter"
    _copy([letters / name / f"Inter_{name}.ttf" for name in LETTER_FONTS], out / "fonts" / "letters")
    _copy(sorted((modules / "@navikt" / "aksel-icons" / "dist" / "svg").glob("*.svg")), out / "icons")
    _copy([modules / "axe-core" / "axe.min.js"], out / "tests")


def _build_modeller(node: Path, modules: Path, out: Path) -> None:
    """Bundle the modeller for rules: one script, its sheets as one, of its font the one file that browsers read."""
    package = modules / "dmn-js"
    dist = package / "dist"
    _copy([package / "LICENSE"], out)
    # Its own bundle holds the development build of the library that it draws with, which warns and is slower.
    _run(
        [
            *(str(node), str(modules / "esbuild" / "bin" / "esbuild"), str(HERE / "modeller.mjs")),
            *("--bundle", "--minify", "--format=iife", "--target=es2022", "--legal-comments=eof"),
            *('--define:process.env.NODE_ENV="production"', f"--alias:dmn-js={package.resolve()}"),
            *("--log-level=error", f"--outfile={(out / 'modeller.js').resolve()}"),
        ],
        node,
        modules,
    )
    _copy([dist / "assets" / "dmn-font" / "font" / "dmn.woff2"], out)
    (out / "modeller.css").write_text(_sheets_with_font(dist, MODELLER_SHEETS, "dmn"))


def _build_viewer(package: Path, out: Path) -> None:
    """Take over the viewer for processes: its script as it is, its sheets as one."""
    dist = package / "dist"
    _copy([dist / "bpmn-navigated-viewer.production.min.js", package / "LICENSE"], out)
    sheets = "\n".join((dist / "assets" / f"{name}.css").read_text() for name in VIEWER_SHEETS)
    (out / "viewer.css").write_text(re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL))


def _build_process_modeller(package: Path, out: Path) -> None:
    """Take over the modeller for processes: its script as it is, its sheets as one, one file of its font."""
    dist = package / "dist"
    font = dist / "assets" / "bpmn-font" / "font" / "bpmn.woff2"
    _copy([dist / "bpmn-modeler.production.min.js", package / "LICENSE", font], out)
    (out / "modeller.css").write_text(_sheets_with_font(dist, PROCESS_SHEETS, "bpmn"))


def _sheets_with_font(dist: Path, names: Sequence[str], font: str) -> str:
    sheets = "\n".join((dist / "assets" / f"{name}.css").read_text() for name in names)
    face = f'@font-face {{ font-family: "{font}"; src: url("{font}.woff2") format("woff2"); }}'
    return re.sub(r"/\*.*?\*/|@font-face\s*\{[^}]*\}", "", sheets, flags=re.DOTALL) + face


def _copy(files: Sequence[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in files:
        shutil.copy(path, folder / path.name)


def _swap(fresh: Path, done: Path) -> None:
    worn = done.with_name("assets.old")
    shutil.rmtree(worn, ignore_errors=True)
    if done.exists():
        done.rename(worn)
    fresh.rename(done)
    shutil.rmtree(worn, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build from the command line; 0 when the assets are there, 1 with a sentence when not."""
    parser = argparse.ArgumentParser(prog="python -m raadhus.ui.assets", description=__doc__)
    parser.add_argument("--home", type=Path, default=ROOT / ".raadhus", help="where the assets go")
    parser.add_argument("--node", type=Path, help="the node program, when it is not on the PATH")
    parser.add_argument("--modules", type=Path, help="an installed node_modules to copy from")
    options = parser.parse_args(arguments)
    try:
        changed = build(options.home, node=options.node, modules=options.modules)
    except CannotBuildAssets as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write("Web files built.\n" if changed else "Web files are up to date.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
