//! JSON Web Tokens: keys that sign them, keys that check them, and the text between the dots.

mod check;
mod header;
mod private;
mod public;

pub use check::{Checked, Expected};
pub use header::Header;
pub use private::PrivateKey;
pub use public::{PublicKey, jwks};

#[cfg(test)]
mod tests;
