"""What people call: one module for each subcommand, with ``main(argv, *, prog)``."""
