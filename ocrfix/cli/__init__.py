"""Command line: the commands, and the run of one command over its inputs."""
