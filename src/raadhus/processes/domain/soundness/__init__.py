"""Whether the courses a model allows come to an end as they should, before any case takes them."""
