"""Acts refused to who may do them: for what was typed, or as things stand; what they read, and that nothing changed."""

from tests.rights.refusals.cases import CASES
from tests.rights.refusals.citizens import CITIZENS
from tests.rights.refusals.desk import DESK
from tests.rights.refusals.drafts import DRAFTS
from tests.rights.refusals.processes import PROCESSES
from tests.rights.refusals.refused import Refused

REFUSED: tuple[Refused, ...] = (*CITIZENS, *CASES, *DESK, *PROCESSES, *DRAFTS)
