"""What runs beside a submission, in its kernel or in its sandbox: the border that a submission may try to cross."""
