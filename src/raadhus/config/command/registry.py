"""The commands there are. A new one is a line here and a file of its name with ``main(arguments) -> int``."""

COMMANDS = {
    "demo": "set everything up and open a living demo town",
    "test": "set up what tests need, and run them",
    "check": "format, lint, types, import map, templates, texts",
    "serve": "run the town hall: web and worker",
    "keys": "seal everything under a new key: keys rotate [--new]",
    "manage": "Django's own commands",
    "bench": "measure: bench NAME [--json]",
    "conformance": "run a standard's own test suite: conformance NAME PATH [--json]",
    "service": "service packages: lint, test or install PATH, remove ID",
    "processes": "look after running processes: HOST --as NAME ACT; check models: lint FILE",
    "pictures": "take the README's pictures anew",
    "rules": "decision models: lint PATH, simulate OLD NEW",
}
