"""Three classes: losses for a choice, fair measuring, and what one number hides."""
