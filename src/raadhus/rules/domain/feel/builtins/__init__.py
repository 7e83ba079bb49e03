"""FEEL's built-in functions by families (DMN 1.5 clause 10.3.4).

An argument outside its domain gives null. What the standard leaves open is decided so:
a length beyond the end of `substring` takes what is there, one of `sublist` gives null (footnote 2 of table 75);
`odd` and `even` of a fraction are null; a scale is cut to a whole number, a position that is none gives null;
patterns are those of XPath 3.1, so `(?:…)` and the flag q are taken, and a pattern that may match nothing neither
replaces nor splits; `24:00:00` is the midnight that ends a day and offsets reach 14 hours, as in XML Schema;
an optional argument that is null is as good as left out; ranges without an end reach for ever in the relations;
names tell `before(point, range)` from `before(range, point)` by the order they are written in.
"""
