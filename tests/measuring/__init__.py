"""Parts of the benchmark `tests/benchmark_build.py`: running and measuring programs, and the page with the results."""
