//! A written mail as an Internet message: text and HTML, marked as sent by a program.

use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use secrecy::ExposeSecret;
use wardroom_core::job::{Outgoing, Undelivered};

/// Puts a mail together; an address that is none is given up.
pub(super) fn message(mail: &Outgoing, from: &Mailbox) -> Result<Message, Undelivered> {
    let to: Mailbox = mail
        .recipient
        .parse()
        .map_err(|_| Undelivered::Never("the address cannot be read".to_owned()))?;
    let body = MultiPart::alternative_plain_html(
        mail.text.expose_secret().to_owned(),
        mail.html.expose_secret().to_owned(),
    );
    let mut message = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(mail.subject.clone())
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .multipart(body)
        .map_err(|_| Undelivered::Never("the mail cannot be put together".to_owned()))?;
    // RFC 3834: nobody's absence note should answer.
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    let header = HeaderValue::new(name, "auto-generated".to_owned());
    message.headers_mut().insert_raw(header);
    Ok(message)
}
