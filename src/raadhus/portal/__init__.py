"""The hall: the pages citizens see first, composed from what the rooms below know."""
