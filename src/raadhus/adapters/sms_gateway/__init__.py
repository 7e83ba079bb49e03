"""An SMS gateway over HTTP that takes our idempotency key."""
