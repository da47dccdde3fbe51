"""What people who work on the product run: tests, checks, measurements."""
