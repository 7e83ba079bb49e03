"""Processes: BPMN 2.0 models carried out on PostgreSQL rows."""
