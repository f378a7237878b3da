//! Values in the text form of PostgreSQL's COPY.

use std::fmt::{Display, Write};

use super::{Instant, Value};
use crate::model::Id;

const NULL: &str = "\\N";

/// Appends `value` to a line of COPY.
pub(super) fn append(line: &mut String, value: &Value) {
    match value {
        Value::Id(Some(Id::Uuid(id))) => show(line, id),
        Value::Id(Some(Id::Integer(id))) => show(line, id),
        Value::Id(Some(Id::Text(text)))
        | Value::Text(Some(text))
        | Value::Instant(Instant::Text(Some(text))) => escape(line, text),
        Value::Ts(Some(at)) | Value::Instant(Instant::Native(Some(at))) => show(line, at),
        Value::Int(Some(number)) | Value::Instant(Instant::Int(Some(number))) => show(line, number),
        Value::Bool(yes) => line.push(if *yes { 't' } else { 'f' }),
        Value::Bytes(Some(bytes)) => {
            // The backslash of bytea's own form has to be escaped once more.
            line.push_str("\\\\x");
            data_encoding::HEXLOWER.encode_append(bytes, line);
        }
        Value::Json(json) => escape(line, &json.to_string()),
        Value::Id(None)
        | Value::Text(None)
        | Value::Ts(None)
        | Value::Int(None)
        | Value::Bytes(None)
        | Value::Instant(Instant::Native(None) | Instant::Int(None) | Instant::Text(None)) => {
            line.push_str(NULL);
        }
    }
}

fn show(line: &mut String, value: impl Display) {
    // Writing to a `String` cannot fail.
    let _ = write!(line, "{value}");
}

fn escape(line: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '\\' => line.push_str("\\\\"),
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            other => line.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: impl Into<Value>) -> String {
        let mut line = String::new();
        append(&mut line, &value.into());
        line
    }

    #[test]
    fn what_would_end_a_field_or_a_row_is_escaped() {
        assert_eq!(written("a\tb\nc\rd\\N"), "a\\tb\\nc\\rd\\\\N");
    }

    #[test]
    fn a_null_is_not_the_text_that_looks_like_one() {
        assert_eq!(written(None::<String>), "\\N");
        assert_eq!(written("\\N"), "\\\\N");
    }

    #[test]
    fn bytes_are_hexadecimal_behind_an_escaped_backslash() {
        assert_eq!(written(vec![0, 0xab]), "\\\\x00ab");
    }
}
