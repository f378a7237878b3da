//! What an application does with its accounts, scene by scene, on both engines, on the own and a renamed layout.

#[cfg(test)]
mod profile;
#[cfg(test)]
mod sign_in;
