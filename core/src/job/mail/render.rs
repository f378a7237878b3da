//! A letter with its parameters, as text and as HTML. Every parameter may be hostile: it is one short line, escaped.

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value as Json};
use zeroize::Zeroizing;

use super::letters::{Line, letter};
use super::post::Outgoing;
use crate::model::MailTemplate;

/// The longest a parameter may be, in characters: a name, not a message of its own.
const LONGEST: usize = 80;

/// What every mail says of the application.
#[derive(Clone, Debug)]
pub struct Site {
    /// What people know it as.
    pub name: String,
    /// Whom notices say to ask.
    pub contact: String,
}

/// Writes a mail out.
pub(super) fn render(
    site: &Site,
    id: String,
    recipient: String,
    template: MailTemplate,
    params: &Map<String, Json>,
    secret: Option<&SecretString>,
) -> Outgoing {
    let letter = letter(template);
    let value = |name: &str| match name {
        "site" => tame(&site.name),
        "contact" => tame(&site.contact),
        other => params
            .get(other)
            .map_or_else(String::new, |v| tame(&plain(v))),
    };
    let mut text = Zeroizing::new(String::new());
    let mut html = Zeroizing::new(String::from(OPEN));
    for line in letter.lines {
        match line {
            Line::Say(words) => {
                let said = fill(words, value);
                push_all(&mut text, &[&said, "\n\n"]);
                push_all(&mut html, &["<p>", &escaped(&said), "</p>"]);
            }
            Line::Secret => {
                let secret = secret.map_or("", ExposeSecret::expose_secret);
                push_all(&mut text, &["    ", secret, "\n\n"]);
                let shown = Zeroizing::new(escaped(secret));
                if secret.starts_with("https://") || secret.starts_with("http://") {
                    push_all(
                        &mut html,
                        &["<p><a href=\"", &shown, "\">", &shown, "</a></p>"],
                    );
                } else {
                    push_all(&mut html, &["<p style=\"", LARGE, "\">", &shown, "</p>"]);
                }
            }
        }
    }
    push_all(&mut text, &["-- \n", &value("site"), "\n"]);
    push_all(&mut html, &["<p>", &escaped(&value("site")), "</p>", CLOSE]);
    Outgoing {
        id,
        recipient,
        subject: fill(letter.subject, value),
        text: text.as_str().into(),
        html: html.as_str().into(),
    }
}

const OPEN: &str = "<!doctype html><html><body style=\"font-family:sans-serif;max-width:36em\">";
const CLOSE: &str = "</body></html>";
const LARGE: &str = "font-size:1.6em;letter-spacing:0.15em;font-family:monospace";

fn push_all(to: &mut String, parts: &[&str]) {
    for part in parts {
        to.push_str(part);
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// One short line: no control or formatting character reaches a header or a reader.
fn tame(text: &str) -> String {
    let shown = crate::model::Safe::new(text);
    shown.as_str().chars().take(LONGEST).collect()
}

/// The words with each `{name}` filled in.
fn fill(words: &str, value: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(&value(name));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(template: MailTemplate, params: Json, secret: Option<&str>) -> Outgoing {
        let site = Site {
            name: "Bridge & Co".to_owned(),
            contact: "help@bridge.example".to_owned(),
        };
        let Json::Object(params) = params else {
            panic!("an object")
        };
        let secret = secret.map(SecretString::from);
        render(
            &site,
            "1".into(),
            "a@b.example".into(),
            template,
            &params,
            secret.as_ref(),
        )
    }

    #[test]
    fn every_mail_can_be_written_and_a_notice_offers_nothing_to_follow() {
        for template in MailTemplate::ALL {
            let secret = template.carries().map(|_| "CANARY");
            let mail = written(
                *template,
                json!({ "tenant": "Acme", "role": "STAFF" }),
                secret,
            );
            for part in [
                &mail.subject,
                mail.text.expose_secret(),
                mail.html.expose_secret(),
            ] {
                assert!(!part.is_empty() && !part.contains(['{', '}']), "{part}");
            }
            let (text, html) = (mail.text.expose_secret(), mail.html.expose_secret());
            assert_eq!(
                text.contains("CANARY"),
                secret.is_some(),
                "{template}: {text}"
            );
            assert_eq!(html.contains("CANARY"), secret.is_some());
            assert!(!mail.subject.contains("CANARY"));
            assert!(!html.contains("<a ") && !text.contains("://"), "{template}");
            let asks = text.contains("help@bridge.example");
            assert!(
                asks || secret.is_some() || *template == MailTemplate::NoAccount,
                "{template}"
            );
        }
    }

    #[test]
    fn a_hostile_parameter_is_one_short_inert_line() {
        let tenant = format!(
            "<b>Acme</b>\r\nBcc: x@y.example\u{1b}[31m{}",
            "x".repeat(200)
        );
        let mail = written(
            MailTemplate::Invitation,
            json!({ "tenant": tenant, "role": "{site}" }),
            Some("https://s"),
        );
        assert!(
            !mail.subject.contains(['\r', '\n', '\u{1b}']),
            "{}",
            mail.subject
        );
        assert!(mail.subject.chars().count() < 140, "{}", mail.subject);
        let html = mail.html.expose_secret();
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"));
        assert!(html.contains("<a href=\"https://s\">"));
        assert!(html.contains("{site}"), "a parameter is not filled again");
    }
}
