"""Which provision of ``service.yaml`` a legal reference in the rules means."""

from raadhus.catalogue.domain.service_file import ServiceFile


class LawLinks(dict[str, str]):
    """Where each legal reference can be read; empty for one that the service does not list."""

    def __missing__(self, reference: str) -> str:
        return ""


def law_links(service: ServiceFile, *references: str) -> LawLinks:
    """Return the addresses of the references: a provision is meant whose title, in any language, holds the reference."""
    found = LawLinks()
    for reference in references:
        wanted = reference.casefold()
        for law in service.law:
            if wanted and any(wanted in title.casefold() for title in law.title.values()):
                found.setdefault(reference, law.url)
    return found
