//! No secret an operator was shown or typed is in the database, the audit, a printed outcome or an error.

use std::time::Duration;

use secrecy::ExposeSecret;
use wardroom_core::action::codes::{FinishCodes, IssueFullSet};
use wardroom_core::action::operator::{
    CreateOperator, CreateToken, Credentials, begin_enrolment, confirm_enrolment, sign_in, step_up,
};
use wardroom_core::action::perform;
use wardroom_core::model::OperatorRole;
use wardroom_tests::cast::{ALICE, World, reason};
use wardroom_tests::{canary, every_store};

const PASSWORD: &str = "correct horse battery staple";
const MISTYPED: &str = "hunter2-typed-as-a-name";

every_store! {
    async fn nothing_shown_once_is_kept_or_printed(world: World) {
        let (directory, ana) = (&world.directory, &world.troupe.ana.caller);
        let mut printed = Vec::new();
        let mut secrets: Vec<(String, String)> = vec![
            ("a password".into(), PASSWORD.into()),
            ("what was typed as a name".into(), MISTYPED.into()),
        ];
        let mut code = |name: &str, shown: &str| secrets.push((name.to_owned(), shown.to_owned()));

        let dan = CreateOperator { name: "dan".into(), email: None, role: OperatorRole::Support };
        let made = perform(directory, ana, &reason(), &dan).await.unwrap();
        printed.push(format!("{made:?}{}", serde_json::to_string(&made).unwrap()));
        let enrol = made.outcome.code.grouped();
        code("an enrolment code", enrol.expose_secret());
        let enrolling = begin_enrolment(directory, "dan", &enrol, PASSWORD.into()).await.unwrap();
        printed.push(format!("{enrolling:?}"));
        code("a TOTP secret", enrolling.secret().base32().expose_secret());
        let shown = enrolling.secret().code_at(world.now().unix_seconds());
        let enrolled = confirm_enrolment(directory, &world.ring, &enrolling, &shown, None).await.unwrap();
        printed.push(format!("{enrolled:?}"));
        code("a session token", enrolled.signed_in.token.expose());
        for recovery in &enrolled.codes {
            code("an operator's recovery code", recovery.grouped().expose_secret());
        }

        let token = CreateToken {
            name: "robot".into(), role: OperatorRole::Support, actions: vec!["users unlock".into()],
            may_do_sensitive: false, life: Duration::from_hours(1),
        };
        let made = perform(directory, ana, &reason(), &token).await.unwrap();
        printed.push(format!("{made:?}{}", serde_json::to_string(&made).unwrap()));
        code("a service token", made.outcome.token.expose());

        let user = world.user(ALICE).await.id;
        let issued = perform(directory, ana, &reason(), &IssueFullSet { user: user.clone() }).await.unwrap();
        printed.push(format!("{issued:?}{}", serde_json::to_string(&issued).unwrap()));
        for recovery in &issued.outcome.codes {
            code("a user's recovery code", recovery.grouped().expose_secret());
        }
        let finish = FinishCodes { user, set: issued.outcome.set };
        perform(directory, ana, &reason(), &finish).await.unwrap();

        let given = Credentials {
            name: MISTYPED.into(), password: PASSWORD.into(), second_factor: issued.outcome.codes[0].grouped(),
        };
        printed.push(format!("{given:?}"));
        let refused = sign_in(directory, &world.ring, &given, None).await.unwrap_err();
        printed.push(format!("{refused} {refused:?}"));
        let refused = step_up(directory, &world.ring, ana, &enrolled.codes[0].grouped()).await.unwrap_err();
        printed.push(format!("{refused} {refused:?}"));

        let (dump, printed) = (world.fresh.dump().await, printed.join("\n"));
        assert!(dump.contains("recovery-codes finish") && printed.contains("dan"));
        let secrets: Vec<(&str, &[u8])> =
            secrets.iter().map(|(name, secret)| (name.as_str(), secret.as_bytes())).collect();
        assert_eq!(secrets.len(), 26);
        canary::assert_absent("the database", &dump, &secrets);
        canary::assert_absent("what is printed", &printed, &secrets);
    }
}
