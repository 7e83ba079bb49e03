"""Tests of single parts: models and decisions in words."""
