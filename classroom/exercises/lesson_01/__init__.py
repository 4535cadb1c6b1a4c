"""Lesson 01: slopes by experiment, gradients by hand, and what gradients promise."""
