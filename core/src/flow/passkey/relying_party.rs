//! Who asks for passkeys: the configured site, and a user as authenticators know one.

use webauthn_rs::prelude::{
    Credential, DiscoverableAuthentication, Passkey, RegisterPublicKeyCredential, Url, Uuid,
    Webauthn, WebauthnBuilder,
};

use crate::crypto::digest::sha256;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::UserId;
use crate::store::accounts::passkeys::StoredPasskey;

impl Accounts {
    /// The site as browsers know it: never what a request's Host header says.
    pub(super) fn relying_party(&self) -> Result<Webauthn> {
        let wrong = || {
            let why = "passkeys need the address of a site with a host name";
            Error::invalid("WARDROOM_SITE_URL", why)
        };
        let origin = Url::parse(&self.settings.site_url).map_err(|_| wrong())?;
        let id = origin.domain().ok_or_else(wrong)?;
        WebauthnBuilder::new(id, &origin)
            .map(|site| site.rp_name(&self.settings.site_name))
            .and_then(WebauthnBuilder::build)
            .map_err(|_| wrong())
    }

    /// What a browser is asked for any passkey of this site, and the state that checks the answer.
    pub(super) fn any_passkey(&self) -> Result<(serde_json::Value, DiscoverableAuthentication)> {
        let asked = self.relying_party()?.start_discoverable_authentication();
        let (options, state) = asked.map_err(|_| library("ask for a passkey"))?;
        let mut options = json(&options)?;
        // The application decides whether the browser offers passkeys while somebody types.
        if let Some(options) = options.as_object_mut() {
            options.remove("mediation");
        }
        Ok((options, state))
    }
}

/// The user handle (WebAuthn level 2, section 5.4.3): the same for every passkey of a user, and nobody's id.
pub(super) fn handle(user: &UserId) -> Uuid {
    let digest = sha256(&[b"passkey\n", user.0.to_bytes().as_slice()].concat());
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(half)
}

/// The credential as it stands: what changes with use is taken from its columns.
pub(super) fn credential(stored: &StoredPasskey) -> Result<Passkey> {
    let corrupt = || Error::Corrupt {
        what: format!("the public key of passkey {}", stored.id),
        why: "it is not a credential".to_owned(),
    };
    let passkey: Passkey = serde_json::from_slice(&stored.public_key).map_err(|_| corrupt())?;
    let mut credential = Credential::from(passkey);
    credential.counter = u32::try_from(stored.sign_count).map_err(|_| corrupt())?;
    credential.backup_state = stored.backed_up;
    Ok(credential.into())
}

/// The make of the authenticator, as it says itself (WebAuthn level 2, section 6.5.1).
pub(super) fn aaguid(answer: &RegisterPublicKeyCredential) -> Option<Uuid> {
    // A CBOR text key of eight letters, then a byte string of up to 64 KiB.
    const KEY: &[u8] = b"\x68authData";
    const AT: usize = 32 + 1 + 4;
    let object = &answer.response.attestation_object;
    let found = object.windows(KEY.len()).position(|w| w == KEY)?;
    let rest = object.get(found + KEY.len()..)?;
    let ([0x58, _, data @ ..] | [0x59, _, _, data @ ..]) = rest else {
        return None;
    };
    let aaguid = Uuid::from_slice(data.get(AT..AT + 16)?).ok()?;
    (!aaguid.is_nil()).then_some(aaguid)
}

/// A value as JSON.
pub(super) fn json(value: &impl serde::Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(|_| library("write a passkey ceremony"))
}

/// An answer of a browser, as the verifier reads it.
pub(super) fn read<T: serde::de::DeserializeOwned>(answer: &serde_json::Value) -> Result<T> {
    serde::Deserialize::deserialize(answer)
        .map_err(|_| Error::invalid("passkey", "this is not what a browser answers; try again"))
}

/// A failure of the library that no answer causes.
pub(super) fn library(doing: &'static str) -> Error {
    crate::crypto::CryptoError::Library { doing }.into()
}
