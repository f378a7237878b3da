//! Linked accounts. An unlinked one leaves what its own unlinking leaves: another identity at least, an address that is
//! still one of theirs, and a list of providers that is true.

use crate::db::{Conn, sql};
use crate::error::{Error, Result};
use crate::layout::Edit;
use crate::model::{IdentityId, Refusal, UserId};

const VERB: &str = "identities unlink";

const LEFT: &str = "SELECT coalesce(bool_or({i.sb_identity.email} = lower({u.sb_user.email})), FALSE) AS of_address,
    coalesce({u.sb_user.email}, '') = '' AS no_address
    FROM {sb_user} u JOIN {sb_identity} i ON {i.sb_identity.user_id} = {u.sb_user.id} AND {i.sb_identity.id} <> $2
    WHERE {u.sb_user.id} = $1 GROUP BY {u.sb_user.email}";
const UNLINK: &str =
    "DELETE FROM {sb_identity} WHERE {sb_identity.id} = $2 AND {sb_identity.user_id} = $1
    AND {sb_identity.provider} NOT IN ('email', 'phone')";
// As it lists them itself: each once, the oldest first, and that one by itself besides.
const PROVIDERS: &str = "UPDATE {sb_user} SET {sb_user.app_data} = coalesce({sb_user.app_data}, jsonb_build_object())
    || (SELECT jsonb_build_object('providers', jsonb_agg(p.name ORDER BY p.since),
        'provider', (array_agg(p.name ORDER BY p.since))[1])
        FROM (SELECT {i.sb_identity.provider} AS name, min({i.sb_identity.created_at}) AS since FROM {sb_identity} i
            WHERE {i.sb_identity.user_id} = $1 GROUP BY {i.sb_identity.provider}) p),
    {sb_user.updated_at} = {^sb_user.updated_at:$2} WHERE {sb_user.id} = $1";

#[derive(sqlx::FromRow)]
struct Left {
    of_address: bool,
    no_address: bool,
}

pub(super) async fn unlink(
    edit: &mut Edit<'_>,
    user: &UserId,
    identity: &IdentityId,
) -> Result<u64> {
    let left = sql(LEFT).bind(&user.0).bind(&identity.0);
    let left: Option<Left> = edit.tx.optional(left).await?;
    let Some(left) = left else {
        // Without any identity its own look-ups still find the user, and nothing it has can sign them in.
        return Err(Error::Refused {
            action: VERB,
            refusal: Refusal::LastWayIn,
        });
    };
    if !left.of_address && !left.no_address {
        return Err(Error::Unsupported {
            action: VERB,
            layout: edit.layout.name(),
            why: "the user's address is this account's, and the application would have to choose another",
        });
    }
    let unlinked = sql(UNLINK).bind(&user.0).bind(&identity.0);
    let unlinked = edit.tx.execute(unlinked).await?;
    if unlinked > 0 {
        let providers = sql(PROVIDERS).bind(&user.0).bind(edit.now());
        edit.tx.execute(providers).await?;
    }
    Ok(unlinked)
}
