//! The command line: what every command takes, and which commands there are.

use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{Args, Parser, Subcommand};

use super::{
    api_keys, attach, audit, backup_codes, completions, db, demo, demo_fill, factors, identities,
    init, invitations, key_ring, login, operators, passkeys, recovery_codes, retention, sessions,
    users,
};

/// The operators' console for account databases.
#[derive(Debug, Parser)]
#[command(
    name = "wardroom",
    version,
    about = "The operators' console for account databases",
    long_about = "The operators' console for account databases.\n\n\
                  Without a command it opens the console; every action of the console is also a command.",
    after_help = "Examples:\n  wardroom demo                        try it on a made-up directory\n  \
                  wardroom init --database accounts.db create a directory of your own\n  \
                  wardroom users list status:locked    who is locked out\n  \
                  wardroom --plain                     the console in lines and numbers\n\n\
                  `wardroom help` lists the exit codes.",
    after_long_help = super::exit::help(),
    disable_help_subcommand = false,
    arg_required_else_help = false,
    max_term_width = 100
)]
pub(crate) struct Cli {
    /// What applies to every command.
    #[command(flatten)]
    pub(crate) global: Global,
    /// Report what is wrong with the configuration, and end
    #[arg(long)]
    pub(crate) check_config: bool,
    /// What to do; nothing opens the console.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What every command takes.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "For every command")]
pub(crate) struct Global {
    /// The directory: postgres://…, sqlite:PATH or a .db file
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "WARDROOM_DATABASE",
        hide_env_values = true
    )]
    pub(crate) database: Option<String>,
    /// A directory of the configuration, by name
    #[arg(long, global = true, value_name = "NAME", conflicts_with = "database")]
    pub(crate) directory: Option<String>,
    /// Open the directory so that the engine refuses every change; a profile can say `read_only = true`
    #[arg(long, global = true)]
    pub(crate) read_only: bool,
    /// The directory's schema on PostgreSQL [default: public]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) schema: Option<String>,
    /// Answer in JSON: one object, or one per line for a list
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Lines, words and numbers instead of a screen, tables and bars: for screen readers, pipes and dumb terminals
    #[arg(
        long,
        global = true,
        env = "WARDROOM_PLAIN",
        value_parser = FalseyValueParser::new()
    )]
    pub(crate) plain: bool,
    /// The configuration file [default: wardroom/config.toml in the configuration folder]
    #[arg(long, global = true, value_name = "FILE", env = "WARDROOM_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_parser = ["auto", "always", "never"],
        hide_short_help = true
    )]
    pub(crate) color: Option<String>,
    /// The key ring that seals operators' second factors (or its text in `WARDROOM_OPERATOR_KEY`)
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "WARDROOM_OPERATOR_KEY_FILE",
        hide_short_help = true
    )]
    pub(crate) operator_key: Option<PathBuf>,
    /// A file with a service token (or the token in `WARDROOM_TOKEN`); never the token itself
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "WARDROOM_TOKEN_FILE",
        hide_short_help = true
    )]
    pub(crate) token_file: Option<PathBuf>,
    /// Why; required for every sensitive action
    #[arg(long, global = true, value_name = "TEXT", hide_short_help = true)]
    pub(crate) reason: Option<String>,
    /// The ticket it belongs to
    #[arg(long, global = true, value_name = "REF", hide_short_help = true)]
    pub(crate) ticket: Option<String>,
    /// How the person asking was identified
    #[arg(
        long,
        global = true,
        value_name = "HOW",
        value_parser = ["callback", "mailed_code", "manager", "in_person"],
        hide_short_help = true
    )]
    pub(crate) identified_by: Option<String>,
    /// Do not ask for confirmation; a reason and the second factor are asked for all the same
    #[arg(long, global = true, hide_short_help = true)]
    pub(crate) yes: bool,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create or complete a database: schema, operators' key, first operator
    #[command(
        after_help = "Examples:\n  wardroom init --database accounts.db --enrol\n  wardroom init --database postgres://app@db/accounts --name ana\n  wardroom init --database postgres://app@db/accounts --layout authjs"
    )]
    Init(init::Init),
    /// Attach to another library's database: Better Auth, Auth.js, Supabase Auth; only looks unless confirmed
    #[command(
        after_help = "Examples:\n  wardroom attach postgres://app@db/shop\n  wardroom attach --directory prod --json | jq -r '.actions[] | select(.can).verb'\n  wardroom attach --directory prod --confirm --name ana"
    )]
    Attach(attach::Attach),
    /// Remove Wardroom's own tables from a database it was attached to
    #[command(
        after_help = "Examples:\n  wardroom audit export > audit.jsonl\n  wardroom detach --directory prod --reason 'the trial is over'"
    )]
    Detach,
    /// Sign in; the first time, enrol an authenticator
    #[command(
        after_help = "Examples:\n  wardroom login ana\n\nAutomation signs in with WARDROOM_TOKEN or --token-file."
    )]
    Login(login::Login),
    /// End the saved session
    #[command(after_help = "Example:\n  wardroom logout")]
    Logout,
    /// Say who acts, where, and for how long
    #[command(after_help = "Example:\n  wardroom whoami --json | jq -r .role")]
    Whoami,
    /// Find users and see what keeps them out
    #[command(subcommand)]
    Users(users::Command),
    /// See and end a user's sessions
    #[command(subcommand)]
    Sessions(sessions::Command),
    /// A user's second factors
    #[command(subcommand)]
    Factors(factors::Command),
    /// A user's recovery codes
    #[command(subcommand)]
    RecoveryCodes(recovery_codes::Command),
    /// The backup codes of an application that keeps them sealed
    #[command(subcommand)]
    BackupCodes(backup_codes::Command),
    /// A user's passkeys, one at a time
    #[command(subcommand)]
    Passkeys(passkeys::Command),
    /// The social accounts that are linked to a user
    #[command(subcommand)]
    Identities(identities::Command),
    /// The credentials of programs, where the application keeps any
    #[command(subcommand)]
    ApiKeys(api_keys::Command),
    /// What addresses are invited to
    #[command(subcommand)]
    Invitations(invitations::Command),
    /// List, verify and export the audit
    #[command(subcommand)]
    Audit(audit::Command),
    /// What the worker removes, when, and what it did
    #[command(subcommand)]
    Retention(retention::Command),
    /// The people and tokens that use Wardroom
    #[command(subcommand)]
    Operators(operators::Command),
    /// Migrate the database and check its schema
    #[command(subcommand)]
    Db(db::Command),
    /// Say what is wrong with this installation, and what to do
    #[command(
        after_help = "Examples:\n  wardroom doctor\n  wardroom doctor --json | jq -r 'select(.state == \"wrong\").says'"
    )]
    Doctor,
    /// Open the console on a made-up directory
    #[command(
        after_help = "Examples:\n  wardroom demo\n  wardroom demo --users 100000 --keep\n  \
        wardroom demo --credentials   the demo operator's password and code, from a second terminal"
    )]
    Demo(demo::Demo),
    /// Fill a database for the demo that calls it
    #[command(hide = true)]
    DemoFill(demo_fill::Fill),
    /// Show which versions the operators' key ring holds, never a key
    #[command(after_help = "Example:\n  wardroom keys")]
    Keys,
    /// The directory's key ring: what seals authenticators, provider tokens, signing keys and mail
    #[command(subcommand)]
    KeyRing(key_ring::Command),
    /// Print what a shell needs to complete commands
    #[command(
        after_help = "Example:\n  wardroom completions bash > /etc/bash_completion.d/wardroom"
    )]
    Completions(completions::Completions),
}

impl Command {
    /// Whether it makes the tables that others miss: what it fails at is no lack of them.
    pub(crate) const fn creates(&self) -> bool {
        use db::Command as Db;
        matches!(
            self,
            Self::Init(_) | Self::Attach(_) | Self::Demo(_) | Self::Db(Db::Up { .. })
        )
    }

    /// Whether it changes the database itself: nothing a read-only directory bears.
    pub(crate) const fn migrates(&self) -> bool {
        use db::Command as Db;
        matches!(
            self,
            Self::Init(_)
                | Self::Detach
                | Self::Demo(_)
                | Self::Db(Db::Up { .. } | Db::Undo { .. } | Db::Adopt(_))
                | Self::KeyRing(key_ring::Command::Reseal(_) | key_ring::Command::Retire(_))
        )
    }
}
