"""One folder per outside system; the only place with vendor names."""
