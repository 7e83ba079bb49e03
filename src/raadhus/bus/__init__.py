"""
Events and jobs: what one room tells the rooms above it, and work that goes on after the page has answered.

``from raadhus.bus import outbox, queue, due`` to write; ``from raadhus.bus.registry import subscribe, job, on_due`` to listen.
"""
