//! The part of a list of millions that is in memory: a stretch of rows with both its ends open.
//! It grows at either end and forgets at the other, so holding a key down costs no memory.

use wardroom_core::model::{Page, UserCursor, UserId, UserLine, UserSort, normalize_email};

use crate::console::widget::listing::{Kept, Listing};

/// Rows asked for at once.
pub(super) const PAGE: usize = 100;
/// Rows kept at most.
const MOST: usize = 2_000;

/// Which rows are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reach {
    /// From the first row, instead of what is there.
    #[default]
    Start,
    /// The last rows, instead of what is there.
    End,
    /// The rows after the last one.
    After,
    /// The rows before the first one.
    Before,
    /// The same rows again.
    Again,
}

impl Reach {
    /// Whether the rows come in the opposite order.
    pub(super) const fn is_backward(self) -> bool {
        matches!(self, Self::End | Self::Before)
    }
}

/// The loaded rows and whether there are more.
#[derive(Debug, Default)]
pub(super) struct Window {
    rows: Vec<UserLine>,
    has_before: bool,
    has_after: bool,
}

impl Window {
    pub(super) fn get(&self, row: usize) -> Option<&UserLine> {
        self.rows.get(row)
    }

    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) const fn has_before(&self) -> bool {
        self.has_before
    }

    pub(super) const fn has_after(&self) -> bool {
        self.has_after
    }

    /// After which row the database is asked, in the order the reach has.
    pub(super) fn cursor(&self, reach: Reach, sort: UserSort) -> Option<UserCursor> {
        match reach {
            Reach::Start | Reach::End => None,
            Reach::After => self.rows.last().map(|row| cursor_of(row, sort)),
            Reach::Before => self.rows.first().map(|row| cursor_of(row, sort)),
            // One row at the top is given up: it comes back by moving up.
            Reach::Again => self
                .rows
                .first()
                .filter(|_| self.has_before)
                .map(|row| cursor_of(row, sort)),
        }
    }

    /// How many rows to ask for.
    pub(super) fn limit(&self, reach: Reach) -> usize {
        if reach == Reach::Again {
            self.rows.len().clamp(PAGE, MOST)
        } else {
            PAGE
        }
    }

    /// Takes in a page and lets the listing follow.
    pub(super) fn take(
        &mut self,
        reach: Reach,
        page: Page<UserLine, UserCursor>,
        listing: &mut Listing<UserId>,
    ) -> Kept {
        let (mut rows, has_more) = (page.rows, page.next.is_some());
        if reach.is_backward() {
            rows.reverse();
        }
        let keys = rows
            .iter()
            .map(|row| row.user.id.clone())
            .collect::<Vec<_>>();
        match reach {
            Reach::After => {
                self.rows.append(&mut rows);
                self.has_after = has_more;
                listing.extend(keys);
                self.forget_front(listing);
            }
            Reach::Before => {
                self.rows.splice(0..0, rows);
                self.has_before = has_more;
                listing.extend_front(keys);
                self.forget_end(listing);
            }
            Reach::Start | Reach::End | Reach::Again => {
                self.has_before = match reach {
                    Reach::End => has_more,
                    Reach::Again => self.has_before,
                    _ => false,
                };
                self.has_after = reach != Reach::End && has_more;
                self.rows = rows;
                return listing.replace(keys);
            }
        }
        Kept::Same
    }

    fn forget_front(&mut self, listing: &mut Listing<UserId>) {
        let surplus = self.rows.len().saturating_sub(MOST);
        if surplus > 0 {
            self.rows.drain(..surplus);
            self.has_before = true;
            listing.forget_front(surplus);
        }
    }

    fn forget_end(&mut self, listing: &mut Listing<UserId>) {
        if self.rows.len() > MOST {
            self.rows.truncate(MOST);
            self.has_after = true;
            listing.truncate(MOST);
        }
    }
}

/// Where the pages around a row begin.
fn cursor_of(row: &UserLine, sort: UserSort) -> UserCursor {
    let user = &row.user;
    let (at, email) = match sort {
        UserSort::CreatedDown | UserSort::CreatedUp => (Some(user.created_at), None),
        UserSort::SeenDown | UserSort::SeenUp => (user.last_sign_in_at, None),
        UserSort::EmailUp | UserSort::EmailDown => {
            let email = normalize_email(&user.email).unwrap_or_else(|| user.email.to_lowercase());
            (None, Some(email))
        }
    };
    UserCursor {
        at,
        email,
        id: user.id.clone(),
    }
}
