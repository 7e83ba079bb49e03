"""Model fields whose content is sealed in the database."""

import json
import zlib
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from raadhus.platform import encryption
from raadhus.platform.tenancy.scope import current_tenant

_LARGE_BYTES = 2_000
"""From here on PostgreSQL stores a value in pieces beside its row."""
_FASTEST = 1


class _SealedField(models.BinaryField):  # type: ignore[type-arg]  # django-stubs leaves it generic
    """Bytes sealed under the current tenant's key; ``context`` binds them to their column."""

    def __init__(self, *args: Any, context: str = "", **kwargs: Any) -> None:
        self.context = context
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def _check_str_default_value(self) -> list[Any]:
        """Allow a text default: it is sealed before it becomes bytes."""
        return []

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "context": self.context}

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        sealed = encryption.seal(current_tenant(), self._to_bytes(value), self.context)
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value is None:
            return None
        return self._from_bytes(encryption.open_sealed(current_tenant(), bytes(value), self.context))

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError("A sealed field is not exported by serializers.")

    def _to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def _from_bytes(self, plain: bytes) -> Any:
        raise NotImplementedError


class EncryptedTextField(_SealedField):
    """Text, sealed. Cannot be searched: keep a lookup key beside it where it must be found."""

    def _to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def _from_bytes(self, plain: bytes) -> Any:
        return plain.decode()


class EncryptedJSONField(_SealedField):
    """A JSON value, sealed, a large one compressed before; decimals, dates and UUIDs are written as text."""

    def _to_bytes(self, value: Any) -> bytes:
        plain = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()
        return zlib.compress(plain, _FASTEST) if len(plain) > _LARGE_BYTES else plain

    def _from_bytes(self, plain: bytes) -> Any:
        # a zlib stream begins with "x", as no JSON text does. Source: RFC 1950 2.2, RFC 8259
        return json.loads(zlib.decompress(plain) if plain.startswith(b"x") else plain)
