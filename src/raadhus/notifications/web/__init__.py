"""The page on which people say how to reach them."""
