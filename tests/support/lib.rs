//! What the scenes share: databases, a cast, a terminal.
