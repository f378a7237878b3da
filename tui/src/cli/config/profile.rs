//! One directory of the configuration: where it is and what depends on it.

use std::path::PathBuf;

use wardroom_core::layout::AppSettings;

/// Where the own layout lives on PostgreSQL unless said otherwise.
pub(crate) const DEFAULT_SCHEMA: &str = "public";

/// The layouts a profile may say its directory has.
pub(crate) const LAYOUTS: [&str; 4] = ["own", "authjs", "better-auth", "supabase"];

/// A `[directories.NAME]` of the configuration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// Its address.
    pub(crate) url: Option<String>,
    /// What its operators call it.
    pub(crate) environment: Environment,
    /// The directory's schema on PostgreSQL.
    pub(crate) schema: Option<String>,
    /// The key ring of its operators.
    pub(crate) operator_key_file: Option<PathBuf>,
    /// The layout it must have; any that is recognised unless said.
    pub(crate) layout: Option<String>,
    /// Whether nothing may be changed in it.
    pub(crate) is_read_only: bool,
    /// What its tables do not tell of the application.
    pub(crate) app: AppSettings,
}

/// How much a mistake would cost: a label that is not known to be harmless counts as production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Environment(String);

const HARMLESS: [&str; 6] = ["development", "dev", "test", "staging", "demo", "local"];

impl Environment {
    /// The label as written.
    pub(crate) fn new(label: &str) -> Self {
        Self(label.to_owned())
    }

    /// The label as shown.
    pub(crate) fn label(&self) -> &str {
        &self.0
    }

    /// Whether care is due.
    pub(crate) fn is_production(&self) -> bool {
        !HARMLESS.contains(&self.0.to_lowercase().as_str())
    }
}

impl Default for Environment {
    fn default() -> Self {
        Self::new("production")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_label_counts_as_production() {
        for label in ["production", "prod", "live", "", "eu-west"] {
            assert!(Environment::new(label).is_production(), "{label}");
        }
        assert!(!Environment::new("Staging").is_production());
        assert!(Environment::default().is_production());
    }
}
