//! The outbox: mail leaves by SMTP or into a folder, once, later or never, and its secret goes with either end.

use std::os::unix::fs::PermissionsExt;
use std::process::Output;
use std::time::Duration;

use secrecy::SecretString;
use wardroom_core::crypto::keyring::{KeyRing, Purpose};
use wardroom_core::crypto::sealed::{Place, Sealed};
use wardroom_core::db::{Value, sql};
use wardroom_core::entropy::{OsEntropy, SeededEntropy};
use wardroom_core::model::{Id, MailTemplate};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::smtp::Smtp;

use crate::cast::{House, MIGRATED};
use crate::process::{ended, worker};

const QUEUE: &str = "INSERT INTO {mail} (id, template, recipient, params, body_sealed, key_version, next_attempt_at,
    created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)";
const SET_OUT: &str = "UPDATE {mail} SET state = 'sending', attempts = $1, next_attempt_at = $2";
const KEPT: &str = "SELECT count(*) FROM {mail} WHERE body_sealed IS NOT NULL";

/// What no row, log or error may show.
const CANARY: &str = "CANARY-417-BRIDGE";

pub(crate) fn ring() -> KeyRing {
    KeyRing::generate(&SeededEntropy::new(7))
}

pub(crate) fn ring_text() -> String {
    use secrecy::ExposeSecret;
    ring().to_text().expose_secret().trim().replace('\n', " ")
}

pub(crate) async fn queue(house: &House, template: MailTemplate, recipient: &str) -> Id {
    let id = house.directory.fresh_id();
    let sealed = template.carries().map(|name| {
        let body = serde_json::json!({ name: CANARY }).to_string();
        let row = id.to_bytes();
        let place = Place {
            purpose: Purpose::Mail,
            label: "mail.body",
            row: &row,
        };
        Sealed::seal(&ring(), place, body.as_bytes(), &OsEntropy).unwrap()
    });
    let now = house.directory.database_now().await.unwrap();
    let statement = sql(QUEUE)
        .bind(&id)
        .bind(template.word())
        .bind(recipient)
        .bind(serde_json::json!({ "tenant": "Acme", "role": "STAFF" }))
        .bind(Value::Bytes(sealed.as_ref().map(|s| s.as_bytes().to_vec())))
        .bind(Value::Int(sealed.as_ref().map(|_| 1)))
        .bind(house.directory.layout().at(now));
    house.tell(statement).await;
    id
}

fn once(url: &str, settings: &[(&str, &str)]) -> Output {
    let mut command = worker(url, &["run", "--once"]);
    command
        .env("WARDROOM_KEYS", ring_text())
        .env("WARDROOM_CONTACT", "help@bridge.example");
    command.envs(settings.iter().copied()).output().unwrap()
}

fn by(smtp: &Smtp) -> String {
    format!("smtp://localhost:{}", smtp.port)
}

async fn states(house: &House) -> Vec<(String, i64, Option<String>)> {
    use wardroom_core::db::Conn;
    let text = "SELECT state, attempts, last_error FROM {mail} ORDER BY recipient";
    house.db.clone().all(sql(text)).await.unwrap()
}

