"""Tests of single parts: the check of models."""
