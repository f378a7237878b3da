//! Where a request comes from, as far as an account remembers it.

use std::net::IpAddr;

use super::Accounts;
use crate::crypto::ip_hash::IpHash;
use crate::error::Result;

/// The most of a user agent that is kept, in characters.
const AGENT: usize = 256;

/// Where a request comes from. The address itself is never stored, only its keyed hash.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    ip: Option<IpAddr>,
    user_agent: Option<String>,
}

impl Visit {
    /// A visit from `ip` with this `User-Agent`; both may be unknown.
    pub fn new(ip: Option<IpAddr>, user_agent: Option<&str>) -> Self {
        let cut = |text: &str| text.chars().take(AGENT).collect();
        Self {
            ip,
            user_agent: user_agent.map(cut),
        }
    }

    /// What the device calls itself.
    pub fn user_agent(&self) -> Option<&str> {
        self.user_agent.as_deref()
    }

    /// The network in the form that is kept.
    pub(super) fn network(&self, accounts: &Accounts) -> Result<Option<IpHash>> {
        let hash = self.ip.map(|ip| IpHash::of(&accounts.ring, ip));
        Ok(hash.transpose()?)
    }
}
