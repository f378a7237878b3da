//! The published examples, and what a key must not do.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value as Json, json};

use super::*;
use crate::crypto::CryptoError;
use crate::crypto::keyring::{KeyRing, Purpose};
use crate::crypto::sealed::{Place, Sealed};
use crate::entropy::SeededEntropy;
use crate::model::{JwtAlgorithm, TokenFault};

async fn key(algorithm: JwtAlgorithm) -> PrivateKey {
    key_of(algorithm, 5).await
}

async fn key_of(algorithm: JwtAlgorithm, seed: u64) -> PrivateKey {
    let entropy = SeededEntropy::new(seed);
    let made = PrivateKey::generate_blocking(algorithm, &entropy);
    made.await.unwrap()
}

fn claims() -> Json {
    json!({ "iss": "i", "aud": "a", "sub": "s", "exp": 2_000_000_000 })
}

/// RFC 7515 §A.2 and §A.3, RFC 8037 §A.4: key, what is signed, and the signature.
const EXAMPLES: [(&str, &str, &str); 3] = [
    (
        r#"{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}"#,
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    ),
    (
        r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    ),
    (
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    ),
];

#[test]
fn the_published_examples_verify_and_nothing_beside_them() {
    for (jwk, message, signature) in EXAMPLES {
        let key = PublicKey::from_jwk(&serde_json::from_str(jwk).unwrap()).unwrap();
        let mut signature = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
        assert!(key.verify(message.as_bytes(), &signature), "{message}");
        assert!(!key.verify(&message.as_bytes()[1..], &signature));
        signature[7] ^= 1;
        assert!(!key.verify(message.as_bytes(), &signature));
    }
}

