//! The export: complete, masked without a reason, and checkable by whoever has only the file.

use serde_json::Value as Json;
use wardroom_core::{
    Error, Result,
    action::{ExportAudit, Given, perform},
    crypto::digest::sha256,
    job::{erase_personal, retire_audit},
    model::{FaultKind as Kind, Refusal, Ts, Verification},
    store::{Known, verify_export},
};
use wardroom_tests::{database::Fresh, every_engine};

use super::cast::{LOG, Ship, alice, because, bob, found, key};

impl Ship {
    async fn export(&self, from: Option<i64>, reason: Option<&str>) -> Result<Vec<String>> {
        let given = Given {
            reason: reason.map(because),
            ..Given::default()
        };
        let action = ExportAudit {
            from,
            personal: reason.is_some(),
        };
        let done = perform(&self.directory, &bob(), &given, &action).await?;
        let mut lines = Vec::new();
        let sink = |line: &str| {
            lines.push(line.to_owned());
            Ok::<_, Error>(())
        };
        self.directory.export_audit(&done.outcome, sink).await?;
        Ok(lines)
    }
}

fn check(lines: &[String]) -> Verification {
    let known = Known {
        keys: vec![key().public()],
        head: None,
    };
    verify_export(lines.join("\n").as_bytes(), &known).unwrap()
}

