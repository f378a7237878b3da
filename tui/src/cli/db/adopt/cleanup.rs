//! Drops what served the old application, after the word is typed.

use wardroom_core::db::adopt::{self, Phase};

use super::switch::Stands;
use crate::cli::ask;
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings, columns: &[String], reason: &str) -> Outcome {
    let target = settings.target()?;
    if !settings.global.yes {
        let dropped = match columns {
            [] => "no column".to_owned(),
            columns => columns.join(", "),
        };
        let question = format!(
            "This ends dual writing at {target} and drops {dropped}. There is no way back. Type cleanup to go on: "
        );
        let why = "there is no terminal to ask on; confirm with --yes";
        if ask::line(&question, why)? != "cleanup" {
            return Err(Fail::new(Exit::Cancelled, "cancelled; nothing was done"));
        }
    }
    adopt::cleanup(&settings.place(&target), columns, reason).await?;
    let stands = Stands {
        phase: Some(Phase::Done),
    };
    settings.out.one(&stands, |_| {
        vec!["● done; the old application's part is gone".to_owned()]
    })
}
