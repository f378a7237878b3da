//! What a signed-in command works at: the directory, who acts, and how much they may see.

use secrecy::ExposeSecret;
use wardroom_core::action::{operator, reveal};
use wardroom_core::crypto::key_file;
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::db::{Access, connect};
use wardroom_core::layout::Layout;
use wardroom_core::model::{Caller, OperatorRole, Refusal, User, UserLine};
use wardroom_core::store::Parts;
use wardroom_core::{Directory, Error};

use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::login;
use super::out;
use super::saved::Saved;
use super::settings::Settings;

/// A command has one task at a time; the second connection is for what it reads beside it.
const CONNECTIONS: u32 = 2;

/// What nobody is told to do about it: who reads it may not be who decides.
pub(crate) const UNATTACHED: &str =
    "Wardroom is not attached here: read-only, unsigned and masked; see `wardroom attach`";

/// An open directory and who works at it.
pub(crate) struct Desk<'a> {
    /// What the command was told.
    pub(crate) settings: &'a Settings,
    /// The directory.
    pub(crate) directory: Directory,
    /// Who acts; nobody can where Wardroom is not attached.
    pub(crate) signed: Option<Caller>,
    /// What they may do.
    pub(crate) role: OperatorRole,
}

impl<'a> Desk<'a> {
    /// Opens the directory and takes up the service token or the saved session.
    pub(crate) async fn open(settings: &'a Settings) -> Outcome<Self> {
        let directory = directory(settings, settings.access()).await?;
        if directory.layout().is_foreign() && !directory.has_bookkeeping().await? {
            directory.close().await;
            return Self::unsigned(settings).await;
        }
        let caller = caller(settings, &directory).await?.ok_or_else(signed_out)?;
        Self::of(settings, directory, caller).await
    }

    /// The same of a directory that is open and somebody who is signed in.
    pub(crate) async fn of(
        settings: &'a Settings,
        directory: Directory,
        caller: Caller,
    ) -> Outcome<Self> {
        let role = role(&directory, &caller).await?;
        Ok(Self {
            settings,
            directory,
            signed: Some(caller),
            role,
        })
    }

    /// A directory that Wardroom is not attached to: read through a connection that cannot write, by nobody, masked.
    async fn unsigned(settings: &'a Settings) -> Outcome<Self> {
        let desk = Self::looking(settings).await?;
        out::note(UNATTACHED);
        Ok(desk)
    }

    /// The same, where whoever asked says so themselves.
    pub(crate) async fn looking(settings: &'a Settings) -> Outcome<Self> {
        let directory = directory(settings, Access::Read).await?;
        Ok(Self {
            settings,
            directory: directory.without_bookkeeping(),
            signed: None,
            role: OperatorRole::Auditor,
        })
    }

    /// Who acts, or why nobody can.
    pub(crate) fn caller(&self) -> Outcome<&Caller> {
        let nobody = || Error::ReadOnly {
            why: UNATTACHED.to_owned(),
        };
        Ok(self.signed.as_ref().ok_or_else(nobody)?)
    }

    /// The user named by address or id.
    pub(crate) async fn user(&self, named: &str) -> Outcome<User> {
        let found = self.directory.find_user(named).await?;
        Ok(found.ok_or_else(|| Error::not_found("user", named))?)
    }

    /// The same, unmasked where a reason was given or none is needed; true where it must be masked.
    pub(crate) async fn look_at(&self, named: &str) -> Outcome<(User, bool)> {
        let user = self.user(named).await?;
        if !self.masks() {
            return Ok((user, false));
        }
        match self.given()? {
            None => Ok((user, true)),
            Some(reason) => {
                let user = reveal(&self.directory, self.caller()?, &user.id, &reason).await?;
                Ok((user, false))
            }
        }
    }

    /// Whether personal data is masked: an auditor's is; a reason opens one account at a time.
    pub(crate) fn masks(&self) -> bool {
        self.role == OperatorRole::Auditor
    }

    /// A row as this operator may see it.
    pub(crate) fn seen(&self, mut line: UserLine) -> UserLine {
        let unrecorded = self.directory.layout().unrecorded_sign_in();
        line.user.last_sign_in_at = line.user.last_sign_in_at.or(unrecorded);
        if self.masks() { line.masked() } else { line }
    }
}

/// The configured directory.
pub(crate) async fn directory(settings: &Settings, access: Access) -> Outcome<Directory> {
    let db = connect(&settings.target()?, access, CONNECTIONS).await?;
    let app = settings.app()?;
    let layout = Layout::found(&db, settings.schema(), &app).await?;
    settings.check_layout(&layout)?;
    if let Some(found) = layout.recognised() {
        let blind = found.blind_spots(&db).await?;
        // Rows that are hidden look like rows that are not there: nothing shown would be true.
        if let Some(hidden) = blind.iter().find(|spot| spot.kind == "row_security") {
            return Err(Fail::new(Exit::Unsupported, &hidden.says));
        }
    }
    let parts = Parts::of(&app);
    Ok(Directory::new(&db, layout, settings.schema(), parts))
}

/// The place of the configured directory's saved session.
pub(crate) fn saved(settings: &Settings) -> Outcome<Saved> {
    let folder = settings.places.sessions();
    Ok(Saved::of(&folder, &settings.target()?, settings.schema()))
}

/// Whoever the service token or the saved session speaks for; nobody when there is neither.
pub(crate) async fn caller(settings: &Settings, directory: &Directory) -> Outcome<Option<Caller>> {
    if let Some(token) = service_token(settings)? {
        return Ok(Some(operator::authenticate(directory, &token).await?));
    }
    let Some(token) = saved(settings)?.read()? else {
        return Ok(None);
    };
    Ok(Some(operator::resume(directory, &token).await?))
}

/// Asks who operates. Where nothing may be changed a connection of its own records the sign-in.
pub(crate) async fn sign_in(settings: &Settings, open: &Directory) -> Outcome<Caller> {
    if settings.read_only().is_none() {
        return Ok(login::sign_in(settings, open, None).await?.caller);
    }
    let door = directory(settings, Access::Write).await?;
    let begun = login::sign_in(settings, &door, None).await;
    door.close().await;
    Ok(begun?.caller)
}

/// From the variable or the file; a token on the command line would show in every process list.
fn service_token(settings: &Settings) -> Outcome<Option<Token>> {
    let text = match (std::env::var("WARDROOM_TOKEN"), &settings.global.token_file) {
        (Ok(text), _) => secrecy::SecretString::from(text),
        (Err(_), Some(file)) => key_file::read(file)?,
        (Err(_), None) => return Ok(None),
    };
    let token = Token::parse(TokenKind::Service, text.expose_secret().trim())?;
    Ok(Some(token))
}

async fn role(directory: &Directory, caller: &Caller) -> Outcome<OperatorRole> {
    let role = match caller {
        Caller::Operator { name, .. } => directory.operator(name).await?.map(|o| o.role),
        Caller::Service { name, .. } => directory.service_token(name).await?.map(|t| t.role),
    };
    role.ok_or_else(signed_out)
}

fn signed_out() -> Fail {
    Fail::new(Exit::SignedOut, Refusal::SignedOut.to_string())
}
