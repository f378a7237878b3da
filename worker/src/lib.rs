//! The worker as a library: the binary and the tests drive it.
