"""Tests against outside standards and packages."""
