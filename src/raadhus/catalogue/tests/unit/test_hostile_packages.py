"""Packages that were made to do harm, or by accident: each is refused with a sentence and a place."""

from decimal import Decimal

import pytest

from raadhus.catalogue.domain.located_yaml import read_yaml
from raadhus.catalogue.domain.package_files import PackageFiles, read_files
from raadhus.catalogue.domain.problems import PackageRefused, Problem
from raadhus.catalogue.domain.service_file import parse_service
from raadhus.catalogue.domain.texts import check_texts, parse_texts
from raadhus.catalogue.public import lint_files, lint_package
from raadhus.catalogue.tests.packagekit import (
    SERVICE_YAML,
    TEXT,
    package_files,
    service_with,
    write_package,
)


def refused(act, *given) -> tuple[Problem, ...]:
    with pytest.raises(PackageRefused) as caught:
        act(*given)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &big [1, 2]\nb: *big\n", 1, "Anchors"),
        ("a: 1\nb: *nowhere\n", 2, "Aliases"),
        ("a: !!python/object/apply:os.system ['id']\n", 1, "Tags"),
        ("!!python/name:os.system\n", 1, "Tags"),
        ("a: 1\n\na: 2\n", 3, "written twice"),
        ("a: 1\n---\nb: 2\n", 2, "one document"),
        ("? [1, 2]\n: 3\n", 1, "plain text"),
        ("a: [1, 2\n", 2, "not YAML"),
        ("a:\n\t- b\n", 2, "not YAML"),
        ("", 1, "empty"),
        ("[" * 60 + "]" * 60, 1, "deep"),
        ("- 1\n" * 30_000, 20_001, "more than"),
    ],
)
def test_yaml_that_is_more_than_plain_data_is_refused_with_its_line(text, line, words):
    (problem,) = refused(read_yaml, "service.yaml", text.encode())

    assert words in problem.sentence
    assert problem.line == line


def test_a_file_that_is_too_large_or_no_text_is_refused():
    assert "larger" in refused(read_yaml, "service.yaml", b"a: " + b"x" * 600_000)[0].sentence
    assert "UTF-8" in refused(read_yaml, "service.yaml", b"a: \xff\xfe")[0].sentence
    assert refused(read_yaml, "service.yaml", b"a: \x00")


def test_words_of_older_yaml_stay_words():
    located = read_yaml(
        "f.yaml", b"country: no\nyes: on\ndate: 2024-01-01\ntime: 12:30:45\nsum: 1.50\nhex: 0x10\n"
    )

    assert located.value == {
        "country": "no",
        "yes": "on",
        "date": "2024-01-01",
        "time": "12:30:45",
        "sum": Decimal("1.50"),
        "hex": "0x10",
    }


@pytest.mark.parametrize(
    "name",
    [
        "../service.yaml",
        "texts/../../etc/passwd",
        "/etc/passwd",
        "letters/../service.yaml",
        "letters/a.py",
        "code.py",
        "texts/da.html",
        "scenarios/x.yml",
        "letters/sub/a.typ",
        "Service.yaml",
        "service.yaml\n",
        "letters/\u202eepyt.typ",
        "",
    ],
)
def test_a_path_that_no_package_has_is_refused(name):
    assert refused(PackageFiles, {name: b""})[0].file == name


