"""The part ``sheet.yaml``."""

from raadhus.catalogue.domain.package_files import SHEET, PackageFiles
from raadhus.catalogue.domain.problems import PackageRefused, Problem, Problems, Severity
from raadhus.catalogue.domain.service_file import ServiceKind, parse_service
from raadhus.catalogue.domain.sheet import parse_sheet
from raadhus.catalogue.ports import QuietPart


class SheetPart(QuietPart):
    """The navigation sheet for whoever guides a citizen."""

    name = "sheet"

    def lint(self, files: PackageFiles) -> Problems:
        """Check the sheet; a service one applies for should have one."""
        try:
            service = parse_service(files)
            if SHEET in files:
                parse_sheet(files, service)
                return ()
        except PackageRefused as refused:
            return tuple(problem for problem in refused.problems if problem.file == SHEET)
        if service.kind is ServiceKind.INFORMATION:
            return ()
        sentence = "There is no navigation sheet: those who guide citizens have nothing to go by."
        return (Problem(file=SHEET, sentence=sentence, severity=Severity.WARNING),)
