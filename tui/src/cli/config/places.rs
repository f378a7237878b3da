//! Where files lie, by the XDG base directories on every system.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};

/// The folders of one person.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    config: PathBuf,
    state: PathBuf,
}

impl Places {
    /// The folders of whoever runs this.
    pub(crate) fn find() -> Outcome<Self> {
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
    pub(crate) fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The key ring that seals operators' second factors.
    pub(crate) fn operator_key(&self) -> PathBuf {
        self.config.join("operators.key")
    }

    /// What the program keeps between runs.
    pub(crate) fn state(&self) -> PathBuf {
        self.state.clone()
    }

    /// Makes that folder, for its owner alone.
    pub(crate) fn make_state(&self) -> Outcome {
        let made = DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.state);
        made.map_err(|e| {
            let why = format!("{}: cannot be made: {}", self.state.display(), e.kind());
            Fail::new(Exit::Config, why)
        })
    }

    /// What signs in to the demo.
    pub(crate) fn demo(&self) -> PathBuf {
        self.state.join("demo.credentials")
    }

    /// The folder of saved sign-ins.
    pub(crate) fn sessions(&self) -> PathBuf {
        self.state.join("sessions")
    }
}
