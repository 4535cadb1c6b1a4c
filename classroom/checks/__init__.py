"""Judging an answer: check, hint and solution, and what they need."""
