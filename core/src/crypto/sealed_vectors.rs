//! The cipher under every sealed value, against Wycheproof's vectors: what is right opens, what is wrong does not.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key};
use data_encoding::HEXLOWER;

const VECTORS: &str = include_str!("vectors/aes_256_gcm.txt");

fn bytes(text: &str) -> Vec<u8> {
    if text == "-" {
        return Vec::new();
    }
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

#[test]
fn wycheproofs_vectors_hold() {
    let lines: Vec<&str> = VECTORS.lines().filter(|l| !l.starts_with('#')).collect();
    assert_eq!(lines.len(), 66);
    let mut seen = [0, 0];
    for line in lines {
        let fields: Vec<&str> = line.split(' ').collect();
        let [number, result, key, nonce, aad, message, text, tag] = fields[..] else {
            panic!("not eight fields: {line}");
        };
        let [key, nonce, aad, message, text, tag] =
            [key, nonce, aad, message, text, tag].map(bytes);
        let key: Key<Aes256Gcm> = <[u8; 32]>::try_from(key).unwrap().into();
        let nonce = <[u8; 12]>::try_from(nonce).unwrap().into();
        let cipher = Aes256Gcm::new(&key);
        let sealed = [text, tag].concat();
        let opened = cipher.decrypt(
            &nonce,
            Payload {
                msg: &sealed,
                aad: &aad,
            },
        );
        if result == "valid" {
            assert_eq!(opened.unwrap(), message, "{number}");
            let again = Payload {
                msg: &message,
                aad: &aad,
            };
            assert_eq!(cipher.encrypt(&nonce, again).unwrap(), sealed, "{number}");
        } else {
            assert!(opened.is_err(), "{number} is forged and opens");
        }
        seen[usize::from(result == "valid")] += 1;
    }
    assert_eq!(seen, [27, 39]);
}
