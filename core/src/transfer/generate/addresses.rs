//! E-mail addresses: a mix of domains, every address once.

use std::collections::HashSet;

use super::dice::Dice;
use super::names::Naming;
use crate::crypto::digest::sha256;
use crate::model::normalize_email;

/// Domains met everywhere.
const COMMON: &[(u64, &str)] = &[
    (48, "gmail.com"),
    (14, "outlook.com"),
    (10, "icloud.com"),
    (9, "yahoo.com"),
    (7, "hotmail.com"),
    (5, "proton.me"),
    (4, "fastmail.com"),
    (3, "bücher.example"),
];
/// Where firms have their mail; reserved names (RFC 2606), so that nobody is ever written to.
const FIRMS: &[&str] = &[
    "contoso.test",
    "globex.test",
    "initech.test",
    "umbrella.example",
    "hooli.example",
    "vandelay.example",
    "stark.test",
    "wayne.example",
];
const SHAPES: &[(u64, Shape)] = &[
    (40, Shape::Dotted),
    (18, Shape::Joined),
    (14, Shape::Initial),
    (12, Shape::Family),
    (10, Shape::Given),
    (6, Shape::Tagged),
];

#[derive(Clone, Copy)]
enum Shape {
    Dotted,
    Joined,
    Initial,
    Family,
    Given,
    Tagged,
}

/// The addresses given out, each by 64 bits of its hash: a false match costs one more digit, never a duplicate.
#[derive(Default)]
pub(super) struct Addresses(HashSet<u64>);

impl Addresses {
    /// An address nobody has yet: as typed, and as compared.
    pub(super) fn draw(
        &mut self,
        dice: &Dice,
        naming: &Naming,
        given: &str,
        family: &str,
        firm: bool,
    ) -> (String, String) {
        let local = local(dice, given, family);
        let domain = domain(dice, naming, firm);
        let mut number = dice.chance(45).then(|| dice.below(100));
        // Each try is among more numbers than the one before, so that it ends however many share a name.
        let mut reach = 10_u64;
        loop {
            let typed = match number {
                None => format!("{local}@{domain}"),
                Some(n) => format!("{local}{n}@{domain}"),
            };
            if let Some(normalized) = self.take(&typed) {
                let typed = if dice.once_in(25) {
                    capitalised(&typed)
                } else {
                    typed
                };
                return (typed, normalized);
            }
            reach = reach.saturating_mul(10);
            number = Some(dice.below(reach));
        }
    }

    /// Keeps an address for one person; its compared form, unless it is taken or none at all.
    pub(super) fn take(&mut self, typed: &str) -> Option<String> {
        let normalized = normalize_email(typed)?;
        let hash = sha256(normalized.as_bytes());
        let short = u64::from_le_bytes(*hash.first_chunk()?);
        self.0.insert(short).then_some(normalized)
    }
}

fn local(dice: &Dice, given: &str, family: &str) -> String {
    let initial = given.chars().next().unwrap_or('x');
    match dice.weighted(SHAPES) {
        Shape::Dotted => format!("{given}.{family}"),
        Shape::Joined => format!("{given}{family}"),
        Shape::Initial => format!("{initial}{family}"),
        Shape::Family => format!("{family}.{given}"),
        Shape::Given => format!("{given}_{initial}"),
        Shape::Tagged => format!("{given}.{family}+accounts"),
    }
}

fn domain<'a>(dice: &Dice, naming: &'a Naming, firm: bool) -> &'a str {
    match dice.below(100) {
        _ if firm => dice.pick::<&str>(FIRMS),
        0..55 => dice.pick::<&str>(naming.domains),
        _ => dice.weighted::<&str>(COMMON),
    }
}

fn capitalised(typed: &str) -> String {
    let mut letters = typed.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::generate::names::NAMINGS;

    #[test]
    fn however_many_share_a_name_each_has_an_address_of_their_own() {
        let (dice, mut addresses) = (Dice::new(1, 1), Addresses::default());
        let naming = &NAMINGS[0].1;
        let drawn: HashSet<String> = (0..5_000)
            .map(|_| addresses.draw(&dice, naming, "mary", "smith", true).1)
            .collect();
        assert_eq!(drawn.len(), 5_000);
    }
}
