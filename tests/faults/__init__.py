"""The 58 faults of the reliability matrix, found by their marks in the tests; `make faults` writes docs/faults.md."""
