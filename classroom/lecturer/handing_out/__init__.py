"""The course directory, from templates/ and from the exercises' sources, and numbers of one's own for each student."""
