"""
Events and jobs: what one room tells the rooms above it, and work that goes on after the page has answered.

To write: ``from raadhus.bus import outbox, queue, due``. To listen: ``from raadhus.bus.registry import subscribe, job, on_due``.
"""
