"""FEEL, the expression language of DMN 1.5: text to checked tree to Python closures, decimal throughout."""
