//! Second factors and recovery codes: sealed secrets, public keys, hashed sets.

use std::time::Duration;

use super::batch::row;
use super::draft::{DAY, Draft, HOUR};
use super::person::{Codes, Person};
use super::vault::Seal;
use crate::crypto::totp::STEP_SECONDS;
use crate::db::Value;
use crate::error::Result;
use crate::model::{CodeSetKind, CodeSetState, Id, Ts};

const APPS: &[(u64, &str)] = &[
    (50, ""),
    (20, "Google Authenticator"),
    (10, "Aegis"),
    (10, "1Password"),
    (6, "Handy"),
    (4, "手机"),
];
const KEYS: &[(u64, Key)] = &[
    (
        45,
        Key {
            label: "iCloud Keychain",
            aaguid: 0xfbfc_3007_154e_4ecc_8c0b_6e02_0557_d7bd,
            transports: &["internal", "hybrid"],
            synced: true,
        },
    ),
    (
        30,
        Key {
            label: "Google Password Manager",
            aaguid: 0xea9b_8d66_4d01_1d21_3ce4_b6b4_8cb5_75d4,
            transports: &["internal", "hybrid"],
            synced: true,
        },
    ),
    (
        15,
        Key {
            label: "Windows Hello",
            aaguid: 0x0898_7058_cadc_4b81_b6e1_30de_50dc_be96,
            transports: &["internal"],
            synced: false,
        },
    ),
    (
        10,
        Key {
            label: "YubiKey 5",
            aaguid: 0xcb69_481e_8ff7_4039_93ec_0a27_29a1_54a8,
            transports: &["usb", "nfc"],
            synced: false,
        },
    ),
];

/// A kind of authenticator, by the id its maker gave it.
struct Key {
    label: &'static str,
    aaguid: u128,
    transports: &'static [&'static str],
    synced: bool,
}

/// Adds the second factors and codes of `person`.
pub(super) fn add(draft: &mut Draft<'_>, person: &Person) -> Result<()> {
    let factors = person.traits.factors;
    if factors.totp {
        totp(draft, person, true)?;
    }
    if factors.abandoned {
        totp(draft, person, false)?;
    }
    for _ in 0..factors.passkeys {
        passkey(draft, person);
    }
    match person.traits.codes {
        Codes::None => {}
        Codes::Active(kind, used) => set(draft, person, CodeSetState::Active, kind, used),
        Codes::AndPending(used) => {
            set(draft, person, CodeSetState::Active, CodeSetKind::Full, used);
            set(draft, person, CodeSetState::Pending, CodeSetKind::Full, 0);
        }
        Codes::Void => set(draft, person, CodeSetState::Void, CodeSetKind::Full, 2),
    }
    Ok(())
}

/// Enrolled with the account or later, but before its last use.
fn enrolled(draft: &Draft<'_>, person: &Person) -> Ts {
    draft
        .dice
        .instant(person.created, person.last_seen.unwrap_or(draft.now()))
}

fn totp(draft: &mut Draft<'_>, person: &Person, confirmed: bool) -> Result<()> {
    let made = enrolled(draft, person);
    let id = draft.id(made);
    let (sealed, version) = draft.setting.vault.sealed(draft.dice, Seal::Totp, &id)?;
    let label = *draft.dice.weighted(APPS);
    let used = person.last_seen.filter(|_| confirmed);
    let step = used.map(|at| at.unix_seconds() / STEP_SECONDS);
    let row = row![
        id,
        &person.id,
        label,
        sealed,
        version,
        step,
        draft.at(made),
        draft.at_opt(confirmed.then_some(made)),
        draft.at_opt(used),
    ];
    draft.batch.totp_factors.push(row);
    Ok(())
}

fn passkey(draft: &mut Draft<'_>, person: &Person) {
    let made = enrolled(draft, person);
    let key = draft.dice.weighted(KEYS);
    // A COSE key on P-256 (RFC 9053 §7.1.1) with random coordinates.
    let point = [
        &[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20][..],
        &draft.dice.bytes::<32>(),
        &[0x22, 0x58, 0x20],
        &draft.dice.bytes::<32>(),
    ]
    .concat();
    let count = if key.synced {
        0
    } else {
        1 + i64::from(draft.dice.bytes::<1>()[0])
    };
    let row = row![
        draft.id(made),
        &person.id,
        draft.dice.bytes::<32>().to_vec(),
        point,
        count,
        Id::Uuid(uuid::Uuid::from_u128(key.aaguid)),
        serde_json::json!(key.transports),
        key.synced,
        key.label,
        draft.at(made),
        draft.at_opt(person.last_seen),
    ];
    draft.batch.passkeys.push(row);
}

fn set(
    draft: &mut Draft<'_>,
    person: &Person,
    state: CodeSetState,
    kind: CodeSetKind,
    used: usize,
) {
    let dice = draft.dice;
    let one_time = kind == CodeSetKind::OneTime;
    let made = match state {
        CodeSetState::Pending => dice.instant(draft.since(person.created, 2 * DAY), draft.now()),
        _ if one_time => dice.instant(draft.since(person.created, 30 * HOUR), draft.now()),
        _ => enrolled(draft, person),
    };
    let id = draft.id(made);
    let begun = (state != CodeSetState::Pending).then_some(made);
    let voided = (state == CodeSetState::Void).then(|| dice.instant(made, draft.now()));
    let expires = one_time.then(|| made.plus(Duration::from_secs(24 * HOUR)));
    let by_operator = one_time || state == CodeSetState::Pending || dice.chance(10);
    let issued = draft.setting.vault.codes(dice);
    let row = row![
        &id,
        &person.id,
        kind.word(),
        state.word(),
        issued.salt.as_bytes().to_vec(),
        draft.at(made),
        draft.at_opt(begun),
        draft.at_opt(voided),
        draft.at_opt(expires),
        by_operator.then_some("support@example.com"),
    ];
    draft.batch.code_sets.push(row);
    let count = if one_time { 1 } else { issued.hashes.len() };
    for (position, hash) in (0_i64..).zip(issued.hashes.iter().take(count)) {
        let spent = usize::try_from(position).is_ok_and(|at| at < used);
        let spent = spent.then(|| dice.instant(made, voided.unwrap_or(draft.now())));
        draft.batch.codes.push(row![
            &id,
            Value::Int(Some(position)),
            *hash.as_bytes(),
            draft.at_opt(spent)
        ]);
    }
}
