"""The pages on which staff read, try, change and publish the rules of a service."""
