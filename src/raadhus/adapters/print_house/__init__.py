"""A print house that fetches letters from a folder."""
