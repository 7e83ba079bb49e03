"""The registers over HTTP with JSON: the client, and the shapes on the wire."""
