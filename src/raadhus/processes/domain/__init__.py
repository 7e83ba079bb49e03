"""BPMN without a framework: read a model, check it, compile it, and take its steps."""
