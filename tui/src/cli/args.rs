//! The command line: what every command takes, and which commands there are.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::db;

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
                  wardroom users list status:locked    who is locked out\n\n\
                  `wardroom help` lists the exit codes.",
    after_long_help = super::exit::help(),
    disable_help_subcommand = false,
    arg_required_else_help = false,
    max_term_width = 100
)]
pub struct Cli {
    /// What applies to every command.
    #[command(flatten)]
    pub global: Global,
    /// Report what is wrong with the configuration, and end
    #[arg(long)]
    pub check_config: bool,
    /// What to do; nothing opens the console.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "For every command")]
pub struct Global {
    /// The directory: postgres://…, sqlite:PATH or a .db file
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "WARDROOM_DATABASE",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// A directory of the configuration, by name
    #[arg(long, global = true, value_name = "NAME", conflicts_with = "database")]
    pub directory: Option<String>,
    /// The directory's schema on PostgreSQL [default: public]
    #[arg(long, global = true, value_name = "NAME")]
    pub schema: Option<String>,
    /// Answer in JSON: one object, or one per line for a list
    #[arg(long, global = true)]
    pub json: bool,
    /// The configuration file [default: wardroom/config.toml in the configuration folder]
    #[arg(long, global = true, value_name = "FILE", env = "WARDROOM_CONFIG")]
    pub config: Option<PathBuf>,
    /// Colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_parser = ["auto", "always", "never"],
        hide_short_help = true
    )]
    pub color: Option<String>,
    /// The key ring that seals operators' second factors (or its text in `WARDROOM_OPERATOR_KEY`)
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "WARDROOM_OPERATOR_KEY_FILE",
        hide_short_help = true
    )]
    pub operator_key: Option<PathBuf>,
    /// A file with a service token (or the token in `WARDROOM_TOKEN`); never the token itself
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "WARDROOM_TOKEN_FILE",
        hide_short_help = true
    )]
    pub token_file: Option<PathBuf>,
    /// Why; required for every sensitive action
    #[arg(long, global = true, value_name = "TEXT", hide_short_help = true)]
    pub reason: Option<String>,
    /// The ticket it belongs to
    #[arg(long, global = true, value_name = "REF", hide_short_help = true)]
    pub ticket: Option<String>,
    /// How the person asking was identified
    #[arg(
        long,
        global = true,
        value_name = "HOW",
        value_parser = ["callback", "mailed_code", "manager", "in_person"],
        hide_short_help = true
    )]
    pub identified_by: Option<String>,
    /// Do not ask for confirmation; a reason and the second factor are asked for all the same
    #[arg(long, global = true, hide_short_help = true)]
    pub yes: bool,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Migrate the database and check its schema
    #[command(subcommand)]
    Db(db::Command),
}
