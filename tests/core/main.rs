//! What core does, scene by scene, on both engines.

#[cfg(test)]
mod generate;
