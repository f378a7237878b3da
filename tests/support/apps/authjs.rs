//! Auth.js with a mail provider that hands its links back.

use serde::Serialize;
use serde_json::{Value, json};

use super::process::{App, Push};
use crate::database::Fresh;

/// Which adapter the app uses, and with it how tables are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adapter {
    /// `@auth/pg-adapter`: PostgreSQL only, integer ids, no foreign keys.
    Pg,
    /// `@auth/drizzle-adapter`.
    Drizzle,
    /// `@auth/prisma-adapter` with the models of its documentation.
    Prisma,
    /// The same with `@@map` and `@map`: plural and snake case; sessions have ids.
    PrismaMapped,
}

/// What a scene may choose of an app.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AuthJsSettings {
    /// The secret, or an array of them; one of the scenes' own by default.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub secret: Value,
    /// The id of the mail provider; `email` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_provider: Option<&'static str>,
    /// `jwt`, where sessions have no rows; `database` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strategy: Option<&'static str>,
    /// Other table names over Drizzle, by `user`, `account`, `session`, `verificationToken` and `authenticator`.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub names: Value,
    /// The application's own schema: a module of Drizzle's tables, or Prisma's models.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// How the application makes Prisma's driver adapter, in JavaScript.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<String>,
    /// Whether the tables are there already, so that the app makes none.
    pub tables_exist: bool,
    /// The time zone the app's process runs in; UTC by default.
    #[serde(skip)]
    pub time_zone: Option<&'static str>,
}

/// A running app; persons are told apart by the names of their cookie jars.
pub struct AuthJs(App);

impl AuthJs {
    /// The secret of an app that was given none.
    pub const SECRET: &str = "a secret of the scenes, long enough";

    /// Starts the app and makes its tables; `None`, said out loud, where Node.js is missing.
    pub fn start(adapter: Adapter, db: &Fresh, settings: &AuthJsSettings) -> Option<Self> {
        let script = match adapter {
            Adapter::Pg => "authjs/pg.mjs",
            Adapter::Drizzle => "authjs/drizzle.mjs",
            Adapter::Prisma => "authjs/prisma.mjs",
            Adapter::PrismaMapped => "authjs/mapped.mjs",
        };
        App::start(script, db, settings.time_zone.unwrap_or("UTC"), settings).map(Self)
    }

    /// Runs `prisma db push`.
    pub fn push(&self, push: &Push) -> Result<String, String> {
        self.0.push(push)
    }

    /// Makes a user whose address is not verified; its id.
    pub fn create_user(&self, email: &str) -> String {
        self.0
            .must("createUser", json!({ "email": email, "name": email }))
    }

    /// A user as the adapter reads it; `emailVerified` is an instant or null.
    pub fn user(&self, email: &str) -> Value {
        self.0.must("user", json!({ "email": email }))
    }

    /// Removes a user the library's way.
    pub fn delete_user(&self, email: &str) {
        self.0
            .done("deleteUser", json!({ "email": email }))
            .unwrap();
    }

    /// Links an account at an OAuth provider.
    pub fn link_account(&self, email: &str, provider: &str, account: &str) {
        let with = json!({ "email": email, "provider": provider, "providerAccountId": account });
        self.0.done("linkAccount", with).unwrap();
    }

    /// The address of whoever signs in with that account.
    pub fn user_by_account(&self, provider: &str, account: &str) -> Option<String> {
        self.0.must(
            "userByAccount",
            json!({ "provider": provider, "providerAccountId": account }),
        )
    }

    /// Asks for a sign-in link; the link that would have been mailed.
    pub fn request_link(&self, jar: &str, email: &str) -> String {
        self.0
            .must("requestLink", json!({ "jar": jar, "email": email }))
    }

    /// Follows a sign-in link; the library's error where it does not count.
    pub fn open_link(&self, jar: &str, url: &str) -> Result<(), String> {
        self.0.done("openLink", json!({ "jar": jar, "url": url }))
    }

    /// Signs somebody in by a link of their own.
    pub fn sign_in(&self, jar: &str, email: &str) {
        let link = self.request_link(jar, email);
        self.open_link(jar, &link).unwrap();
    }

    /// Begins a session by the adapter, as a sign-in by OAuth ends.
    pub fn begin_session(&self, jar: &str, email: &str) {
        self.0
            .done("beginSession", json!({ "jar": jar, "email": email }))
            .unwrap();
    }

    /// The address of whoever this jar's session belongs to.
    pub fn session(&self, jar: &str) -> Option<String> {
        let answer: Value = self.0.must("session", json!({ "jar": jar }));
        answer["user"]["email"].as_str().map(str::to_owned)
    }

    /// Ends this jar's session.
    pub fn sign_out(&self, jar: &str) {
        self.0.done("signOut", json!({ "jar": jar })).unwrap();
    }
}
