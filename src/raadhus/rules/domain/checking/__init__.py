"""Static checks of a model: its types, and its tables as geometry."""
