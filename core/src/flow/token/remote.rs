//! Another issuer's published keys, fetched over HTTPS: small, quick, and from where they are said to be.

use std::fs;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Empty, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, HOST, USER_AGENT};
use hyper::{Request, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::Value as Json;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use crate::crypto::jwt::PublicKey;
use crate::error::{Error, Result};

/// What it calls itself.
const AGENT: &str = "wardroom";

/// From the first packet to the last byte.
const PATIENCE: Duration = Duration::from_secs(5);
/// The most of a document that is read: some forty keys of RSA.
const LARGEST: usize = 64 * 1024;

const SETTING: &str = "JWKS_URL";

/// Where an issuer publishes its keys.
#[derive(Clone)]
pub(super) struct Remote {
    url: Uri,
    host: String,
    port: u16,
    /// `None` on the loopback alone, where nobody listens in.
    tls: Option<TlsConnector>,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Json>,
}

impl Remote {
    /// Reads the address: `https://…`, or `http://` on this machine. Its certificate must be signed by an authority
    /// of the PEM file at `authorities`, or where none is named by a public one.
    pub(super) fn new(url: &str, authorities: &str) -> Result<Self> {
        const WANTED: &str = "give an https:// address without a password";
        let url: Uri = url.parse().map_err(|_| wrong(WANTED))?;
        let authority = url.authority().ok_or_else(|| wrong(WANTED))?;
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let (tls, port) = match url.scheme_str() {
            Some("https") => (Some(connector(authorities)?), 443),
            Some("http") if is_loopback(&host) => (None, 80),
            _ => return Err(wrong(WANTED)),
        };
        if authority.as_str().contains('@') {
            return Err(wrong(WANTED));
        }
        Ok(Self {
            port: authority.port_u16().unwrap_or(port),
            host,
            tls,
            url,
        })
    }

    /// The keys that are published there now, without those we cannot use.
    pub(super) async fn load(&self) -> Result<Vec<PublicKey>> {
        let asked = tokio::time::timeout(PATIENCE, self.ask()).await;
        let body = asked.map_err(|_| wrong("nobody answered in time"))??;
        let document: Document =
            serde_json::from_slice(&body).map_err(|_| wrong("what answers is no key set"))?;
        let keys = document.keys.iter();
        let keys: Vec<PublicKey> = keys.filter_map(PublicKey::from_jwk).collect();
        // Rather the keys at hand than none: an issuer that signs publishes one.
        if keys.is_empty() {
            return Err(wrong("no key there can be used"));
        }
        Ok(keys)
    }

    async fn ask(&self) -> Result<Bytes> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await;
        let stream = stream.map_err(|_| wrong("nobody answers there"))?;
        let Some(tls) = &self.tls else {
            return self.get(stream).await;
        };
        let name = ServerName::try_from(self.host.clone()).map_err(|_| wrong("no host name"))?;
        let stream = tls.connect(name, stream).await;
        self.get(stream.map_err(|_| wrong("TLS failed: its certificate must name the host and be signed by a public authority, or by one in JWKS_CA_FILE"))?)
            .await
    }

    async fn get<S>(&self, stream: S) -> Result<Bytes>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let broken = |_: hyper::Error| wrong("what answers does not speak HTTP");
        let (mut send, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(broken)?;
        // It ends with the answer or with `send`, which a time-out drops.
        tokio::spawn(connection);
        let path = self.url.path_and_query().map_or("/", |p| p.as_str());
        let request = Request::get(path)
            .header(HOST, self.url.authority().map_or("", |a| a.as_str()))
            .header(ACCEPT, "application/jwk-set+json, application/json")
            .header(USER_AGENT, AGENT)
            .body(Empty::<Bytes>::new())
            .map_err(|_| wrong("its path cannot be asked for"))?;
        let answer = send.send_request(request).await.map_err(broken)?;
        read(answer).await
    }
}

async fn read(answer: Response<Incoming>) -> Result<Bytes> {
    // A redirect is not followed: the keys come from where the setting says, or not at all.
    if answer.status() != StatusCode::OK {
        let status = answer.status().as_u16();
        return Err(Error::invalid(SETTING, format!("it answers {status}")));
    }
    let body = Limited::new(answer.into_body(), LARGEST).collect().await;
    let body = body.map_err(|_| wrong("the answer is cut short or too large"))?;
    Ok(body.to_bytes())
}

fn connector(authorities: &str) -> Result<TlsConnector> {
    let roots = if authorities.is_empty() {
        webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()
    } else {
        trusted(authorities)?
    };
    let provider = Arc::new(crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| wrong("TLS cannot be set up"))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config).into())
}

/// The authorities in a PEM file, and no other: whoever names a private one means that one.
fn trusted(path: &str) -> Result<RootCertStore> {
    let refused = |why: String| Error::invalid("JWKS_CA_FILE", format!("{path}: {why}"));
    let text = fs::read(path).map_err(|error| {
        let why = error.kind();
        refused(format!("{why}; name a file this process may read"))
    })?;
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&text) {
        let read = certificate.ok().map(|read| roots.add(read));
        if !matches!(read, Some(Ok(()))) {
            return Err(refused(
                "a certificate in it cannot be read; give it in PEM".to_owned(),
            ));
        }
    }
    if roots.is_empty() {
        return Err(refused(
            "there is no certificate in it; give the authority's in PEM".to_owned(),
        ));
    }
    Ok(roots)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

fn wrong(why: &str) -> Error {
    Error::invalid(SETTING, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_fetched_by_https_or_from_this_machine() {
        for url in [
            "https://id.example/jwks.json",
            "http://127.0.0.1:9/jwks",
            "http://[::1]:9/",
            "http://localhost/x",
        ] {
            assert!(Remote::new(url, "").is_ok(), "{url}");
        }
        for url in [
            "http://id.example/jwks.json",
            "http://127.0.0.1.id.example/",
            "https://ana:hush@id.example/",
            "ftp://id.example/",
            "/jwks.json",
            "jwks",
            "",
        ] {
            let error = Remote::new(url, "").err().map(|e| e.to_string());
            assert!(error.is_some_and(|e| !e.contains("hush")), "{url}");
        }
    }
}
