"""The matrix: for each address, what it is, where it leads, and what everybody gets there."""

from tests.rights.matrix import Row
from tests.rights.rows.cases import CASES
from tests.rights.rows.citizens import CITIZENS
from tests.rights.rows.desk import DESK
from tests.rights.rows.drafts import DRAFTS
from tests.rights.rows.figures import FIGURES
from tests.rights.rows.operations import OPERATIONS
from tests.rights.rows.rules import RULES

ROWS: tuple[Row, ...] = (*CITIZENS, *CASES, *DESK, *RULES, *DRAFTS, *OPERATIONS, *FIGURES)
