//! Invitations: sent, sent again, looked at, accepted, revoked, listed.

mod accept;
mod join;
mod offer;
mod pending;
mod resend;
mod revoke;
mod send;
mod write;
