"""Tests of single parts: models as they are written on."""
