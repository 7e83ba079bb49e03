"""Context functions: reading, building and changing contexts."""

from raadhus.rules.domain.feel.builtins.registry import built_in
from raadhus.rules.domain.feel.values import Value


@built_in("get value(m: context, key: string)")
def get_value(m: dict[str, Value], key: str) -> Value:
    """Return the entry of that key."""
    return m.get(key)


@built_in("get entries(m: context)")
def get_entries(m: dict[str, Value]) -> list[Value]:
    """Return the entries as contexts of key and value."""
    return [{"key": key, "value": value} for key, value in m.items()]


@built_in("context(entries: list)")
def context(entries: list[Value]) -> dict[str, Value] | None:
    """Build a context from entries of key and value, later ones over earlier; null when one is no such entry."""
    made: dict[str, Value] = {}
    for entry in entries:
        if type(entry) is not dict or "value" not in entry:
            return None
        key = entry.get("key")
        if type(key) is not str:
            return None
        made[key] = entry["value"]
    return made


@built_in("context put(context: context, key: string, value: any?)")
def context_put(m: dict[str, Value], key: str, value: Value) -> dict[str, Value]:
    """Return the context with the entry set."""
    return {**m, key: value}


@built_in("context put(context: context, keys: list, value: any?)")
def context_put_deep(m: dict[str, Value], keys: list[Value], value: Value) -> dict[str, Value] | None:
    """Return the context with the entry behind a path of keys set; missing contexts are made."""
    if not keys or any(type(key) is not str for key in keys):
        return None
    if len(keys) == 1:
        return {**m, keys[0]: value}
    inner = m.get(keys[0], {})
    if type(inner) is not dict:
        return None
    changed = context_put_deep(inner, keys[1:], value)
    return None if changed is None else {**m, keys[0]: changed}


@built_in("context merge(contexts: list)")
def context_merge(contexts: list[Value]) -> dict[str, Value] | None:
    """Return one context of all; later ones win."""
    merged: dict[str, Value] = {}
    for part in contexts:
        if type(part) is not dict:
            return None
        merged |= part
    return merged
