//! Finds money, percentages and counted quantities, and normalises them.
