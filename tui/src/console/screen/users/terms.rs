//! The terms the filter line completes, from the list the parser itself is described by.

use std::sync::LazyLock;

use wardroom_core::model::TERMS;

use crate::console::widget::filter_line::Term;

static VALUES: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let values = |(_, examples): &(&str, &'static str)| -> Vec<&'static str> {
        let values: Vec<_> = examples.split(", ").collect();
        // A single one is an example only: any name may stand there.
        if values.len() > 1 { values } else { Vec::new() }
    };
    TERMS.iter().map(values).collect()
});

static COMPLETED: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let terms = TERMS.iter().zip(VALUES.iter());
    terms
        .map(|((name, _), values)| Term {
            name: name.trim_end_matches(':'),
            values,
        })
        .collect()
});

/// What Tab completes.
pub(super) fn terms() -> &'static [Term] {
    &COMPLETED
}
