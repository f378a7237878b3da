//! A software authenticator with a browser around it: enough of WebAuthn to register, sign in, and misbehave.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value as Json, json};
use wardroom_core::crypto::digest::sha256;

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;
/// The make it claims to be.
pub const AAGUID: [u8; 16] = *b"a software maker";

/// One credential of one site.
pub struct SecurityKey {
    pair: EcdsaKeyPair,
    id: [u8; 32],
    handle: Json,
    /// How often it signed; `None` for one that does not count and always says 0.
    pub count: Option<u32>,
    /// Whether it verifies its user.
    pub verifies: bool,
    /// Where its browser believes to be.
    pub origin: String,
}

impl SecurityKey {
    /// A fresh one, at `https://localhost`.
    pub fn new(count: Option<u32>) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let id = sha256(pair.public_key().as_ref());
        Self {
            pair,
            id,
            handle: Json::Null,
            count,
            verifies: true,
            origin: "https://localhost".to_owned(),
        }
    }

    /// `navigator.credentials.create`.
    pub fn create(&mut self, options: &Json) -> Json {
        let asked = &options["publicKey"];
        self.handle = asked["user"]["id"].clone();
        let mut data = self.data(&asked["rp"]["id"], ATTESTED);
        data.extend(AAGUID);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(self.id);
        data.extend(self.cose_key());
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = self.client_data("webauthn.create", &asked["challenge"]);
        self.answer(&json!({
            "attestationObject": BASE64URL_NOPAD.encode(&object),
            "clientDataJSON": BASE64URL_NOPAD.encode(&client),
            "transports": ["internal", "hybrid"],
        }))
    }

    /// `navigator.credentials.get`.
    pub fn get(&mut self, options: &Json) -> Json {
        self.count = self.count.map(|count| count + 1);
        let asked = &options["publicKey"];
        let data = self.data(&asked["rpId"], 0);
        let client = self.client_data("webauthn.get", &asked["challenge"]);
        let signed = [&data[..], &sha256(&client)].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(&json!({
            "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "clientDataJSON": BASE64URL_NOPAD.encode(&client),
            "signature": BASE64URL_NOPAD.encode(signature.as_ref()),
            "userHandle": self.handle,
        }))
    }

    fn answer(&self, response: &Json) -> Json {
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} })
    }

    fn client_data(&self, kind: &str, challenge: &Json) -> Vec<u8> {
        let data = json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false });
        data.to_string().into_bytes()
    }

    /// Authenticator data (WebAuthn level 2, section 6.1).
    fn data(&self, site: &Json, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = sha256(site.as_str().unwrap().as_bytes()).to_vec();
        data.push(flags | PRESENT | verified);
        data.extend(self.count.unwrap_or(0).to_be_bytes());
        data
    }

    /// An ES256 key (RFC 9053 section 7.1).
    fn cose_key(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let (x, y) = point[1..].split_at(32);
        [
            b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20",
            x,
            b"\x22\x58\x20",
            y,
        ]
        .concat()
    }
}
