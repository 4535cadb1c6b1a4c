"""The exercises as data: one module per lesson, each with a list EXERCISES. classroom/checks judges answers by them."""