fn line_of(lines: &[String], seq: i64) -> usize {
    let start = format!(r#"{{"entry":{{"seq":{seq},"#);
    lines
        .iter()
        .position(|line| line.starts_with(&start))
        .unwrap()
}

every_engine! { LOG;
    async fn an_export_holds_what_the_database_holds(db: Fresh) {
        let ship = Ship::of(&db).await;
        let lines = ship.export(None, Some("yearly review")).await.unwrap();
        // The opening, a key, two seals, the entries with the export's own, the head.
        assert_eq!(lines.len(), 1 + 1 + 2 + 201 + 1);
        assert_eq!(check(&lines), ship.verify().await);
        assert!(lines.iter().any(|line| line.contains("alice@example.org")));
        assert!(lines[205].starts_with(r#"{"head":{"seq":201,"#) && lines[205].ends_with(r#""entries":201}"#));
        assert!(lines.iter().all(|line| !line.contains(['\n', '\u{1b}'])));
    }

    async fn without_a_reason_the_personal_parts_are_withheld(db: Fresh) {
        let ship = Ship::of(&db).await;
        let action = ExportAudit { from: None, personal: true };
        let refused = perform(&ship.directory, &bob(), &Given::default(), &action).await.unwrap_err();
        assert!(matches!(refused, Error::Refused { refusal: Refusal::ReasonMissing, .. }), "{refused}");
        let lines = ship.export(None, None).await.unwrap();
        assert!(lines.iter().all(|line| !line.contains("alice@") && !line.contains("ticket")));
        let verification = check(&lines);
        assert!(verification.holds() && verification.personal == 0 && verification.withheld > 100);
    }

    async fn an_edited_file_is_named(db: Fresh) {
        let ship = Ship::of(&db).await;
        let whole = ship.export(None, Some("review")).await.unwrap();
        let mut lines = whole.clone();
        let at = line_of(&lines, 42);
        lines[at] = lines[at].replace("\"bob\"", "\"eve\"");
        assert_eq!(found(&check(&lines)), [(Kind::Edited, 42, 42)]);

        let mut lines = whole.clone();
        lines.remove(line_of(&lines, 90));
        assert_eq!(found(&check(&lines)), [(Kind::Removed, 90, 90), (Kind::Incomplete, 201, 201)]);

        let mut lines = whole.clone();
        lines.truncate(line_of(&lines, 190));
        assert_eq!(found(&check(&lines)), [(Kind::Incomplete, 189, 189)]);

        let mut lines = whole.clone();
        let (one, two) = (line_of(&lines, 170), line_of(&lines, 171));
        lines.swap(one, two);
        assert!(!check(&lines).holds());

        let known = Known { head: Some("300:".to_owned() + &"ab".repeat(32)).map(|h| h.parse().unwrap()), keys: vec![] };
        let verification = verify_export(whole.join("\n").as_bytes(), &known).unwrap();
        assert_eq!(found(&verification), [(Kind::Cut, 202, 300)]);
    }

    async fn an_export_from_the_middle_is_checked_from_there(db: Fresh) {
        let ship = Ship::of(&db).await;
        let lines = ship.export(Some(100), None).await.unwrap();
        let verification = check(&lines);
        assert_eq!((found(&verification), verification.entries, verification.seals), (vec![], 102, 1));
        let beyond = ship.export(Some(900), None).await.unwrap_err();
        assert_eq!(beyond.to_string(), "from: the last entry is 202");
    }

    async fn erased_and_retired_parts_are_no_fault_of_the_file(db: Fresh) {
        let ship = Ship::of(&db).await;
        erase_personal(&ship.directory, &alice()).await.unwrap();
        let lines = ship.export(None, None).await.unwrap();
        ship.clock.advance(std::time::Duration::from_hours(1));
        retire_audit(&ship.directory, ship.directory.now(), std::time::Duration::from_mins(30)).await.unwrap();
        let after = check(&lines);
        assert!(after.holds() && after.erased > 100 && after.retired == 0);
    }
}

/// The fields of an entry in the order in which docs/audit.md has them hashed.
const FIELDS: [&str; 13] = [
    "seq",
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "verb",
    "outcome",
    "target_kind",
    "target_id",
    "detail",
    "personal_commitment",
    "prev_hash",
];

/// An entry's hash from its line, by nothing but what docs/audit.md says.
fn by_the_page(entry: &Json) -> String {
    let mut message = b"wardroom audit 1\n".to_vec();
    for field in FIELDS {
        let value = &entry[field];
        let bytes = match (field, value.as_str()) {
            ("seq", _) => value.as_i64().unwrap().to_be_bytes().to_vec(),
            ("at", Some(at)) => at.parse::<Ts>().unwrap().us().to_be_bytes().to_vec(),
            ("personal_commitment" | "prev_hash", Some(hex)) => {
                data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap()
            }
            (_, Some(text)) => text.as_bytes().to_vec(),
            (_, None) => {
                message.extend([0xff; 8]);
                continue;
            }
        };
        message.extend((bytes.len() as u64).to_be_bytes());
        message.extend(bytes);
    }
    data_encoding::HEXLOWER.encode(&sha256(&message))
}

every_engine! { LOG;
    async fn every_line_can_be_checked_by_the_page_alone(db: Fresh) {
        let ship = Ship::of(&db).await;
        let mut prev = "0".repeat(64);
        for line in ship.export(None, None).await.unwrap() {
            let line: Json = serde_json::from_str(&line).unwrap();
            let Some(entry) = line.get("entry") else { continue };
            assert_eq!(entry["prev_hash"], prev.as_str());
            prev = by_the_page(entry);
            assert_eq!(entry["hash"], prev.as_str(), "{entry}");
        }
        assert_eq!(format!("201:{prev}"), ship.directory.audit_head().await.unwrap().to_string());
    }
}

#[test]
fn what_is_no_export_is_one_clear_line() {
    let long = format!("{{\"wardroom_audit\":\"{}", "x".repeat(2 << 20));
    let opened = "{\"wardroom_audit\":{\"version\":1,\"after\":0,\"hash\":null}}\n";
    for (text, said) in [
        (
            "",
            "export: line 1: it does not open as an export of version 1",
        ),
        (
            "{}\n",
            "export: line 1: it does not open as an export of version 1",
        ),
        (
            "seq,verb\n",
            "export: line 1: it is not a line of an export",
        ),
        (&long, "export: line 1: it is longer than 1 MiB"),
        (
            &format!("{opened}{{}}\n"),
            "export: line 2: it is none of an export's lines",
        ),
        (
            &format!("{opened}{{\"entry\":{{\"seq\":1}}}}\n"),
            "export: line 2: it is not a line of an export",
        ),
    ] {
        let error = verify_export(text.as_bytes(), &Known::default())
            .unwrap_err()
            .to_string();
        assert!(error.starts_with(said), "{error}");
    }
}
