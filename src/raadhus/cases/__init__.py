"""Case work: cases, tasks, deadlines, hearings, decisions, appeals."""