fn log(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

every_engine! { MIGRATED;
    async fn a_code_leaves_by_smtp_and_nothing_of_it_stays(db: Fresh) {
        let (house, smtp) = (House::open(db.url()).await, Smtp::start(false));
        queue(&house, MailTemplate::VerifyEmail, "dora@mail.example").await;
        assert_eq!(house.count(KEPT).await, 1);
        let out = once(db.url(), &[("SMTP_URL", &by(&smtp)), ("WARDROOM_SITE_NAME", "Bridge")]);
        assert_eq!(out.status.code(), Some(0), "{}", log(&out));
        let [mail] = &smtp.taken()[..] else { panic!("{:?}", smtp.taken()) };
        assert_eq!(mail.to, ["dora@mail.example"]);
        for part in ["Subject: Your code for Bridge", "text/plain", "text/html", "Auto-Submitted: auto-generated"] {
            assert!(mail.text.contains(part), "{part} in {}", mail.text);
        }
        assert_eq!(mail.text.matches(CANARY).count(), 2, "once as text, once as HTML");
        assert_eq!(states(&house).await, [("sent".to_owned(), 1, None)]);
        assert_eq!(house.count(KEPT).await, 0);
        assert!(!db.dump().await.contains(CANARY) && !log(&out).contains(CANARY));
        once(db.url(), &[("SMTP_URL", &by(&smtp))]);
        assert_eq!(smtp.taken().len(), 1, "it left once");
    }

    async fn a_refused_address_is_given_up_and_a_busy_server_tried_again(db: Fresh) {
        let (house, smtp) = (House::open(db.url()).await, Smtp::start(false));
        queue(&house, MailTemplate::MagicLink, "gone@mail.example").await;
        queue(&house, MailTemplate::MagicLink, "later@mail.example").await;
        queue(&house, MailTemplate::FactorsReset, "not an address").await;
        queue(&house, MailTemplate::FactorsReset, "zoe@mail.example").await;
        let out = once(db.url(), &[("SMTP_URL", &by(&smtp))]);
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(states(&house).await, [
            ("dead".to_owned(), 1, said("the mail server answered 550")),
            ("queued".to_owned(), 1, said("the mail server answered 451")),
            ("dead".to_owned(), 1, said("the address cannot be read")),
            ("sent".to_owned(), 1, None),
        ]);
        assert_eq!(house.count(KEPT).await, 1, "the one that is tried again");
        assert_eq!(smtp.taken().len(), 1);
        assert!(!log(&out).contains("mail.example") && !log(&out).contains(CANARY), "{}", log(&out));
    }

    async fn the_eighth_failure_is_the_last_and_a_dead_workers_mail_is_sent(db: Fresh) {
        let house = House::open(db.url()).await;
        queue(&house, MailTemplate::Invitation, "dora@mail.example").await;
        let now = house.directory.database_now().await.unwrap();
        let past = house.directory.layout().at(now.minus(Duration::from_secs(1)));
        house.tell(sql(SET_OUT).bind(7).bind(past)).await;
        once(db.url(), &[("SMTP_URL", "smtp://localhost:1")]);
        assert_eq!(states(&house).await, [("dead".to_owned(), 8, Some("no connection to the mail server, or its certificate is not trusted".to_owned()))]);
        assert_eq!(house.count(KEPT).await, 0);

        queue(&house, MailTemplate::PasswordChanged, "eve@mail.example").await;
        let soon = house.directory.layout().at(now.plus(Duration::from_mins(9)));
        house.tell(sql(SET_OUT).bind(1).bind(soon)).await;
        let smtp = Smtp::start(false);
        once(db.url(), &[("SMTP_URL", &by(&smtp))]);
        assert_eq!(smtp.taken().len(), 0, "another worker has it in hand");
        let past = house.directory.layout().at(now.minus(Duration::from_secs(1)));
        house.tell(sql(SET_OUT).bind(1).bind(past)).await;
        once(db.url(), &[("SMTP_URL", &by(&smtp))]);
        assert_eq!(smtp.taken().len(), 1, "its claim has ended; what the first one carried is gone");
    }

    async fn without_a_server_it_is_written_into_a_folder_that_says_so(db: Fresh) {
        let house = House::open(db.url()).await;
        let id = queue(&house, MailTemplate::PasswordResetLink, "dora@mail.example").await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mail");
        let out = once(db.url(), &[("WARDROOM_MAIL_FOLDER", path.to_str().unwrap())]);
        assert!(log(&out).contains("reaches nobody"), "{}", log(&out));
        let file = path.join(format!("{id}.eml"));
        let mode = |of: &std::path::Path| std::fs::metadata(of).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&file)), (0o700, 0o600));
        assert!(std::fs::read_to_string(file).unwrap().contains(CANARY));
    }

    async fn what_cannot_be_opened_is_never_sent_half(db: Fresh) {
        let (house, smtp) = (House::open(db.url()).await, Smtp::start(false));
        queue(&house, MailTemplate::VerifyEmail, "a@mail.example").await;
        queue(&house, MailTemplate::VerifyEmail, "b@mail.example").await;
        // Two sealed values change places.
        house.tell(sql("UPDATE {mail} SET body_sealed = (SELECT body_sealed FROM {mail} ORDER BY id LIMIT 1)")).await;
        once(db.url(), &[("SMTP_URL", &by(&smtp))]);
        let states = states(&house).await;
        assert_eq!(states.iter().filter(|s| s.0 == "dead").count(), 1, "{states:?}");
        assert_eq!(smtp.taken().len(), 1);
    }

    async fn several_workers_send_each_mail_once(db: Fresh) {
        let (house, smtp) = (House::open(db.url()).await, Smtp::start(false));
        for n in 0..12 {
            queue(&house, MailTemplate::FactorsReset, &format!("user{n}@mail.example")).await;
        }
        let url = by(&smtp);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| once(db.url(), &[("SMTP_URL", &url)]));
            }
        });
        let mut to: Vec<String> = smtp.taken().into_iter().flat_map(|mail| mail.to).collect();
        to.sort();
        to.dedup();
        assert_eq!((to.len(), smtp.taken().len()), (12, 12));
    }
}

#[test]
fn a_bad_setting_is_one_line_that_names_it_and_nothing_secret() {
    let ring = SecretString::from(ring_text());
    assert!(KeyRing::parse(&ring).is_ok());
    wardroom_tests::database::run(
        wardroom_tests::database::Engine::Sqlite,
        &MIGRATED,
        |db| async move {
            for (name, value) in [
                ("SMTP_URL", "smtp://user:CANARY@mail.example"),
                ("WARDROOM_MAIL_FROM", "nobody"),
                ("WARDROOM_SESSION_LIFE", "soon"),
            ] {
                let out = once(db.url(), &[(name, value)]);
                assert_eq!(out.status.code(), Some(6), "{}", log(&out));
                let said = log(&out);
                let last = said.lines().last().unwrap();
                assert!(last.contains(name) && !said.contains("CANARY"), "{said}");
            }
            assert_eq!(
                ended(db.url(), &["run", "--once"]).status.code(),
                Some(0),
                "no key ring, no mail, no complaint"
            );
        },
    );
}

#[test]
fn starttls_is_used_and_an_unknown_authority_refused() {
    wardroom_tests::database::run(
        wardroom_tests::database::Engine::Sqlite,
        &MIGRATED,
        |db| async move {
            let (house, smtp) = (House::open(db.url()).await, Smtp::start(true));
            queue(&house, MailTemplate::SignInCode, "dora@mail.example").await;
            let url = format!("{}?tls=required", by(&smtp));
            once(db.url(), &[("SMTP_URL", &url)]);
            let (state, _, why) = states(&house).await.remove(0);
            assert_eq!(
                (state.as_str(), why.as_deref()),
                (
                    "queued",
                    Some("no connection to the mail server, or its certificate is not trusted")
                )
            );
            let now = house.directory.database_now().await.unwrap();
            house
                .tell(sql(SET_OUT).bind(1).bind(house.directory.layout().at(now)))
                .await;
            let certificate = smtp.certificate();
            once(
                db.url(),
                &[
                    ("SMTP_URL", &url),
                    ("SSL_CERT_FILE", certificate.to_str().unwrap()),
                ],
            );
            assert!(smtp.taken()[0].tls && smtp.taken()[0].text.contains(CANARY));
        },
    );
}
