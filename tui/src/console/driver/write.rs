//! What screens change, all of it through the one door: one variant per action.

use secrecy::SecretString;
use wardroom_core::action::Given;
use wardroom_core::action::operator::{self, Credentials, Enrolling};
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::model::{Caller, Refusal, Ts};
use wardroom_core::{Directory, Error, Result};

use super::standing::signed;
use super::{Deed, Did, Driver, secret_file};
use crate::console::app::Signed;

/// A change an operator asked for.
#[derive(Debug)]
pub enum Write {
    /// Begin a session of the operator's own.
    SignIn(Credentials),
    /// Choose a password with an enrolment code.
    BeginEnrolment {
        /// The sign-in name.
        name: String,
        /// The enrolment code.
        code: SecretString,
        /// The password chosen.
        password: SecretString,
    },
    /// Prove that the authenticator has the secret.
    ConfirmEnrolment {
        /// What was begun.
        enrolling: Box<Enrolling>,
        /// The digits typed.
        typed: SecretString,
    },
    /// Show the second factor again.
    StepUp(Caller, SecretString),
    /// Do an action.
    Do(Caller, Box<Given>, Deed),
    /// Keep shown codes in a file of this name.
    SaveCodes(String, SecretString),
}

/// What was changed.
#[derive(Debug)]
pub enum Written {
    /// The operator is signed in.
    SignedIn(Signed),
    /// The enrolment goes on with the authenticator.
    Enrolling(Box<Enrolling>),
    /// The digits were wrong; the enrolment goes on.
    WrongCode(Box<Enrolling>),
    /// The operator is enrolled and signed in; the codes are shown once.
    Enrolled(Signed, Vec<RecoveryCode>),
    /// When the second factor was shown.
    SteppedUp(Ts),
    /// An action was done.
    Did(Did),
    /// The codes are in this file.
    Saved(String),
}

impl Write {
    pub(super) async fn run(self, driver: &Driver) -> Result<Written> {
        match &driver.ground.door {
            Some(door) if self.is_sign_in() => {
                let directory = door().await?;
                let written = self.at(&directory, driver).await;
                directory.close().await;
                written
            }
            _ => self.at(&driver.ground.directory, driver).await,
        }
    }

    /// Whether it writes no more than Wardroom's own record of who operates.
    const fn is_sign_in(&self) -> bool {
        matches!(
            self,
            Self::SignIn(_) | Self::BeginEnrolment { .. } | Self::ConfirmEnrolment { .. }
        )
    }

    async fn at(self, directory: &Directory, driver: &Driver) -> Result<Written> {
        match self {
            Self::SignIn(credentials) => {
                let host = driver.host.as_deref();
                let begun =
                    operator::sign_in(directory, driver.ground.keys()?, &credentials, host).await?;
                driver.remember(&begun.token);
                Ok(Written::SignedIn(signed(begun, directory.now())))
            }
            Self::BeginEnrolment {
                name,
                code,
                password,
            } => {
                let begun = operator::begin_enrolment(directory, &name, &code, password).await?;
                Ok(Written::Enrolling(Box::new(begun)))
            }
            Self::ConfirmEnrolment { enrolling, typed } => {
                let (keys, host) = (driver.ground.keys()?, driver.host.as_deref());
                let done =
                    operator::confirm_enrolment(directory, keys, &enrolling, &typed, host).await;
                match done {
                    Ok(done) => {
                        driver.remember(&done.signed_in.token);
                        let signed = signed(done.signed_in, directory.now());
                        Ok(Written::Enrolled(signed, done.codes))
                    }
                    Err(Error::Refused {
                        refusal: Refusal::WrongCredentials,
                        ..
                    }) => Ok(Written::WrongCode(enrolling)),
                    Err(error) => Err(error),
                }
            }
            Self::StepUp(caller, typed) => {
                let at =
                    operator::step_up(directory, driver.ground.keys()?, &caller, &typed).await?;
                Ok(Written::SteppedUp(at))
            }
            Self::Do(caller, given, deed) => {
                let did = deed.perform(directory, &caller, &given).await?;
                Ok(Written::Did(did))
            }
            Self::SaveCodes(path, codes) => {
                secret_file::create(&path, &codes)?;
                Ok(Written::Saved(path))
            }
        }
    }
}
