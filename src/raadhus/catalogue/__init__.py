"""The catalogue: which services there are, what is said about them, and the packages they are made of."""
