//! The example application over HTTP, on both engines: every scene an application needs, and what operators see of it.

#[path = "../../core/examples/web_app/mod.rs"]
mod app;

#[cfg(test)]
mod answers;
#[cfg(test)]
mod booking;
#[cfg(test)]
mod crowd;
#[cfg(test)]
mod factors;
#[cfg(test)]
mod identities;
#[cfg(test)]
mod invitation;
#[cfg(test)]
mod operators;
#[cfg(test)]
mod passkeys;
#[cfg(test)]
mod recovery;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod site;
