//! The `wardroom-worker` binary.
fn main() {}
