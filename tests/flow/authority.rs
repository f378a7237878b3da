//! Another issuer's keys over TLS, its certificate signed by an authority of one's own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, crypto};
use wardroom_core::crypto::jwt::{PrivateKey, jwks};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::flow::{Accounts, Claims, Settings};
use wardroom_core::model::JwtAlgorithm;
use wardroom_core::{Error, Result};
use wardroom_tests::application::ring;
use wardroom_tests::cast::World;
use wardroom_tests::every_store;

/// An authority nobody knows, and the file of its certificate.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let issuer = CertifiedIssuer::self_signed(params, key).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let authority = Self { issuer, folder };
        std::fs::write(authority.file(), authority.issuer.pem()).unwrap();
        authority
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// A certificate for this name, and its key.
    fn certify(&self, name: &str) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let signed = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        (signed.der().clone(), key)
    }
}

/// Publishes `document` at `localhost` under a certificate for `name`; the port.
async fn publish(authority: &Authority, name: &str, document: String) -> u16 {
    let (certificate, key) = authority.certify(name);
    let provider = Arc::new(crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{document}",
        document.len()
    );
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // Whoever does not trust it hangs up.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut request = vec![0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    port
}

fn open(world: &World, url: &str, authorities: &Path) -> Result<Accounts> {
    let mut settings = Settings::default();
    url.clone_into(&mut settings.jwks_url);
    settings.jwks_ca_file = authorities.display().to_string();
    settings.jwt_issuer = "https://id.example".to_owned();
    Accounts::new(world.directory.clone(), ring(), settings)
}

/// What the keys at `url` make of a token of theirs.
async fn asked(world: &World, key: &PrivateKey, url: &str, authorities: &Path) -> Result<Claims> {
    let now = world.now().unix_seconds();
    let claims = json!({ "iss": "https://id.example", "aud": ["https://localhost"], "sub": "theirs", "jti": "1",
        "iat": now, "exp": now + 600 });
    let token = key.token("at+jwt", &claims).unwrap();
    open(world, url, authorities)?
        .verify_access_token(&token)
        .await
}

every_store! {
    async fn keys_are_fetched_from_whom_the_file_vouches_for(world: World) {
        let (ours, other) = (Authority::new(), Authority::new());
        let key = PrivateKey::generate_blocking(JwtAlgorithm::EdDsa, &SeededEntropy::new(1)).await.unwrap();
        let document = jwks([key.public()]).to_string();
        let port = publish(&ours, "localhost", document.clone()).await;
        let url = format!("https://localhost:{port}/keys");
        let claims = asked(&world, &key, &url, &ours.file()).await.unwrap();
        assert_eq!(claims.subject, "theirs");

        let misnamed = publish(&ours, "id.example", document).await;
        let misnamed = format!("https://localhost:{misnamed}/keys");
        for (url, file) in [(&url, other.file()), (&url, PathBuf::new()), (&misnamed, ours.file())] {
            let answer = asked(&world, &key, url, &file).await;
            assert!(matches!(answer, Err(Error::Busy { .. })), "{answer:?}");
        }
    }

    async fn a_file_that_vouches_for_nobody_is_refused_with_its_name(world: World) {
        let folder = tempfile::tempdir().unwrap();
        let broken = "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n";
        let files = [
            ("missing.pem", None, "entity not found; name a file this process may read"),
            ("empty.pem", Some(""), "there is no certificate in it; give the authority's in PEM"),
            ("der.pem", Some("\u{30}\u{1}"), "there is no certificate in it; give the authority's in PEM"),
            ("broken.pem", Some(broken), "a certificate in it cannot be read; give it in PEM"),
        ];
        for (name, text, why) in files {
            let path = folder.path().join(name);
            if let Some(text) = text {
                std::fs::write(&path, text).unwrap();
            }
            let refused = open(&world, "https://id.example/keys", &path).unwrap_err();
            assert_eq!(refused.to_string(), format!("JWKS_CA_FILE: {}: {why}", path.display()));
        }
    }
}
