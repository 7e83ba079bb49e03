"""In which encodings a file may come, and how it is handed to the parser."""

import codecs
import re

# The parser reads these by itself. Of the others that exist, some are decoded by code that costs far more than the
# file's length, or are read differently elsewhere: they are refused.
_EXPATS_OWN = re.compile(
    r"utf-?8|utf-16|utf-16[bl]e|(us-)?ascii|iso-8859-\d{1,2}|latin-?1|(windows-|cp)125\d|koi8-[ru]",
    re.IGNORECASE,
)
_RECODED = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ibm437": "cp437",
    "ibm850": "cp850",
    "cp850": "cp850",
    "ibm865": "cp865",
    "macintosh": "mac_roman",
    "macroman": "mac_roman",
    "windows-874": "cp874",
    **{f"iso8859-{number}": f"iso8859_{number}" for number in (*range(1, 12), 13, 14, 15, 16)},
    **{f"iso_8859-{number}": f"iso8859_{number}" for number in (*range(1, 12), 13, 14, 15, 16)},
    **{f"iso8859_{number}": f"iso8859_{number}" for number in (*range(1, 12), 13, 14, 15, 16)},
}
"""Names that the parser does not know, with the codec of Python that reads them; each costs no more than the length."""
_WIDE = re.compile(r"utf8|utf-16([bl]e)?|utf16|ucs-?2|unicode", re.IGNORECASE)
"""What some tools write at the top of a file that they then write in UTF-8: these words can be read, so it is none."""
_DECLARED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']"
)
_UTF_8 = "utf-8"


class UnknownEncoding(Exception):
    """A file says that it is in an encoding that is not read."""


def readable_by_expat(source: bytes) -> tuple[bytes, str | None]:
    """
    Return the file as the parser can read it, and its encoding where that is not what it says itself.

    Raises: UnknownEncoding, UnicodeError when it is not in the encoding that it says.
    """
    if source.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return source.decode("utf-32").encode(), _UTF_8
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return source, "utf-16"
    found = _DECLARED.match(source)
    name = found[1].decode() if found else _UTF_8
    if found and _WIDE.fullmatch(name):
        return source, _UTF_8
    if codec := _RECODED.get(name.lower()):
        return source.decode(codec).encode(), _UTF_8
    if not _EXPATS_OWN.fullmatch(name):
        raise UnknownEncoding(name)
    return source, None
