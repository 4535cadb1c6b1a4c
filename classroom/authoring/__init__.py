"""From the sources that authors edit to notebooks, pictures and links."""
