//! The orders the list can have: a letter, a column, and both directions.

use wardroom_core::model::UserSort;

/// One column to sort by.
pub(super) struct Order {
    /// The key in the list of columns.
    pub(super) letter: char,
    /// The word beside it.
    pub(super) word: &'static str,
    /// The column's heading.
    pub(super) title: &'static str,
    /// As first chosen, and flipped.
    ways: [UserSort; 2],
}

pub(super) const ORDERS: [Order; 3] = [
    Order {
        letter: 'c',
        word: "created",
        title: "CREATED",
        ways: [UserSort::CreatedDown, UserSort::CreatedUp],
    },
    Order {
        letter: 's',
        word: "seen",
        title: "SEEN",
        ways: [UserSort::SeenDown, UserSort::SeenUp],
    },
    Order {
        letter: 'l',
        word: "login",
        title: "LOGIN",
        ways: [UserSort::EmailUp, UserSort::EmailDown],
    },
];

/// The order a sort belongs to.
pub(super) fn order_of(sort: UserSort) -> Option<&'static Order> {
    ORDERS.iter().find(|order| order.ways.contains(&sort))
}

/// The same column the other way round.
pub(super) fn flipped(sort: UserSort) -> UserSort {
    let ways = order_of(sort).map(|order| order.ways);
    ways.and_then(|ways| ways.into_iter().find(|way| *way != sort))
        .unwrap_or(sort)
}

/// What a letter of the list makes of the present sort: another column, or the same one flipped.
pub(super) fn chosen(letter: char, now: UserSort) -> Option<UserSort> {
    let order = ORDERS.iter().find(|order| order.letter == letter)?;
    Some(if order.ways.contains(&now) {
        flipped(now)
    } else {
        order.ways[0]
    })
}

/// As the command line writes it.
pub(super) const fn words(sort: UserSort) -> &'static [&'static str] {
    match sort {
        UserSort::CreatedDown => &["--sort", "created"],
        UserSort::CreatedUp => &["--sort", "created", "--reverse"],
        UserSort::SeenDown => &["--sort", "seen"],
        UserSort::SeenUp => &["--sort", "seen", "--reverse"],
        UserSort::EmailUp => &["--sort", "email"],
        UserSort::EmailDown => &["--sort", "email", "--reverse"],
    }
}

/// Newest, latest or Z first.
pub(super) const fn is_falling(sort: UserSort) -> bool {
    matches!(
        sort,
        UserSort::CreatedDown | UserSort::SeenDown | UserSort::EmailDown
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_chooses_and_again_flips() {
        assert_eq!(chosen('s', UserSort::CreatedDown), Some(UserSort::SeenDown));
        assert_eq!(chosen('s', UserSort::SeenDown), Some(UserSort::SeenUp));
        assert_eq!(chosen('l', UserSort::SeenUp), Some(UserSort::EmailUp));
        assert_eq!(chosen('x', UserSort::SeenUp), None);
    }

    #[test]
    fn every_sort_has_a_column_and_an_opposite() {
        for order in &ORDERS {
            let [one, other] = order.ways;
            assert_eq!((flipped(one), flipped(other)), (other, one));
            assert_ne!(is_falling(one), is_falling(other));
        }
    }
}
