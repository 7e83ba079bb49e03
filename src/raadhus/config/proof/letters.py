"""A letter as its receiver sees it: a PDF opened and read."""

import io
import re
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PdfReadError

from raadhus.config.proof.page import CannotGoOn


@dataclass(frozen=True)
class ReadLetter:
    """What a PDF says: its words, pages, and the accessibility and archive standards it claims."""

    text: str
    pages: int
    standards: tuple[str, ...]

    def says_share(self, per_cent: str) -> bool:
        """Tell whether this percentage stands in the letter as a number of its own."""
        return (
            re.search(rf"(?<![\d.,]){re.escape(per_cent)}\s*(%|procent|pct|per cent|prosent)", self.text)
            is not None
        )


def read_letter(pdf: bytes) -> ReadLetter:
    """Open a PDF and read it.

    Raises: CannotGoOn when it is none.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    except (PdfReadError, ValueError) as error:
        raise CannotGoOn(f"The letter is no PDF that can be read ({error}).") from error
    said = reader.xmp_metadata.rdf_root.toxml() if reader.xmp_metadata is not None else ""
    claims = {
        "PDF/UA-1": r"pdfuaid:part(>|=\")1",
        "PDF/A-2a": r"(?s)(?=.*pdfaid:part(>|=\")2)(?=.*pdfaid:conformance(>|=\")A)",
    }
    standards = tuple(name for name, pattern in claims.items() if re.search(pattern, said))
    return ReadLetter(text=text, pages=len(reader.pages), standards=standards)
