//! What operators do to users by command: consent, reasons, step-up, codes in two phases, and the audit of it.

use serde_json::Value;
use wardroom_tests::{
    canary,
    command::Home,
    database::{Engine, Fresh},
    every_engine,
    pty::Ended,
};

use crate::{
    access::furnish,
    migrate::{execute, own},
    signed::{Signed, code_now},
};

const WHY: [&str; 4] = ["--reason", "lost phone", "--identified-by", "callback"];

fn verbs(admin: &Signed) -> Vec<String> {
    let entries = admin.home.json(&["audit", "list"]);
    let said = |e: &Value| {
        format!(
            "{} {}",
            e["verb"].as_str().unwrap(),
            e["outcome"].as_str().unwrap()
        )
    };
    entries.iter().map(said).collect()
}

/// The second factor was shown longer ago than a step-up counts.
async fn let_the_factor_age(db: &Fresh) {
    let long_ago = match db.engine() {
        Engine::Sqlite => "factor_at - 360000000",
        Engine::Postgres => "factor_at - INTERVAL '6 minutes'",
    };
    execute(
        db,
        &format!(
            "UPDATE {}operator_sessions SET factor_at = {long_ago}",
            own(db)
        ),
    )
    .await;
}

every_engine! {
    async fn users_are_made_found_shown_and_closed(db: Fresh) {
        let admin = Signed::admin(&db);
        let id = admin.user("alice@example.org");
        admin.user("bob@example.org");
        admin.home.run(&["users", "create", "ALICE@example.org"]).refused(5, "exists already");
        let listed = admin.home.json(&["users", "list", "alice@"]);
        assert_eq!((listed.len(), &listed[0]["id"]), (1, &Value::from(id.clone())));
        assert_eq!(admin.home.json(&["users", "list", "--all"]).len(), 2);
        let (_, shown) = admin.answer(&["users", "show", "alice@example.org"]);
        assert_eq!(shown["user"]["email"], "alice@example.org");
        admin.home.run(&["users", "show", "nobody@example.org"]).refused(4, "no user nobody@example.org");
        admin.home.run(&["users", "list", "colour:red"]).refused(6, "colour:red");
        let (code, done) = admin.answer(&["users", "disable", &id, "--yes", "--reason", "abuse"]);
        assert_eq!((code, done["audit"].is_i64()), (0, true), "{done}");
        assert_eq!(admin.home.json(&["users", "list", "status:disabled"]).len(), 1);
        let row = admin.home.done(&["users", "list", "alice@"]);
        assert_eq!(row.trim_end().split('\t').count(), 6, "a pipe gets tabs: {row:?}");
    }

    async fn a_sensitive_action_wants_consent_and_a_reason(db: Fresh) {
        let admin = Signed::admin(&db);
        let id = admin.user("alice@example.org");
        admin.home.run(&["factors", "reset", &id, "--yes"]).refused(3, "give --reason TEXT");
        admin.home.run(&["factors", "reset", &id, "--yes", "--reason", "x"]).refused(3, "give --identified-by HOW");
        let unasked = admin.home.run(&[&["factors", "reset", &id], &WHY[..]].concat());
        assert_eq!(unasked.code, 17, "{unasked:?}");
        assert!(unasked.err.contains("confirm with --yes") && unasked.err.contains("no second factor"), "{unasked:?}");
        admin.home.done(&[&["factors", "reset", &id, "--yes"], &WHY[..]].concat());
        let said = verbs(&admin);
        assert_eq!(said.iter().filter(|v| *v == "factors reset refused").count(), 2, "{said:?}");
        assert_eq!(said[0], "factors reset done");
        let mut terminal = admin.at_terminal(&[&["factors", "reset", &id], &WHY[..]].concat());
        terminal.wait_for("[y/N]");
        terminal.send("n\r");
        terminal.wait_for("nothing was done");
        assert_eq!(terminal.wait_end(), Ended::Status(15));
    }

    async fn an_old_second_factor_is_asked_for_again(db: Fresh) {
        let admin = Signed::admin(&db);
        let id = admin.user("alice@example.org");
        let_the_factor_age(&db).await;
        let reset = [&["factors", "reset", &id, "--yes"], &WHY[..]].concat();
        admin.home.run(&reset).refused(7, "no terminal to ask on");
        assert_eq!(verbs(&admin)[0], "factors reset refused");
        // The enrolment spent the present step; the clock of the code is let go on.
        execute(&db, &format!("UPDATE {}operator_factors SET last_step = last_step - 2", own(&db))).await;
        let mut terminal = admin.at_terminal(&reset);
        terminal.wait_for("Code of your authenticator");
        let code = code_now(&admin.secret);
        terminal.send(&format!("{code}\r"));
        assert_eq!(terminal.wait_end(), Ended::Status(0), "{}", terminal.screen());
        assert_eq!(verbs(&admin)[..2], ["factors reset done", "step-up done"]);
    }

    async fn recovery_codes_count_when_the_operator_finishes(db: Fresh) {
        let admin = Signed::admin(&db);
        let id = admin.user("alice@example.org");
        let issue = [&["recovery-codes", "issue", &id, "--yes"], &WHY[..]].concat();
        let (_, issued) = admin.answer(&issue);
        let code = issued["outcome"]["codes"][0].as_str().unwrap().to_owned();
        let state = || admin.home.json(&["recovery-codes", "status", &id])[0]["state"].clone();
        assert_eq!(state(), "pending");
        admin.home.done(&["recovery-codes", "finish", &id]);
        assert_eq!(state(), "active");
        canary::assert_absent("the database", db.dump().await, &[("the code", code.as_bytes())]);

        let mut terminal = admin.at_terminal(&[&issue[..], &["--full", "--spoken"]].concat());
        let screen = terminal.wait_for("type the last four characters");
        let full = screen.lines().map(str::trim).filter(|l| l.len() == 19 && l.matches('-').count() == 3);
        let full: Vec<String> = full.map(str::to_owned).collect();
        assert_eq!(full.len(), 10, "{screen}");
        terminal.send(&format!("{}\r", &full[3][15..]));
        terminal.wait_for("the codes count now");
        assert_eq!(terminal.wait_end(), Ended::Status(0));
        let sets = admin.home.json(&["recovery-codes", "status", &id]);
        assert_eq!((&sets[0]["remaining"], &sets[1]["state"]), (&Value::from(10), &"void".into()));
        admin.home.done(&["recovery-codes", "void", &id, "--yes", "--reason", "found on a desk"]);
        assert_eq!(state(), "void");
    }

    async fn a_service_token_does_what_it_names_and_nothing_sensitive(db: Fresh) {
        let admin = Signed::admin(&db);
        let id = admin.user("alice@example.org");
        let create = ["operators", "tokens", "create", "nightly", "--role", "support", "--action", "users unlock",
            "--reason", "cron", "--yes"];
        let (_, made) = admin.answer(&create);
        let token = made["outcome"]["token"].as_str().unwrap().to_owned();
        canary::assert_absent("the database", db.dump().await, &[("the token", token.as_bytes())]);
        let robot = Home::at(db.url()).env("WARDROOM_TOKEN", &token);
        assert_eq!(robot.json(&["whoami"])[0]["kind"], "service");
        let unlock = robot.run(&["users", "unlock", &id]);
        assert!(matches!(unlock.code, 0 | 5), "{unlock:?}");
        robot.run(&["users", "create", "eve@example.org"]).refused(3, "role");
        robot.run(&["users", "freeze", &id, "--yes", "--reason", "x"]).refused(3, "does not name the action");
        admin.home.done(&["operators", "tokens", "revoke", "nightly", "--yes", "--reason", "over"]);
        let gone = robot.run(&["whoami"]);
        gone.refused(3, "unknown, expired or revoked");
        assert!(!gone.err.contains(&token));
    }

    async fn an_auditor_sees_masks_until_a_reason_is_given(db: Fresh) {
        let admin = Signed::admin(&db);
        admin.user("alice@example.org");
        let (_, made) = admin.answer(&["operators", "create", "otto", "--role", "auditor", "--yes", "--reason", "audit"]);
        let code = made["outcome"]["enrolment_code"].as_str().unwrap();
        let desk = Home::at(db.url());
        let key = std::fs::read(admin.home.path().join(".config/wardroom/operators.key")).unwrap();
        let folder = desk.path().join(".config/wardroom");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("operators.key"), key).unwrap();
        std::fs::set_permissions(folder.join("operators.key"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        let otto = Signed::enrol(desk, db.url(), "otto", code);
        admin.user("bob@example.org");
        furnish(&db).await;
        let read = [&["users", "list"][..], &["users", "show", "alice@example.org"], &["users", "access", "alice@example.org"]];
        let all: String = read.map(|args| otto.home.done(&[args, &["--json"]].concat())).concat();
        assert!(!all.contains("alice@") && !all.contains("bob@") && all.contains("a***@g***.example"), "{all}");
        let (_, shown) = otto.answer(&["users", "show", "alice@example.org", "--reason", "case 7"]);
        assert_eq!(shown["user"]["email"], "alice@example.org");
        assert_eq!(shown["identities"][0]["email"], "alice@git.example");
        assert_eq!(shown["invitations"][0]["inviter"], "b***@e***.org", "no reason was given for bob");
        assert_eq!(verbs(&otto)[0], "users show done");
        otto.home.run(&["users", "create", "eve@example.org"]).refused(3, "role");
        let lines = otto.home.fed(&["--plain"], "1\n5\nb\nq\n");
        assert!(!lines.out.contains("alice@example.org") && lines.out.contains(". a***@"), "{lines:?}");
        assert!(lines.out.contains("unlock this user. Not now: it needs the role support"), "{lines:?}");
        assert!(lines.out.contains("show what is masked, for a reason."), "{lines:?}");
    }

    async fn in_a_pipe_the_console_reads_lines_and_does_the_same(db: Fresh) {
        let admin = Signed::admin(&db);
        let id = admin.user("alice@example.org");
        admin.user("bob@example.org");
        let ran = admin.home.fed(&["--plain"], "f\nalice@\nc\n1\n5\nx\n7\n");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "the end of the input leaves: {ran:?}");
        for said in ["Users, newest account first.", "1. bob@example.org, active, no second factor, 0 sessions, never seen.",
            "Users, filter alice@, newest account first.", "1 user exactly.", "Address verified 20", "There is no number 7."] {
            assert!(ran.out.contains(said), "{said:?} is not in {ran:?}");
        }
        assert!(!ran.out.contains('\x1b'), "{ran:?}");
        let offered = ran.out.lines().find(|line| line.contains("close this account")).unwrap();
        let close = offered.split('.').next().unwrap().trim_start_matches("> ");
        let done = admin.home.fed(&["--plain", "--yes", "--reason", "abuse"], &format!("f\nalice@\n1\n5\n{close}\nq\n"));
        assert!(done.out.contains(&format!("As a command: wardroom users disable {id}")), "{done:?}");
        assert!(done.out.contains("Done: closed alice@example.org.") && done.out.contains("audit entry"), "{done:?}");
        assert_eq!(verbs(&admin)[0], "users disable done");
        let table = admin.home.done(&["users", "list", "alice@", "--plain"]);
        assert!(table.starts_with("address alice@example.org, status disabled, 2fa none, sessions 0, last sign-in never."), "{table}");
    }

    async fn the_audit_verifies_and_a_forged_entry_is_named(db: Fresh) {
        let admin = Signed::admin(&db);
        admin.user("alice@example.org");
        assert_eq!(admin.answer(&["audit", "verify"]).0, 0);
        let export = admin.home.path().join("audit.jsonl");
        std::fs::write(&export, admin.home.done(&["audit", "export"])).unwrap();
        let file = export.display().to_string();
        assert_eq!(admin.answer(&["audit", "verify", "--file", &file]).0, 0);
        let guard = match db.engine() {
            Engine::Sqlite => "DROP TRIGGER wardroom_audit_no_update",
            Engine::Postgres => "DROP TRIGGER audit_no_update ON wardroom.audit",
        };
        execute(&db, &format!("{guard}; UPDATE {}audit SET actor_name = 'mallory' WHERE seq = 2", own(&db))).await;
        let (code, found) = admin.answer(&["audit", "verify"]);
        assert_eq!((code, &found["faults"][0]["kind"], &found["faults"][0]["first"]), (49, &"edited".into(), &2.into()));
    }

    async fn retention_is_shown_and_planned(db: Fresh) {
        let admin = Signed::admin(&db);
        let names = |rows: Vec<Value>| -> Vec<String> { rows.iter().map(|r| r["sweep"].as_str().unwrap().to_owned()).collect() };
        let listed = names(admin.home.json(&["retention", "list"]));
        assert_eq!(listed.len(), 3);
        assert_eq!(names(admin.home.json(&["retention", "plan"])), listed);
        assert!(admin.home.json(&["retention", "history"]).is_empty());
        admin.home.run(&["retention", "plan", "dust"]).refused(6, "dust");
    }

    async fn a_policy_is_set_with_consent_and_a_reason(db: Fresh) {
        let admin = Signed::admin(&db);
        let set = ["retention", "set", "sessions", "--keep", "14d", "--schedule", "30 2 * * *", "--zone", "Europe/London"];
        let unasked = admin.home.run(&[&set[..], &["--reason", "policy 7"]].concat());
        assert_eq!(unasked.code, 17, "{unasked:?}");
        assert!(unasked.err.contains("rows stay 14d instead of 30d") && unasked.err.contains("session: 0 rows are due"), "{unasked:?}");
        admin.home.run(&[&set[..], &["--yes"]].concat()).refused(3, "give --reason TEXT");
        let said = admin.home.done(&[&set[..], &["--yes", "--reason", "policy 7"]].concat());
        assert!(said.contains("sessions keeps rows for 14d and runs at `30 2 * * *` (Europe/London)"), "{said}");
        let (_, off) = admin.answer(&["retention", "set", "sessions", "--disable", "--yes", "--reason", "a case"]);
        assert_eq!(off["outcome"]["after"]["enabled"], false, "{off}");
        let policy = &admin.home.json(&["retention", "list"])[1];
        assert_eq!((&policy["keep_seconds"], &policy["enabled"], &policy["next_run_at"]), (&(14 * 86_400).into(), &false.into(), &Value::Null));
        for (term, value, says) in [
            ("--keep", "6d", "7d at least"),
            ("--keep", "soon", "an age such as"),
            ("--schedule", "at night", "no cron pattern"),
            ("--zone", "Atlantis", "no time zone"),
        ] {
            admin.home.run(&["retention", "set", "sessions", term, value, "--yes", "--reason", "x"]).refused(6, says);
        }
        admin.home.run(&["retention", "set", "dust", "--enable", "--yes", "--reason", "x"]).refused(6, "dust");
        let unchanged = admin.home.run(&["retention", "set", "sessions", "--yes", "--reason", "x"]);
        assert!(unchanged.code == 2 && unchanged.err.contains("--keep <AGE>|--schedule <CRON>"), "{unchanged:?}");
        assert_eq!(verbs(&admin)[..2], ["retention set done", "retention set done"]);
    }
}
