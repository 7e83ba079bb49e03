"""
Events and jobs: what one room tells the rooms above it, and work that goes on after the page has answered.

To write: ``outbox.emit``, ``queue.defer``, ``due.set_due``. To listen: ``registry.subscribe``, ``registry.job``,
``registry.on_due``.
"""
