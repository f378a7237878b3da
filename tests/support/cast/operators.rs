//! The operators: ana (admin), bo (support), cy (auditor), enrolled once per template by the real verbs.

use secrecy::SecretString;
use wardroom_core::action::operator::{
    CreateOperator, Credentials, begin_enrolment, bootstrap, confirm_enrolment,
};
use wardroom_core::action::{Given, perform};
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::crypto::totp::TotpSecret;
use wardroom_core::model::{Caller, IdentifiedBy, OperatorRole, Reason, Ts};

use super::Stage;

/// An operator of the cast, with everything the person knows.
#[derive(Clone)]
pub struct Person {
    /// The sign-in name.
    pub name: &'static str,
    /// Who acts: a session begun at the opening, its second factor shown then.
    pub caller: Caller,
    /// The authenticator's secret.
    pub totp: Vec<u8>,
    /// The recovery codes shown at enrolment.
    pub codes: Vec<RecoveryCode>,
    /// The session's credential.
    pub token: String,
}

impl Person {
    /// What the authenticator shows at `now`.
    pub fn code_at(&self, now: Ts) -> SecretString {
        let secret = TotpSecret::from_bytes(&self.totp).unwrap();
        secret.code_at(now.unix_seconds())
    }

    /// What this person signs in with at `now`.
    pub fn credentials(&self, now: Ts) -> Credentials {
        Credentials {
            name: self.name.to_owned(),
            password: password(self.name),
            second_factor: self.code_at(now),
        }
    }
}

/// Who operates.
#[derive(Clone)]
pub struct Troupe {
    /// The admin.
    pub ana: Person,
    /// Support.
    pub bo: Person,
    /// The auditor.
    pub cy: Person,
}

/// What comes with a sensitive action done because somebody called.
pub fn reason() -> Given {
    Given {
        reason: Some(Reason {
            text: "lost the phone".to_owned(),
            ticket: Some("T-417".to_owned()),
            identified_by: Some(IdentifiedBy::Callback),
        }),
        previewed: None,
    }
}

fn password(name: &str) -> SecretString {
    format!("{name} keeps the middle watch").into()
}

/// Enrols the three, as `wardroom init` and an admin would.
pub(super) async fn enrol(stage: &Stage) -> Troupe {
    let first = bootstrap(&stage.directory, "ana", Some("ana@ops.example"))
        .await
        .unwrap();
    let ana = enrolled(stage, "ana", &first.code).await;
    let bo = hired(stage, &ana, "bo", OperatorRole::Support).await;
    let cy = hired(stage, &ana, "cy", OperatorRole::Auditor).await;
    Troupe { ana, bo, cy }
}

async fn hired(stage: &Stage, by: &Person, name: &'static str, role: OperatorRole) -> Person {
    let create = CreateOperator {
        name: name.to_owned(),
        email: Some(format!("{name}@ops.example")),
        role,
    };
    let made = perform(&stage.directory, &by.caller, &reason(), &create)
        .await
        .unwrap();
    enrolled(stage, name, &made.outcome.code).await
}

/// The first sign-in of `name` with `code`.
pub(super) async fn enrolled(stage: &Stage, name: &'static str, code: &RecoveryCode) -> Person {
    let directory = &stage.directory;
    let enrolling = begin_enrolment(directory, name, &code.grouped(), password(name))
        .await
        .unwrap();
    let shown = enrolling.secret().code_at(stage.now().unix_seconds());
    let host = Some("quarterdeck");
    let enrolled = confirm_enrolment(directory, &stage.ring, &enrolling, &shown, host)
        .await
        .unwrap();
    Person {
        name,
        caller: enrolled.signed_in.caller,
        totp: enrolling.secret().expose().to_vec(),
        codes: enrolled.codes,
        token: enrolled.signed_in.token.expose().to_owned(),
    }
}
