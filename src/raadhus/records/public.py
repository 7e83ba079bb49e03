"""The door of the records."""

from raadhus.records.queries import (
    DocumentDamaged,
    DocumentInfo,
    get_case_content,
    get_content,
    get_document,
    list_case_documents,
)
from raadhus.records.use_cases.file_document import CannotFileDocument, DocumentOrder, file_document

__all__ = [
    "CannotFileDocument",
    "DocumentDamaged",
    "DocumentInfo",
    "DocumentOrder",
    "file_document",
    "get_case_content",
    "get_content",
    "get_document",
    "list_case_documents",
]
