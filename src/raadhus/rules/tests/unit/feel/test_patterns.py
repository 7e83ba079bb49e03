"""`matches`, `replace` and `split` read patterns as XPath does, clause by clause."""

import pytest

from raadhus.rules.tests.feelkit import text_of

# (text, pattern, flags, whether it is found); patterns as they are, not as FEEL would escape them.
FOUND = {
    "anywhere, unless held": [
        ("kommune", "mun", "", "true"),
        ("kommune", "^mun", "", "false"),
        ("kommune", "une$", "", "true"),
        ("kommune\n", "une$", "", "false"),
        ("kommune\n", "une$", "s", "false"),
        ("", "", "", "true"),
        ("x", "|", "", "true"),
    ],
    "lines": [
        ("by\nhavn\n", "^$", "m", "false"),
        ("\nby\n", "^$", "m", "true"),
        ("by\n\nhavn\n", "^$", "m", "true"),
        ("by\nhavn", "^havn", "m", "true"),
        ("by\nhavn", "^havn", "", "false"),
        ("by\nhavn", "by$", "m", "true"),
        ("by\nhavn", "by.havn", "", "false"),
        ("by\rhavn", "by.havn", "", "false"),
        ("by\r\nhavn", "by..havn", "s", "true"),
    ],
    "repetitions": [
        ("aaa", "^a{3}$", "", "true"),
        ("aaa", "^a{4,}$", "", "false"),
        ("aaa", "^a{1,3}?$", "", "true"),
        ("a", "a{,2}", "", "null"),
        ("a", "a{3,2}", "", "null"),
        ("a", "a++", "", "null"),
        ("a", "**", "", "null"),
        ("a", "a{99999999999999999999}", "", "null"),
    ],
    "groups and back-references": [
        ("abab", r"^(ab)\1$", "", "true"),
        ("aBAb", r"^(ab)\1$", "i", "true"),
        ("aBAc", r"^(ab)\1$", "i", "false"),
        ("b", r"^(?:(a)|b\1)$", "", "true"),
        ("aa", r"(a\1)", "", "null"),
        ("aa", r"(a)\2", "", "null"),
        ("aa", r"\1(a)", "", "null"),
        ("aa1", r"^(a)\11$", "", "true"),
        ("abcdefghijj", r"^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10$", "", "true"),
        ("abcdefghija0", r"^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10$", "", "false"),
        ("abcdefghia0", r"^(a)(b)(c)(d)(e)(f)(g)(h)(i)\10$", "", "true"),
        ("abcdefghij", r"(a)(b)(c)(d)(e)(f)(g)(h)(i)(j\10)", "", "null"),
        ("a", "(?=a)", "", "null"),
        ("a", "(?i)A", "", "null"),
        ("a", "(a", "", "null"),
        ("a", "a)", "", "null"),
    ],
    "classes": [
        ("b", "[a-z-[aeiou]]", "", "true"),
        ("e", "[a-z-[aeiou]]", "", "false"),
        ("E", "[a-z-[aeiou]]", "i", "false"),
        ("b", "[^a-z-[0-9]]", "", "false"),
        ("5", "[^a-z-[0-9]]", "", "false"),
        ("-", "^[-a]$", "", "true"),
        ("-", "^[a-]$", "", "true"),
        ("^", "[a^]", "", "true"),
        (" ", "[^\\S]", "", "true"),
        ("\xa0", "[\\S]", "", "true"),
        ("x", "[\\I]", "", "false"),
        ("7", "[\\I\\C]", "", "true"),
        ("\t", "[\\t]", "", "true"),
        ("a", "[]", "", "null"),
        ("a", "[^]", "", "null"),
        ("a", "[z-a]", "", "null"),
        ("a", "[a-\\d]", "", "null"),
        ("a", "[a--]", "", "null"),
        ("a", "[[a]]", "", "null"),
        ("a", "(a)[\\1]", "", "null"),
        ("a", "[a-c-[b]d]", "", "null"),
    ],
    "escapes for many": [
        ("æ", r"^\w$", "", "true"),
        ("_", r"^\w$", "", "false"),
        ("_", r"^\i$", "", "true"),
        ("·", r"^\i$", "", "false"),
        ("·", r"^\c$", "", "true"),
        ("×", r"^\c$", "", "false"),
        ("٣", r"^\d$", "", "true"),
        ("\xa0", r"^\s$", "", "false"),
        ("Å", r"^\p{Lu}$", "", "true"),
        ("å", r"^\p{Lu}$", "i", "false"),
        ("å", r"^\P{Lu}$", "i", "true"),
        ("Å", r"^[å\p{Nd}]$", "i", "true"),
        ("x", r"\p{Lx}", "", "null"),
        ("x", r"\p{lu}", "", "null"),
        ("x", r"\p{L", "", "null"),
        ("か", r"^\p{IsHiragana}$", "", "true"),
        ("か", r"^\P{IsHiragana}$", "", "false"),
        ("α", r"^\p{IsGreek}$", "", "true"),
        ("α", r"^\p{IsGreekandCoptic}$", "", "true"),
        ("x", r"\p{IsNowhere}", "", "null"),
        ("x", r"\b", "", "null"),
        ("x", r"\0", "", "null"),
    ],
    "flags": [
        ("ÆBLE", "æble", "i", "true"),
        ("\u212a", "[a-z]", "i", "true"),
        ("q", "[^Q]", "i", "false"),
        ("ab", " a b ", "x", "true"),
        ("a b", "a[ ]b", "x", "true"),
        ("a b", "a\\ sb", "x", "true"),
        ("a b", "a\\[b", "x", "false"),
        ("a", "\\p{ I s BasicLatin }", "x", "true"),
        ("a[b]", "A[B]", "qi", "true"),
        ("ab", "a.", "q", "false"),
        ("a", "a", "X", "null"),
        ("a", "a", " ", "null"),
    ],
    "beyond the basic plane": [("😀", "^.$", "", "true"), ("😀😀", r"^(😀)\1$", "", "true")],
}


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "expected"), [case for cases in FOUND.values() for case in cases]
)
def test_a_pattern_is_found_or_wrong(text, pattern, flags, expected):
    assert text_of(f'matches({quoted(text)}, {quoted(pattern)}, "{flags}")') == expected


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "flags", "expected"),
    [
        ("abracadabra", "bra", "*", "", "a*cada*"),
        ("abracadabra", "a.*?a", "*", "", "*c*bra"),
        ("abracadabra", "a(.)", "a$1$1", "", "abbraccaddabbra"),
        ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "", "[1=ab][2=]cd"),
        ("abc", "b", "[$0$7]", "", "a[b]c"),
        ("abc", "(b)", "[$12]", "", "a[b2]c"),
        ("abc", "b", r"\$\\", "", r"a$\c"),
        ("a.c", ".", r"$\1", "q", r"a$\1c"),
        ("aBc", "b", "", "i", "ac"),
        ("", "b", "x", "", ""),
    ],
)
def test_each_match_is_replaced(text, pattern, replacement, flags, expected):
    call = f'replace({quoted(text)}, {quoted(pattern)}, {quoted(replacement)}, "{flags}")'

    assert text_of(call) == quoted(expected)


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [("x*", "-"), ("^", "-"), ("", "-"), ("(", "-"), ("z", "$"), ("z", "$a"), ("z", "\\"), ("z", r"\1")],
)
def test_a_pattern_of_nothing_or_a_wrong_replacement_gives_null(pattern, replacement):
    assert text_of(f'replace("abc", {quoted(pattern)}, {quoted(replacement)})') == "null"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('split("a b", "\\\\s")', '["a", "b"]'),
        ('split("a;b;c;;", ";")', '["a", "b", "c", "", ""]'),
        ('split("", ";")', '[""]'),
        ('split("ab", "[")', "null"),
        ('split(string: "a1b", delimiter: "\\\\d")', '["a", "b"]'),
    ],
)
def test_a_text_is_split_at_each_match(call, expected):
    assert text_of(call) == expected
