"""What turns the engine into a course: pictures, figures, the ledger, and the notebook build."""