#[test]
fn a_key_without_a_name_has_its_thumbprint() {
    // RFC 8037 §A.3.
    let key = PublicKey::from_jwk(&serde_json::from_str(EXAMPLES[2].0).unwrap()).unwrap();
    assert_eq!(key.kid(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

#[tokio::test]
async fn each_algorithm_signs_what_its_published_half_takes() {
    for &algorithm in JwtAlgorithm::ALL {
        let key = key(algorithm).await;
        let published = jwks([key.public()]);
        let read = PublicKey::from_jwk(&published["keys"][0]).unwrap();
        assert_eq!(
            (read.kid(), read.algorithm()),
            (key.public().kid(), algorithm)
        );
        let token = key.token("at+jwt", &claims()).unwrap();
        let header = Header::of_token(&token).unwrap();
        assert_eq!(header.algorithm(), Ok(algorithm));
        assert!(header.is_type("at+jwt"));
        let says: Json = Expected::new("i", "a").check(&token, &read).unwrap();
        assert_eq!(says, claims());
        let text = published.to_string();
        assert!(!text.contains("\"d\"") && !text.contains("\"p\""), "{text}");
    }
}

#[tokio::test]
async fn hs256_keyed_with_the_public_key_is_refused() {
    for &algorithm in JwtAlgorithm::ALL {
        let key = key(algorithm).await;
        let pem = key.spki_pem();
        assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\n"));
        let header = json!({ "alg": "HS256", "typ": "at+jwt", "kid": key.public().kid() });
        let parts = [header, claims()].map(|p| BASE64URL_NOPAD.encode(p.to_string().as_bytes()));
        for secret in [pem.as_bytes(), key.public().jwk().to_string().as_bytes()] {
            let message = parts.join(".");
            let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret).unwrap();
            mac.update(message.as_bytes());
            let signature = BASE64URL_NOPAD.encode(&mac.finalize().into_bytes());
            let token = format!("{message}.{signature}");
            assert_eq!(
                Header::of_token(&token).unwrap().algorithm(),
                Err(TokenFault::Algorithm)
            );
            // And should anybody forget to look at the header first:
            let checked = Expected::new("i", "a").check::<Json>(&token, key.public());
            assert_eq!(checked, Err(TokenFault::Algorithm));
        }
    }
}

#[tokio::test]
async fn a_key_of_one_algorithm_checks_no_other() {
    let (ed, ec) = (
        key(JwtAlgorithm::EdDsa).await,
        key(JwtAlgorithm::Es256).await,
    );
    let token = ed.token("at+jwt", &claims()).unwrap();
    let checked = Expected::new("i", "a").check::<Json>(&token, ec.public());
    assert_eq!(checked, Err(TokenFault::Algorithm));
}

#[tokio::test]
async fn a_claim_that_is_required_cannot_be_left_out_or_misspelled() {
    let key = key(JwtAlgorithm::EdDsa).await;
    let expected = Expected::new("i", "a");
    let check =
        |claims: &Json| expected.check::<Json>(&key.token("at+jwt", claims).unwrap(), key.public());
    for name in ["iss", "aud", "sub", "exp"] {
        for wrong in [Json::Null, json!({}), json!([[]])] {
            let mut claims = claims();
            claims[name] = wrong;
            assert_eq!(check(&claims), Err(TokenFault::Malformed), "{claims}");
        }
        let mut claims = claims();
        claims.as_object_mut().unwrap().remove(name);
        assert_eq!(check(&claims), Err(TokenFault::Malformed), "{name}");
    }
    check(&claims()).unwrap();
}

#[test]
fn what_is_no_key_for_signatures_is_left_out() {
    let base: Json = serde_json::from_str(EXAMPLES[0].0).unwrap();
    let with = |name: &str, value: Json| {
        let mut jwk = base.clone();
        jwk[name] = value;
        PublicKey::from_jwk(&jwk).is_some()
    };
    assert!(with("use", json!("sig")) && with("alg", json!("RS256")));
    assert!(with("key_ops", json!(["verify"])));
    for (name, value) in [
        ("use", json!("enc")),
        ("alg", json!("RS512")),
        ("alg", json!("PS256")),
        ("alg", json!("HS256")),
        ("alg", json!("none")),
        ("key_ops", json!(["encrypt"])),
        ("kty", json!("oct")),
        ("n", json!("AQAB")),
        ("n", json!("!")),
    ] {
        assert!(!with(name, value.clone()), "{name} {value}");
    }
    let secret = json!({ "kty": "oct", "k": "c2VjcmV0", "alg": "HS256" });
    assert!(PublicKey::from_jwk(&secret).is_none());
    let other_curve = json!({ "kty": "EC", "crv": "P-384", "x": "AA", "y": "AA" });
    assert!(PublicKey::from_jwk(&other_curve).is_none());
    assert!(PublicKey::from_jwk(&json!([])).is_none());
}

#[tokio::test]
async fn a_private_key_opens_under_its_own_name_only() {
    let (ring, entropy) = (
        KeyRing::generate(&SeededEntropy::new(1)),
        SeededEntropy::new(2),
    );
    let key = key(JwtAlgorithm::EdDsa).await;
    let kid = key.public().kid();
    let sealed = key.seal(&ring, &entropy).unwrap();
    let open = |kid| PrivateKey::open(&sealed, &ring, JwtAlgorithm::EdDsa, kid);
    assert_eq!(open(kid).unwrap().public().kid(), kid);
    assert!(matches!(open("another"), Err(CryptoError::Corrupt { .. })));
    // Another key, sealed as if it were this one: whoever could do that must not sign under this name.
    let other = key_of(JwtAlgorithm::EdDsa, 9).await;
    let place = Place {
        purpose: Purpose::SigningKey,
        label: "signing_keys.private",
        row: kid.as_bytes(),
    };
    let swapped = Sealed::seal(&ring, place, other.der(), &entropy).unwrap();
    let opened = PrivateKey::open(&swapped, &ring, JwtAlgorithm::EdDsa, kid);
    assert!(matches!(opened, Err(CryptoError::Corrupt { .. })));
    assert_eq!(format!("{key:?}"), format!("PrivateKey({kid})"));
}

#[test]
fn a_header_is_read_strictly() {
    let token = |header: &str| format!("{}.e30.AA", BASE64URL_NOPAD.encode(header.as_bytes()));
    let fault = |text: &str| {
        Header::of_token(text)
            .and_then(|h| h.algorithm())
            .unwrap_err()
    };
    assert_eq!(fault(""), TokenFault::Missing);
    let crit = token(r#"{"alg":"EdDSA","crit":["exp"]}"#);
    let huge = token(&format!(
        r#"{{"alg":"EdDSA","kid":"{}"}}"#,
        "x".repeat(9_000)
    ));
    let padded = format!("{}.e30.AA", BASE64.encode(br#"{"alg": "EdDSA"}"#));
    for text in [
        "x", "a.b", "a.b.c.d", "..", "!.e30.AA", &crit, &huge, &padded,
    ] {
        assert_eq!(fault(text), TokenFault::Malformed, "{text}");
    }
    for none in ["none", "None", "nOnE"] {
        assert_eq!(
            fault(&token(&format!(r#"{{"alg":"{none}"}}"#))),
            TokenFault::Unsigned
        );
    }
    for other in ["HS256", "RS512", "eddsa", ""] {
        assert_eq!(
            fault(&token(&format!(r#"{{"alg":"{other}"}}"#))),
            TokenFault::Algorithm
        );
    }
    let typed = |typ: &str| {
        let text = token(&format!(r#"{{"alg":"EdDSA","typ":"{typ}"}}"#));
        Header::of_token(&text).unwrap().is_type("at+jwt")
    };
    assert!(typed("at+jwt") && typed("AT+JWT") && typed("application/at+jwt"));
    assert!(!typed("JWT") && !typed("") && !typed("application/") && !typed("at+jwt "));
}
