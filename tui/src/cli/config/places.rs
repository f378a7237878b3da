//! Where files lie, by the XDG base directories on every system.

use std::path::PathBuf;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};

/// The folders of one person.
#[derive(Clone, Debug)]
pub struct Places {
    config: PathBuf,
    state: PathBuf,
}

impl Places {
    /// The folders of whoever runs this.
    pub fn find() -> Outcome<Self> {
        let xdg = Xdg::new().map_err(|_| {
            Fail::new(
                Exit::Config,
                "no home directory; set HOME, or XDG_CONFIG_HOME and XDG_STATE_HOME",
            )
        })?;
        let state = xdg.state_dir().unwrap_or_else(|| xdg.data_dir());
        Ok(Self {
            config: xdg.config_dir().join("wardroom"),
            state: state.join("wardroom"),
        })
    }

    /// The configuration file.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The key ring that seals operators' second factors.
    pub fn operator_key(&self) -> PathBuf {
        self.config.join("operators.key")
    }

    /// The folder of saved sign-ins.
    pub fn sessions(&self) -> PathBuf {
        self.state.join("sessions")
    }
}
