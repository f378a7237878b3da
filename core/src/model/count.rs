//! How sentences count.

/// A count and what is counted, one or many: `1 session ends`, `2 sessions end`.
pub fn counted(count: i64, [one, many]: [&str; 2]) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
