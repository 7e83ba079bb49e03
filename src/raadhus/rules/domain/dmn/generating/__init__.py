"""Python source for decisions that are asked for often: made of the checked tree, never of a model's text."""
