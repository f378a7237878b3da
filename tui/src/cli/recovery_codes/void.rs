//! Voids codes.

use clap::Args;
use wardroom_core::action::codes::{VoidCodes, VoidPendingCodes};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;

/// Whose, and which.
#[derive(Args, Debug)]
pub(crate) struct Void {
    /// Their address or id
    user: String,
    /// Only those that were issued and not finished
    #[arg(long)]
    pending: bool,
}

pub(super) async fn run(desk: &Desk<'_>, args: Void) -> Outcome {
    let user = desk.user(&args.user).await?.id;
    if args.pending {
        return desk
            .carry_out(&VoidPendingCodes { user }, |void| {
                format!("{} sets that nobody finished are void", void.sets)
            })
            .await;
    }
    desk.carry_out(&VoidCodes { user }, |void| {
        format!("{} sets are void", void.sets)
    })
    .await
}