def test_links_and_foreign_folders_are_refused(tmp_path):
    folder = write_package(tmp_path / "borrow-a-bike", package_files())
    (tmp_path / "secret.yaml").write_text("a: 1")
    (folder / "sheet.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "texts" / "nb.md").symlink_to("/etc/hostname")
    (folder / "node_modules").mkdir()

    found = {problem.file: problem.sentence for problem in lint_package(folder)}

    assert found == {
        "sheet.yaml": "A package holds no links.",
        "texts/nb.md": "A package holds no links.",
        "node_modules": "A package has no such folder.",
    }


def test_a_huge_file_and_too_many_files_are_refused(tmp_path):
    folder = write_package(tmp_path / "borrow-a-bike", package_files())
    with (folder / "rules.dmn").open("wb") as file:
        file.truncate(3 * 1024 * 1024)
    assert "larger" in refused(read_files, folder)[0].sentence

    (folder / "rules.dmn").unlink()
    (folder / "letters").mkdir()
    for number in range(201):
        (folder / "letters" / f"l{number}.typ").touch()
    assert "at most 200" in refused(read_files, folder)[0].sentence


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    assert [str(found) for found in lint_package(tmp_path / "nowhere")] == [
        ".: error: There is no such folder."
    ]


@pytest.mark.parametrize(
    ("before", "after", "element", "words"),
    [
        ("unit: bikes", "unit: bikes\nrun: rm -rf", "run", "not known"),
        ("version: 1.0.0", "version: 1.0", "version", "string"),
        ("version: 1.0.0", "version: 100", "version", "string"),
        ("id: borrow-a-bike", "id: Borrow a bike", "id", "match"),
        ("id: borrow-a-bike", "id: ../../x", "id", "match"),
        ("amount: 0", "amount: -1", "fee.amount", "greater"),
        ("amount: 0", "amount: 1e999", "fee.amount", ""),
        ("amount: 0", "amount: .nan", "fee.amount", ""),
        ("country: dk", "country: se", "country", "dk"),
        ("- {channel: phone}", "- {channel: fax}", "channels.0.channel", "phone"),
        ("- {channel: phone}", "- {channel: phone}\n  - {channel: phone}", "channels.1", "twice"),
        ("checked_on: 2024-10-01", "checked_on: 2024-13-01", "checked_on", "date"),
        ("https://example.org/bike", "javascript:alert(1)", "law.0.url", "https"),
        ("https://example.org/bike", "http://example.org/", "law.0.url", "https"),
        ("{da: Lån en cykel, en: Borrow a bike}", "{da: Lån en cykel}", "title", "“en”"),
        ("{da: Lån en cykel, en: Borrow a bike}", "{en: Borrow a bike}", "title", "“da”"),
        ("{da: Lån en cykel, en: Borrow a bike}", "{da: L, en: B, nb: N}", "summary", "“nb”"),
        ("{da: Lån en cykel, en: Borrow a bike}", "{da: L, en: B, x1: N}", "title", "language code"),
        ("{da: Lån en cykel, en: Borrow a bike}", "Lån en cykel", "title", "dict"),
        ("en: Borrow a bike}", 'en: "Borrow \\u202e a bike"}', "title.en", "cannot be seen"),
        ("en: Borrow a bike}", 'en: "Borrow\\na bike"}', "title.en", "one line"),
        ("{da: Cykelloven, en: The Bike Act}", "{da: Cykelloven}", "law.0.title", "“en”"),
        ("no_appeal:", "appeal:", "appeal", ""),
        ("kind: information", "kind: application", "", "also needs"),
        ("life_events: [moving]", "life_events: [moving, moving]", "life_events.1", "twice"),
    ],
)
def test_a_service_yaml_that_is_wrong_is_refused_where_it_is_wrong(before, after, element, words):
    problems = refused(parse_service, service_with(before, after))

    hit = [
        problem for problem in problems if problem.element.startswith(element) and words in problem.sentence
    ]
    assert hit, [str(problem) for problem in problems]
    assert hit[0].line > 0


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "[press](http://plain.example)",
        "![picture](https://example.org/x.png)",
        "{{ request.user }}",
        "{% include 'settings.py' %}",
        "`code`",
        "<!-- hidden -->",
    ],
)
def test_markup_that_a_text_does_not_need_is_refused_with_its_line(line):
    problems = refused(parse_texts, "texts/da.md", f"{TEXT}\n{line}\n".encode())

    assert problems[0].line == TEXT.count("\n") + 2


def test_an_entity_or_a_line_break_cannot_smuggle_markup_in():
    blocks = parse_texts(
        "texts/da.md", b"## Who {#who}\n\n&lt;script&gt; [a](https://b.example\nonclick=x) *b*\n"
    )

    assert "<script" not in blocks["who"].html
    assert "onclick" not in blocks["who"].html.split(">")[0]


def test_texts_that_differ_between_languages_are_refused():
    files = package_files(texts__da_md=TEXT + "\n## Mere {#more}\n\nOrd.\n")

    assert [str(found) for found in check_texts(files, parse_service(files))] == [
        "texts/en.md: error: The blocks are not those of texts/da.md: more."
    ]


def test_a_missing_translation_is_refused():
    files = package_files(texts__en_md=None)

    assert [str(found) for found in lint_files(files)] == [
        "texts/en.md: error: The texts are missing in “en”."
    ]


def test_blocks_without_key_repeated_or_missing_are_refused():
    assert "## Heading {#key}" in refused(parse_texts, "t", b"## Who\n\nx\n")[0].sentence
    assert "## Heading {#key}" in refused(parse_texts, "t", b"# Big {#who}\n")[0].sentence
    assert "begins with a block" in refused(parse_texts, "t", b"words\n")[0].sentence
    assert "twice" in refused(parse_texts, "t", b"## A {#who}\na\n## B {#who}\nb\n")[0].sentence
    files = package_files(texts__da_md="## A {#who}\n\n## P {#price}\n\nx\n")
    assert {
        found.element: found.sentence for found in check_texts(files, parse_service(files)) if found.element
    } == {
        "then": "This block is missing.",
        "who": "The block is empty.",
    }


def test_the_address_of_a_version_moves_with_any_byte_and_any_name():
    plain = package_files()
    assert plain.content_hash == package_files().content_hash
    others = {
        package_files(service_yaml=SERVICE_YAML + "\n").content_hash,
        package_files(texts__nb_md=TEXT).content_hash,
        PackageFiles({"texts/da.md": b"ab", "texts/en.md": b""}).content_hash,
        PackageFiles({"texts/da.md": b"a", "texts/en.md": b"b"}).content_hash,
    }
    assert len(others) == 4
    assert plain.content_hash not in others
