"""Pages of staff: the inbox, a case, and what an operator must look at."""
