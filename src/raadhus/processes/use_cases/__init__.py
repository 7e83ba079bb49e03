"""The acts of processes, one file each; every one is a whole step or nothing."""
