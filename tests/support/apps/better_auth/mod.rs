//! Better Auth with two-factor, admin, organization, passkey, API key and JWT plugins.

mod factors;
mod people;
mod plugins;
mod settings;

use serde::Deserialize;
use serde_json::json;

pub use factors::Enrolment;
pub use people::SignedIn;
pub use plugins::Organization;
pub use settings::{BetterAuthSettings, Spelling};

use super::process::{App, Push};
use crate::database::Fresh;

/// The password of everybody in these scenes.
const PASSWORD: &str = "a quiet night on the bridge";

/// A running app; persons are told apart by the names of their cookie jars.
pub struct BetterAuth(App);

impl BetterAuth {
    /// Starts the app and lets it make its tables; `None`, said out loud, where Node.js is missing.
    pub fn start(spelling: Spelling, db: &Fresh, settings: &BetterAuthSettings) -> Option<Self> {
        let script = match spelling {
            Spelling::BuiltIn => "better-auth/builtin.mjs",
            Spelling::Drizzle => "better-auth/drizzle.mjs",
            Spelling::Prisma => "better-auth/prisma.mjs",
        };
        App::start(script, db, settings.time_zone.unwrap_or("UTC"), settings).map(Self)
    }

    /// What the library misses in, or has against, the live schema: nothing when all is well.
    ///
    /// Over Drizzle and Prisma it compares its own model with their schema only; the database is then `push`'s matter.
    pub fn schema_complaints(&self) -> Vec<String> {
        #[derive(Deserialize)]
        struct Checked {
            missing: Vec<String>,
            findings: Vec<String>,
        }
        let Checked { missing, findings } = self.0.must("checkSchema", json!({}));
        [missing, findings].concat()
    }

    /// Runs the schema tool: `drizzle-kit push --force`, or `prisma db push`.
    pub fn push(&self, push: &Push) -> Result<String, String> {
        self.0.push(push)
    }
}
