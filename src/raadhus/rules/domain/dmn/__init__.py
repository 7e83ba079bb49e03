"""DMN 1.5 decision models: read, checked, compiled to closures, traced and explained."""
