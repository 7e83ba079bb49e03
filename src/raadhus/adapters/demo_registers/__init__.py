"""The demo town's registers: a process of its own that answers over HTTP."""
