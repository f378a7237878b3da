//! What an application does with its accounts, scene by scene, on both engines, on the own and a renamed layout.

#[cfg(test)]
mod authority;
#[cfg(test)]
mod closing;
#[cfg(test)]
mod email;
#[cfg(test)]
mod enrolment;
#[cfg(test)]
mod families;
#[cfg(test)]
mod frozen;
#[cfg(test)]
mod heard;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod invitation;
#[cfg(test)]
mod links;
#[cfg(test)]
mod networks;
#[cfg(test)]
mod passkey;
#[cfg(test)]
mod passwords;
#[cfg(test)]
mod permissions;
#[cfg(test)]
mod profile;
#[cfg(test)]
mod published;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod registration;
#[cfg(test)]
mod resealing;
#[cfg(test)]
mod second_factor;
#[cfg(test)]
mod session;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod signing_keys;
#[cfg(test)]
mod tenant;
#[cfg(test)]
mod token;
