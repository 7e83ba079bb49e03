"""The built-in functions of FEEL, one module per family of DMN 1.5 clause 10.3.4."""
