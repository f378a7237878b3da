//! A server that speaks just enough of PostgreSQL's protocol 3.0 to be asked how old it is: no such old server runs here.

use std::io::{Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// `int4` among PostgreSQL's types.
const INT4: u32 = 23;

/// A server of a version that is no longer served, for as long as the test runs.
pub struct Elder {
    port: u16,
}

impl Elder {
    /// Listens as a server of this version, told as `server_version` and as its number.
    pub fn start(version: &'static str, number: u32) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                // A caller that leaves in between is no fault of the server.
                let _ = serve(caller, version, number);
            }
        });
        Self { port }
    }

    /// The address for this user and password.
    pub fn url(&self, user: &str, password: &str) -> String {
        format!(
            "postgres://{user}:{password}@127.0.0.1:{}/accounts",
            self.port
        )
    }
}

fn serve(mut caller: TcpStream, version: &str, number: u32) -> Result<()> {
    while start_up(&mut caller)? == Opening::Tls {
        caller.write_all(b"N")?;
    }
    send(&mut caller, b'R', &0_u32.to_be_bytes())?;
    for (name, value) in [("server_version", version), ("client_encoding", "UTF8")] {
        send(&mut caller, b'S', format!("{name}\0{value}\0").as_bytes())?;
    }
    send(&mut caller, b'K', &[0; 8])?;
    send(&mut caller, b'Z', b"I")?;
    loop {
        let mut kind = [0];
        caller.read_exact(&mut kind)?;
        let body = body(&mut caller)?;
        for (kind, body) in answers(kind[0], &body, number) {
            send(&mut caller, kind, &body)?;
        }
        if kind == *b"X" {
            return Ok(());
        }
    }
}

#[derive(PartialEq, Eq)]
enum Opening {
    Tls,
    Session,
}

/// The one kind of message without a letter before it; TLS is asked for in its place.
fn start_up(caller: &mut TcpStream) -> Result<Opening> {
    let asked = body(caller)?;
    let is_tls = asked.starts_with(&80_877_103_u32.to_be_bytes());
    Ok(if is_tls {
        Opening::Tls
    } else {
        Opening::Session
    })
}

/// What a message holds after its length.
fn body(caller: &mut TcpStream) -> Result<Vec<u8>> {
    let mut length = [0; 4];
    caller.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).unwrap();
    let mut body = vec![0; length.saturating_sub(4)];
    caller.read_exact(&mut body)?;
    Ok(body)
}

/// Whatever is asked, the answer is one row with the number of the version.
fn answers(kind: u8, body: &[u8], number: u32) -> Vec<(u8, Vec<u8>)> {
    let is_statement = body.first() == Some(&b'S');
    match kind {
        b'P' => vec![(b'1', Vec::new())],
        b'D' if is_statement => vec![(b't', vec![0, 0]), (b'T', column())],
        b'D' => vec![(b'T', column())],
        b'B' => vec![(b'2', Vec::new())],
        b'E' => vec![(b'D', row(number)), (b'C', b"SELECT 1\0".to_vec())],
        b'C' => vec![(b'3', Vec::new())],
        b'S' => vec![(b'Z', b"I".to_vec())],
        _ => Vec::new(),
    }
}

/// One column of type `int4`, in binary.
fn column() -> Vec<u8> {
    let mut column = [&1_u16.to_be_bytes()[..], b"version\0"].concat();
    column.extend([0; 6]);
    column.extend(INT4.to_be_bytes());
    column.extend(4_u16.to_be_bytes());
    column.extend((-1_i32).to_be_bytes());
    column.extend(1_u16.to_be_bytes());
    column
}

fn row(number: u32) -> Vec<u8> {
    let mut row = 1_u16.to_be_bytes().to_vec();
    row.extend(4_u32.to_be_bytes());
    row.extend(number.to_be_bytes());
    row
}

fn send(caller: &mut TcpStream, kind: u8, body: &[u8]) -> Result<()> {
    let length = u32::try_from(body.len() + 4).unwrap();
    let message = [&[kind][..], &length.to_be_bytes(), body].concat();
    caller.write_all(&message)
}
