"""Engines that train and are wrong, and what exposes them."""
