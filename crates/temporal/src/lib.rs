//! Finds time expressions and normalises them to TIMEX3.
