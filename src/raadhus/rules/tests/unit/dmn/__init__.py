"""Tests of single parts: models of DMN."""
