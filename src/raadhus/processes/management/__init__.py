"""Commands of the engine, for developers and operators."""
