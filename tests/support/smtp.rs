//! A mail server on loopback that keeps what it takes, and refuses whom it is told to.

use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use mailin_embedded::response::{INTERNAL_ERROR, NO_MAILBOX, OK};
use mailin_embedded::{Handler, Response, Server, SslConfig};
use tempfile::TempDir;

/// A mail as it arrived.
#[derive(Clone, Debug, Default)]
pub struct Arrived {
    /// To whom, by the envelope.
    pub to: Vec<String>,
    /// Everything of it, headers and body, its lines put together again.
    pub text: String,
    /// Whether it came through TLS.
    pub tls: bool,
}

/// A running server; it ends with the test.
pub struct Smtp {
    /// The port on loopback.
    pub port: u16,
    folder: TempDir,
    taken: Arc<Mutex<Vec<Arrived>>>,
}

#[derive(Clone)]
struct Desk {
    taken: Arc<Mutex<Vec<Arrived>>>,
    now: Arrived,
    body: Vec<u8>,
    tls: bool,
}

impl Handler for Desk {
    fn rcpt(&mut self, to: &str) -> Response {
        if to.starts_with("gone@") {
            return NO_MAILBOX;
        }
        if to.starts_with("later@") {
            return INTERNAL_ERROR;
        }
        self.now.to.push(to.to_owned());
        OK
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, _: &[String]) -> Response {
        self.body.clear();
        OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.body.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        let mut mail = std::mem::take(&mut self.now);
        mail.text = readable(&text);
        mail.tls = self.tls;
        self.taken.lock().unwrap().push(mail);
        OK
    }

    fn helo(&mut self, _: IpAddr, _: &str) -> Response {
        OK
    }
}

/// A mail as its reader sees it: quoted-printable breaks its lines anywhere, and writes `=` as `=3D`.
pub fn readable(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=3D", "=")
}

impl Smtp {
    /// A server without TLS, or one that offers STARTTLS under a certificate of its own.
    pub fn start(tls: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::<Mutex<Vec<Arrived>>>::default();
        let desk = Desk {
            taken: taken.clone(),
            now: Arrived::default(),
            body: Vec::new(),
            tls,
        };
        let mut server = Server::new(desk);
        server.with_name("localhost").with_tcp_listener(listener);
        let this = Self {
            port,
            folder,
            taken,
        };
        if tls {
            this.certify();
            let trusted = SslConfig::SelfSigned {
                cert_path: this.certificate().display().to_string(),
                key_path: this.folder.path().join("key.pem").display().to_string(),
            };
            server.with_ssl(trusted).unwrap();
        }
        std::thread::spawn(move || drop(server.serve()));
        this
    }

    fn certify(&self) {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        fs::write(self.certificate(), made.cert.pem()).unwrap();
        let key = self.folder.path().join("key.pem");
        fs::write(key, made.signing_key.serialize_pem()).unwrap();
    }

    /// The certificate a client must trust.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join("certificate.pem")
    }

    /// What has arrived so far.
    pub fn taken(&self) -> Vec<Arrived> {
        self.taken.lock().unwrap().clone()
    }
}
