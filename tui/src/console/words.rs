//! How the console writes numbers, ages and instants.

use std::time::Duration;

use wardroom_core::model::Ts;

const UNITS: [(u64, &str); 5] = [
    (365 * 86_400, "y"),
    (86_400, "d"),
    (3_600, "h"),
    (60, "m"),
    (1, "s"),
];

/// A length of time in its largest whole unit: `32 m`, `2 d`.
pub fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    let unit = UNITS.iter().find(|(size, _)| seconds >= *size);
    unit.map_or_else(
        || "now".to_owned(),
        |(size, name)| format!("{} {name}", seconds / size),
    )
}

/// How long before `now` it was.
pub fn age(at: Ts, now: Ts) -> String {
    known(at, || span(now.since(at)))
}

/// As [`age`] in the six columns of a cell: what never was, and a dash for what nobody keeps.
pub fn age_or_never(at: Option<Ts>, now: Ts) -> String {
    match at {
        None => "never".to_owned(),
        Some(at) if at == Ts::UNKNOWN => "-".to_owned(),
        Some(at) => age(at, now),
    }
}

/// The day: `2026-11-20`.
pub fn day(at: Ts) -> String {
    known(at, || at.timestamp().strftime("%Y-%m-%d").to_string())
}

/// The minute: `2026-11-20 14:02Z`.
pub fn minute(at: Ts) -> String {
    known(at, || {
        at.timestamp().strftime("%Y-%m-%d %H:%MZ").to_string()
    })
}

/// What `spelled` says of an instant, where the directory keeps one.
pub fn known(at: Ts, spelled: impl FnOnce() -> String) -> String {
    if [Ts::UNKNOWN, Ts::ENDLESS].contains(&at) {
        at.to_string()
    } else {
        spelled()
    }
}

/// The time of day: `14:02:07Z`.
pub fn clock(at: Ts) -> String {
    at.timestamp().strftime("%H:%M:%SZ").to_string()
}

/// The time of day, or the day where it was another: `14:02Z`, `2026-11-18`.
pub fn moment(at: Ts, now: Ts) -> String {
    if day(at) == day(now) {
        at.timestamp().strftime("%H:%MZ").to_string()
    } else {
        day(at)
    }
}

/// A count with its thousands divided: `1,204`.
pub fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if number < 0 {
        grouped.insert(0, '-');
    }
    grouped
}

/// An estimate, as rough as it is: `~4.18 M`.
pub fn about(number: i64) -> String {
    let scaled = |size: i64, unit: &str| {
        let hundredths = number * 100 / size;
        format!("~{}.{:02} {unit}", hundredths / 100, hundredths % 100)
    };
    match number {
        1_000_000.. => scaled(1_000_000, "M"),
        10_000.. => format!("~{} k", number / 1_000),
        _ => format!("~{}", count(number)),
    }
}

/// `1 session`, `3 sessions`.
pub fn plural(number: i64, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{} {one}{s}", count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_show_their_largest_unit() {
        let said = |seconds| span(Duration::from_secs(seconds));
        assert_eq!(said(0), "now");
        assert_eq!(said(59), "59 s");
        assert_eq!(said(32 * 60), "32 m");
        assert_eq!(said(49 * 3600), "2 d");
        assert_eq!(said(800 * 86_400), "2 y");
    }

    #[test]
    fn counts_are_grouped_and_estimates_rough() {
        assert_eq!((count(0).as_str(), count(-1_204).as_str()), ("0", "-1,204"));
        assert_eq!(count(1_000_000), "1,000,000");
        assert_eq!(about(4_182_901), "~4.18 M");
        assert_eq!(about(41_829), "~41 k");
        assert_eq!(about(5_000), "~5,000");
        assert_eq!(
            (plural(1, "session"), plural(3, "session")),
            ("1 session".into(), "3 sessions".into())
        );
    }
}
