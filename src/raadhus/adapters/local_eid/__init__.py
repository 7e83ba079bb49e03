"""
The local eID provider: a process of its own for demo, practice and tests.

It speaks what MitID's brokers, ID-porten and a municipality's own directory speak; its people are invented.
"""
