//! No verb of the flows escapes: each is driven by a scene, or is named here with what it moves instead of a secret.

use std::collections::BTreeSet;

use wardroom_tests::source::public_verbs;

/// Takes no secret and returns none.
const CARRIES_NONE: &[(&str, &str)] = &[
    (
        "book",
        "an address and a name in, the id of a user out; nothing is mailed",
    ),
    ("can", "a user and an action in, yes or no out"),
    ("create_profile", "names and a language"),
    ("create_tenant", "a slug and a name"),
    ("grant_role", "a user and a role"),
    (
        "identities",
        "which providers a user has linked; their tokens are another verb's",
    ),
    ("leave_tenant", "a user and a tenant"),
    ("members", "who holds which role"),
    ("memberships", "which roles a user holds"),
    (
        "pending_invitations",
        "to whom and until when; the link was mailed",
    ),
    ("profile", "names and a language"),
    ("revoke_invitation", "the id of an invitation"),
    ("tenant", "a slug in, a name out"),
    ("update_profile", "names and a language"),
    ("withdraw_role", "a user and a role"),
];

/// Fails with the verbs that are neither driven nor named, and with names that say what is not so.
pub(crate) fn check(driven: &BTreeSet<&'static str>) {
    let declared: BTreeSet<String> = public_verbs("flow").into_iter().collect();
    assert!(
        declared.len() > 50,
        "the flows were not found: {declared:?}"
    );
    let is_named = |verb: &str| CARRIES_NONE.iter().any(|(name, _)| *name == verb);
    let missing: Vec<&String> = declared
        .iter()
        .filter(|verb| !driven.contains(verb.as_str()) && !is_named(verb))
        .collect();
    assert!(
        missing.is_empty(),
        "drive {missing:?} in tests/hunt/scenes, or say in tests/hunt/verbs.rs why no secret goes through"
    );
    for (name, why) in CARRIES_NONE {
        assert!(declared.contains(*name), "{name} ({why}) is gone");
        assert!(
            !driven.contains(name),
            "{name} ({why}) is driven all the same"
        );
    }
}
