//! The layouts `wardroom init` can make, and what an application needs to use one.

use clap::ValueEnum;
use wardroom_core::db::migrate::Set;
use wardroom_core::db::{Engine, Target};

use super::db;
use super::fail::Outcome;
use super::settings::Settings;

/// The spelling of a new directory.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum NewLayout {
    /// Wardroom's own, for applications that use its core
    Own,
    /// The tables of Auth.js with Prisma or Drizzle
    Authjs,
}

impl NewLayout {
    /// The sets to apply: those asked for, else those of what is there.
    pub(super) async fn sets(
        asked: Option<Self>,
        settings: &Settings,
        target: &Target,
    ) -> Outcome<&'static [Set]> {
        Ok(match asked {
            Some(Self::Own) => &Set::NEEDED,
            Some(Self::Authjs) => &Set::AUTHJS,
            None => {
                db::refuse_unattached(settings, target).await?;
                db::needed(settings, target).await?
            }
        })
    }
}

/// What an application writes to use a directory of `sets`; nothing for the own layout.
pub(super) fn adapter(sets: &[Set], engine: Engine) -> Vec<String> {
    if !sets.contains(&Set::Authjs) {
        return Vec::new();
    }
    let prisma = match engine {
        Engine::Postgres => "PrismaAdapter(prisma)",
        Engine::Sqlite => {
            "PrismaAdapter(prisma), and in Prisma's SQLite adapter { timestampFormat: \"unixepoch-ms\" }"
        }
    };
    vec![
        "In the application, with the models or tables of docs/authjs.md and strategy \"database\":"
            .to_owned(),
        format!("  Prisma:  adapter: {prisma}"),
        "  Drizzle: adapter: DrizzleAdapter(db, { usersTable, accountsTable, sessionsTable, \
         verificationTokensTable, authenticatorsTable })"
            .to_owned(),
    ]
}
