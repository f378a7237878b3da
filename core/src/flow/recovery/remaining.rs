//! How many recovery codes are left.

use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::Accounts;
use crate::store::accounts::codes;

impl Accounts {
    /// How many recovery codes the holder of `session` could still use.
    pub async fn recovery_codes_left(&self, session: &Token) -> Result<usize> {
        let mut turn = self.turn().await?;
        let holder = turn.held("count recovery codes", session).await?;
        let unused = codes::counting(&mut turn.edit(), &holder.who.user.id).await?;
        Ok(unused.len())
    }
}
