//! Organisations: plausible names, unique slugs, sizes that fall off as Zipf's law has it.

use std::collections::HashSet;

use super::batch::row;
use super::dice::Dice;
use super::draft::{DAY, Draft};
use crate::model::{Id, Ts};

const USERS_PER_TENANT: u64 = 40;
const MOST: u64 = 5_000;

/// The largest, by hand: name and slug.
const NAMED: &[(&str, &str)] = &[
    ("Wonderland Teas", "wonderland"),
    ("Müller & Söhne GmbH", "mueller-soehne"),
    ("株式会社さくら印刷", "sakura-insatsu"),
    ("Société Générale des Parapluies", "parapluies"),
    ("Αφοί Παπαδόπουλοι ΑΕ", "papadopouloi"),
    ("شركة النيل للنقل", "nile-transport"),
    ("ТОВ «Коваль і партнери»", "koval"),
    ("北京长城科技有限公司", "great-wall-tech"),
    ("हिमालय इंजीनियरिंग", "himalaya-engineering"),
    // Whoever names a tenant may be as hostile as whoever names a user.
    ("Acme\u{1b}[5m\u{202e} gnidloH", "acme-holding"),
];

const FIRST: &[&str] = &[
    "Northwind",
    "Blue Heron",
    "Juniper",
    "Cobalt",
    "Harbour",
    "Alpine",
    "Saffron",
    "Copper",
    "Meridian",
    "Lantern",
    "Orchard",
    "Granite",
    "Tidewater",
    "Falcon",
    "Evergreen",
    "Silverline",
    "Mistral",
    "Quarry",
    "Solstice",
    "Redwood",
    "Pioneer",
    "Lakeshore",
    "Beacon",
    "Larkspur",
    "Ironbridge",
    "Fjord",
    "Cinnamon",
    "Atlas",
    "Willow",
    "Zenith",
];
const SECOND: &[&str] = &[
    "Logistics",
    "Dental",
    "Robotics",
    "Bakery",
    "Insurance",
    "Clinics",
    "Energy",
    "Textiles",
    "Publishing",
    "Academy",
    "Foods",
    "Optics",
    "Travel",
    "Analytics",
    "Timber",
    "Credit Union",
    "Diagnostics",
    "Marine",
    "Studios",
    "Pharmacy",
    "Housing",
    "Instruments",
    "Telecom",
    "Gardens",
];
const FORM: &[(u64, &str)] = &[
    (5, ""),
    (3, " Ltd"),
    (3, " Inc."),
    (2, " GmbH"),
    (1, " S.A."),
    (1, " B.V."),
    (1, " AB"),
];

/// An organisation.
pub(super) struct Tenant {
    pub id: Id,
    pub created: Ts,
    /// Its first owner, once there is one.
    pub owner: Option<Id>,
}

/// Every organisation of the plan, largest first.
pub(super) struct Tenants(pub Vec<Tenant>);

impl Tenants {
    /// Writes the organisations for so many users.
    pub(super) fn add(draft: &mut Draft<'_>, users: u64) -> Self {
        let count = usize::try_from((users / USERS_PER_TENANT).clamp(3, MOST)).unwrap_or(3);
        let mut slugs = HashSet::new();
        Self((0..count).map(|at| add(draft, at, &mut slugs)).collect())
    }

    /// One of them, the first far more often than the last.
    pub(super) fn draw(&self, dice: &Dice) -> usize {
        // Uniform over the logarithm of the rank: the size falls with one over the rank.
        let even = f64::from(u32::from_le_bytes(dice.bytes())) / f64::from(u32::MAX);
        let ranks = f64::from(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        let rank = ranks.powf(even).floor();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and the number of tenants"
        )]
        let rank = rank as usize;
        rank.clamp(1, self.0.len()) - 1
    }
}

fn add(draft: &mut Draft<'_>, at: usize, slugs: &mut HashSet<String>) -> Tenant {
    let (name, slug) = named(draft.dice, at);
    let mut unique = slug.clone();
    while !slugs.insert(unique.clone()) {
        unique = format!("{slug}-{}", draft.dice.below(10_000));
    }
    let created = draft.dice.instant(
        draft.setting.ago(2_200 * DAY),
        draft.setting.ago(1_500 * DAY),
    );
    let id = draft.id(created);
    let status = if at > NAMED.len() && draft.dice.once_in(40) {
        "disabled"
    } else {
        "active"
    };
    let (made, changed) = (draft.at(created), draft.at(created));
    draft
        .batch
        .tenants
        .push(row![&id, unique, name, status, made, changed]);
    Tenant {
        id,
        created,
        owner: None,
    }
}

fn named(dice: &Dice, at: usize) -> (String, String) {
    if let Some((name, slug)) = NAMED.get(at) {
        return ((*name).to_owned(), (*slug).to_owned());
    }
    let (first, second) = (dice.pick(FIRST), dice.pick(SECOND));
    let slug = format!("{first} {second}").to_lowercase().replace(' ', "-");
    (format!("{first} {second}{}", dice.weighted(FORM)), slug)
}
