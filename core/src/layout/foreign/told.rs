//! A logical table told in our words: which rows it has, and what each column is there.

/// How a logical table reads in a foreign directory.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Told {
    /// The logical table.
    pub(in crate::layout) name: &'static str,
    /// The application's table whose rows these are.
    pub(in crate::layout) base: &'static str,
    /// What follows FROM: the first whose names are all there. Where none is, there are no rows.
    pub(in crate::layout) from: &'static [&'static str],
    /// Which of the rows; a name in it that is not there means all.
    pub(in crate::layout) only: &'static str,
    /// Logical columns, each with the expressions to read it by: the first whose names are all there counts. A column
    /// that is not listed, or of which no expression can be had, is as unknown as [`super::contract`] says.
    pub(in crate::layout) columns: &'static [(&'static str, &'static [&'static str])],
}
