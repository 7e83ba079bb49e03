"""Set-up before the first command: standard library only, because nothing else is installed yet."""
