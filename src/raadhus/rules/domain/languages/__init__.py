"""The languages in which rules are told, each one file of data beside this."""
