//! Lists the operators.

use wardroom_core::model::Safe;

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings) -> Outcome {
    let desk = Desk::open(settings).await?;
    let operators = desk.directory.operators().await?;
    let heads = ["NAME", "ROLE", "STATUS", "ADDRESS", "LAST SIGN-IN"];
    settings.out.list(&heads, &operators, |operator| {
        let seen = operator.last_sign_in_at.map(|at| at.to_string());
        vec![
            Safe::new(&operator.name),
            Safe::new(operator.role.word()),
            Safe::new(operator.status.word()),
            Safe::new(operator.email.as_deref().unwrap_or("-")),
            Safe::new(seen.as_deref().unwrap_or("never")),
        ]
    })
}
