//! The house rules a compiler does not check.
