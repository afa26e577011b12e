//! Benchmarks of Dateline; results lie in `runs/`.
