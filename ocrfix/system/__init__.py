"""The machine: files, processes, memory and paths."""
