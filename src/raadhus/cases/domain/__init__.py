"""Pure rules of case work: states, deadlines, who must be heard, what a decision must carry."""
