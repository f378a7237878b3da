//! `Debug` of everything in core that holds a secret, printed as a careless log line would.

use std::fmt::Debug;

use secrecy::{ExposeSecret, SecretString};
use wardroom_core::action::operator::Credentials;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::otpauth::otpauth_uri;
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::crypto::signature::SigningKey;
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::crypto::totp::TotpSecret;
use wardroom_core::db::Target;
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::layout::AppSettings;
use wardroom_tests::canary;

/// One kind of value: what it is, how it prints, and the secret in it.
fn printed(value: &(impl Debug + ?Sized), secret: impl AsRef<[u8]>) -> (String, Vec<u8>) {
    (format!("{value:?} {value:#?}"), secret.as_ref().to_vec())
}

#[test]
fn no_debug_form_holds_its_secret() {
    let entropy = SeededEntropy::new(1);
    let totp = TotpSecret::generate(&entropy);
    let code = RecoveryCode::generate(&entropy);
    let (session, service) = (
        Token::generate(TokenKind::OperatorSession, &entropy),
        Token::generate(TokenKind::Service, &entropy),
    );
    let plain = Token::generate(TokenKind::Plain, &entropy);
    let ring = KeyRing::generate(&entropy);
    let ring_text = ring.to_text();
    let key = ring_text.expose_secret().trim().rsplit(':').next().unwrap();
    let seed = "A".repeat(42) + "E";
    let seal = SigningKey::parse(&SecretString::from(format!("ed25519:{seed}"))).unwrap();
    let target: Target = "postgres://ana:pa55word-of-ana@127.0.0.1:1/none"
        .parse()
        .unwrap();
    let given = Credentials {
        name: "typed-where-the-name-belongs".into(),
        password: "a gangway in the fog".into(),
        second_factor: code.grouped(),
    };
    let uri = otpauth_uri(&totp, "Wardroom", "ana");
    let (base32, grouped) = (totp.base32(), code.grouped());
    let app = AppSettings {
        secret: Some("the-secret-of-an-application".into()),
        ..AppSettings::default()
    };
    let all = [
        printed(&app, "the-secret-of-an-application"),
        printed(&totp, totp.expose()),
        printed(&totp, base32.expose_secret()),
        printed(&uri, base32.expose_secret()),
        printed(&code, grouped.expose_secret()),
        printed(&code.spoken(), &code.spoken()[0].expose_secret()[..8]),
        printed(&session, session.expose()),
        printed(&service, service.expose()),
        printed(&plain, plain.expose()),
        printed(&session.hash(), session.hash().as_bytes()),
        printed(&ring, key),
        printed(
            &ring,
            data_encoding::BASE64URL_NOPAD
                .decode(key.as_bytes())
                .unwrap(),
        ),
        printed(&seal, &seed),
        printed(&target, "pa55word-of-ana"),
        printed(&given, "typed-where-the-name-belongs"),
        printed(&given, "a gangway in the fog"),
        printed(&given, grouped.expose_secret()),
    ];
    for (index, (text, secret)) in all.iter().enumerate() {
        assert!(!text.trim().is_empty());
        canary::assert_absent(
            &format!("the form {index}"),
            text,
            &[("its secret", secret)],
        );
    }
}
