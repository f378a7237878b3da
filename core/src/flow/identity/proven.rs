//! What the application hands over once a provider's answer is checked.

use secrecy::SecretString;

use crate::error::{Error, Result};
use crate::model::normalize_email;

/// The most characters of a provider's name and of what it knows a person by (`OpenID` Connect Core 1.0 §2: 255).
const LONGEST: usize = 255;

/// An account with a provider that has just been proved.
///
/// The application has validated the provider's answer already: signature, issuer, audience, nonce and expiry of an
/// `id_token` (`OpenID` Connect Core 1.0 §3.1.3.7), or an access token used over TLS by the code it was exchanged for,
/// with `state` and PKCE checked (RFC 9700 §2.1). Nothing of that is checked again here.
#[derive(Clone, Debug)]
pub struct ProvenIdentity {
    /// Who vouches, such as `github`; one word for one issuer.
    pub provider: String,
    /// What the provider knows the person by for ever (`sub`); never an address.
    pub subject: String,
    /// The address the provider gave.
    pub email: Option<String>,
    /// Whether the provider says that the person proved that address (`email_verified`).
    pub email_verified: bool,
    /// The provider's tokens, as the application wants them back; they are kept sealed.
    pub tokens: Option<SecretString>,
}

impl ProvenIdentity {
    /// Refuses what cannot name an account, and an address that cannot be one.
    pub(super) fn check(&self) -> Result<()> {
        for (field, text) in [("provider", &self.provider), ("subject", &self.subject)] {
            let plain = !text.chars().any(char::is_control) && text.trim() == text;
            if !plain || text.is_empty() || text.chars().count() > LONGEST {
                return Err(Error::invalid(field, "give 1 to 255 plain characters"));
            }
        }
        match &self.email {
            Some(email) if normalize_email(email).is_none() => Err(Error::invalid(
                "email",
                "give an address such as ana@example.com, or none",
            )),
            _ => Ok(()),
        }
    }

    /// The address in the form that is compared.
    pub(super) fn normalized(&self) -> Option<String> {
        self.email.as_deref().and_then(normalize_email)
    }

    /// Provider and subject, which name it.
    pub(super) fn named(&self) -> (&str, &str) {
        (&self.provider, &self.subject)
    }
}
