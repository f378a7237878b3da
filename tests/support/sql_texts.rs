//! Reads SQL texts out of Rust source: literals, `concat!`, `Sql::each`, and what macros of one arm make of them.

use std::collections::HashMap;

use wardroom_core::db::Engine;

use crate::source::core_files;

/// Rooms whose statements are built for tables of their own making, before there are names to fill in.
const BEFORE_NAMES: [&str; 2] = ["core/src/db/", "core/src/transfer/"];

/// Heads and pieces that are statements only once put together: `tests/schema/plans` runs every whole one.
const PIECES: [&str; 3] = [
    "core/src/sweep/",
    // And what it is with an application's tables: `users_page_foreign.rs`.
    "core/src/store/users_page",
    "core/src/store/users_filter.rs",
];

/// Statements over other libraries' tables: prepared over databases of theirs, each by [`layout_texts`].
const FOREIGN: [&str; 5] = [
    "core/src/layout/authjs/",
    "core/src/layout/better_auth/",
    "core/src/layout/example.rs",
    "core/src/layout/foreign/",
    "core/src/layout/supabase/",
];

/// Where a text is meant to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// On both engines.
    Both,
    /// On SQLite.
    Sqlite,
    /// On PostgreSQL.
    Postgres,
}

impl On {
    /// Whether it runs there.
    pub fn is(self, engine: Engine) -> bool {
        match self {
            Self::Both => true,
            Self::Sqlite => engine == Engine::Sqlite,
            Self::Postgres => engine == Engine::Postgres,
        }
    }
}

/// One statement and the file it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The file, from the root of the project.
    pub file: String,
    /// The text, with `{names}`.
    pub sql: String,
    /// Where it runs.
    pub on: On,
}

/// Every whole statement of core over Wardroom's own tables, with the file it stands in.
pub fn core_texts() -> Vec<Text> {
    let apart = || BEFORE_NAMES.iter().chain(&PIECES).chain(&FOREIGN);
    texts_where(|name| !apart().any(|room| name.starts_with(room)))
}

/// Every whole statement of a foreign layout, by the name of its folder.
pub fn layout_texts(folder: &str) -> Vec<Text> {
    let folder = format!("core/src/layout/{folder}/");
    // What its rows read like is pieces: every read puts them together.
    texts_where(|name| name.starts_with(&folder) && !name.ends_with("/told.rs"))
}

fn texts_where(wanted: impl Fn(&str) -> bool) -> Vec<Text> {
    let files: Vec<(String, String)> = core_files("")
        .into_iter()
        .map(|path| {
            let (_, name) = path.to_str().unwrap().rsplit_once("/../").unwrap();
            (name.to_owned(), std::fs::read_to_string(&path).unwrap())
        })
        .filter(|(name, _)| wanted(name))
        .collect();
    texts_of(&files)
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Literal(String),
    Word(String),
    Sign(char),
}

const STATEMENTS: [&str; 5] = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];

/// A macro of one arm: the names of its parameters, and what a call of it stands for.
#[derive(Clone)]
struct Macro {
    parameters: Vec<String>,
    body: Vec<Token>,
}

type Macros = HashMap<String, Macro>;

/// The statements in `files`, each a name and its text; test modules are left out.
fn texts_of(files: &[(String, String)]) -> Vec<Text> {
    let tokens: Vec<(&String, Vec<Token>)> = files
        .iter()
        .map(|(name, text)| {
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            (name, tokens(code))
        })
        .collect();
    let everywhere: Macros = tokens.iter().flat_map(|(_, t)| macros(t)).collect();
    let mut found = Vec::new();
    for (name, tokens) in &tokens {
        let mut known = everywhere.clone();
        known.extend(macros(tokens));
        statements(name, &expanded(tokens, &known), &mut found);
    }
    found
}

fn statements(file: &str, tokens: &[Token], found: &mut Vec<Text>) {
    let mut at = 0;
    // Within `Sql::each(…)`: which of its two texts comes next.
    let mut each = 0;
    while at < tokens.len() {
        if is_path(&tokens[at..], "Sql", "each") {
            each = 2;
        }
        let (text, next) = text_at(tokens, at);
        at = next;
        let Some(text) = text else { continue };
        let is_statement = STATEMENTS.iter().any(|s| {
            text.trim_start()
                .strip_prefix(s)
                .is_some_and(|rest| rest.starts_with(char::is_whitespace))
        });
        if is_statement {
            let on = match each {
                2 => On::Sqlite,
                1 => On::Postgres,
                _ => On::Both,
            };
            each = i32::max(each - 1, 0);
            found.push(Text {
                file: file.to_owned(),
                sql: text,
                on,
            });
        }
    }
}

/// The text that begins at a token, and the token after it.
fn text_at(tokens: &[Token], at: usize) -> (Option<String>, usize) {
    if let Token::Literal(text) = &tokens[at] {
        return (Some(text.clone()), at + 1);
    }
    if !is_macro(&tokens[at..], "concat") {
        return (None, at + 1);
    }
    let end = after_group(tokens, at + 2);
    let mut text = String::new();
    let mut inside = at + 3;
    while inside < end - 1 {
        let (part, next) = text_at(tokens, inside);
        match part {
            Some(part) => text.push_str(&part),
            None if tokens[inside] == Token::Sign(',') => {}
            None => panic!("{:?} is no text, after {text}", tokens[inside]),
        }
        inside = next;
    }
    (Some(text), end)
}

/// The tokens with every call of a known macro replaced by what it stands for; declarations are left out.
fn expanded(tokens: &[Token], known: &Macros) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_macro(&tokens[at..], "macro_rules") {
            at = after_group(tokens, at + 3);
        } else if let Some(makes) = called(tokens, at, known) {
            let end = after_group(tokens, at + 2);
            let body = makes.filled(&tokens[at + 3..end - 1]);
            out.extend(expanded(&body, known));
            at = end;
        } else {
            out.push(tokens[at].clone());
            at += 1;
        }
    }
    out
}

fn called<'a>(tokens: &[Token], at: usize, known: &'a Macros) -> Option<&'a Macro> {
    match &tokens[at..] {
        [
            Token::Word(name),
            Token::Sign('!'),
            Token::Sign('(' | '{'),
            ..,
        ] => known.get(name),
        _ => None,
    }
}

impl Macro {
    /// The body with these arguments in the place of its parameters.
    fn filled(&self, arguments: &[Token]) -> Vec<Token> {
        let arguments = split(arguments);
        let mut out = Vec::new();
        let mut tokens = self.body.iter().peekable();
        while let Some(token) = tokens.next() {
            let named = tokens.peek().filter(|_| *token == Token::Sign('$'));
            let place = named.and_then(|n| self.parameters.iter().position(|p| n.is_word(p)));
            match place.and_then(|place| arguments.get(place)) {
                Some(argument) => {
                    out.extend_from_slice(argument);
                    tokens.next();
                }
                None => out.push(token.clone()),
            }
        }
        out
    }
}

/// What stands between commas that are in no group of their own.
fn split(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut found, mut from, mut at) = (Vec::new(), 0, 0);
    while at < tokens.len() {
        match &tokens[at] {
            Token::Sign('(' | '[' | '{') => at = after_group(tokens, at),
            Token::Sign(',') => {
                found.push(&tokens[from..at]);
                at += 1;
                from = at;
            }
            _ => at += 1,
        }
    }
    found.push(&tokens[from..]);
    found
}

impl Token {
    fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own == word)
    }
}

/// The macros that are declared here with one arm and without repetitions, by name.
fn macros(tokens: &[Token]) -> Macros {
    let starts = (0..tokens.len()).filter(|at| is_macro(&tokens[*at..], "macro_rules"));
    starts.filter_map(|at| one_arm(tokens, at)).collect()
}

/// `macro_rules! name { ($a:literal, …) => { … }; }`.
fn one_arm(tokens: &[Token], at: usize) -> Option<(String, Macro)> {
    let Some(Token::Word(name)) = tokens.get(at + 2) else {
        return None;
    };
    let (pattern, end) = (at + 4, after_group(tokens, at + 3) - 1);
    let body = after_group(tokens, pattern) + 2;
    let after = after_group(tokens, body);
    let repeats = tokens[pattern..after]
        .windows(2)
        .any(|pair| pair == [Token::Sign('$'), Token::Sign('(')]);
    if repeats || tokens[after..end].iter().any(|t| *t != Token::Sign(';')) {
        return None;
    }
    let parameters = tokens[pattern..body].windows(2);
    let parameters = parameters.filter_map(|pair| match pair {
        [Token::Sign('$'), Token::Word(name)] => Some(name.clone()),
        _ => None,
    });
    let found = Macro {
        parameters: parameters.collect(),
        body: tokens[body + 1..after - 1].to_vec(),
    };
    Some((name.clone(), found))
}

fn is_macro(tokens: &[Token], name: &str) -> bool {
    matches!(tokens, [Token::Word(word), Token::Sign('!'), ..] if word == name)
}

fn is_path(tokens: &[Token], first: &str, second: &str) -> bool {
    matches!(tokens, [Token::Word(a), Token::Sign(':'), Token::Sign(':'), Token::Word(b), ..] if a == first && b == second)
}

/// The token after the group whose opening bracket stands at `open`.
fn after_group(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

fn tokens(code: &str) -> Vec<Token> {
    let mut rest = code;
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '"' {
            let (text, length) = literal(rest);
            found.push(Token::Literal(text));
            length
        } else if first == '\'' {
            quoted_letter(rest)
        } else if first.is_alphanumeric() || first == '_' {
            let inside = |c: char| c.is_alphanumeric() || c == '_';
            let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
            found.push(Token::Word(rest[..length].to_owned()));
            length
        } else {
            if !first.is_whitespace() {
                found.push(Token::Sign(first));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

/// A string literal's value, and its length in the source.
fn literal(source: &str) -> (String, usize) {
    let mut text = String::new();
    let mut letters = source.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (text, at + 1),
            '\\' => match letters.next() {
                Some((_, '\n')) => while letters.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                Some((_, 'n')) => text.push('\n'),
                Some((_, other)) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    (text, source.len())
}

/// The length of a character literal, or of the quote of a lifetime.
fn quoted_letter(source: &str) -> usize {
    let mut letters = source.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), _) => source[3..].find('\'').map_or(1, |end| end + 4),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[test]
fn texts_are_read_wherever_they_hide() {
    let source = r#"
//! SELECT nothing
macro_rules! columns { () => { "SELECT a, \
    b " }; }
macro_rules! of { ($table:literal, $rest:literal) => { concat! { columns!(), "FROM ", $table, $rest } }; }
macro_rules! many { ($($text:literal)+) => { [$(concat!("SELECT ", $text)),+] }; }
const A: &str = concat!(columns!(), "FROM t WHERE c = '\"'");
const B: Sql = Sql::each("SELECT 1", "SELECT 2");
const C: [&str; 2] = ["UPDATE t SET a = 1", "not one"];
const D: [&str; 1] = [of!(concat!("t", "u"), " WHERE a")];
fn f<'a>(c: char) { if c == '"' || c == '\'' { sql("DELETE FROM t").push(" AND x", []) } }
"#;
    let found = texts_of(&[("a.rs".to_owned(), source.to_owned())]);
    let found: Vec<_> = found.iter().map(|t| (t.sql.as_str(), t.on)).collect();
    assert_eq!(
        found,
        [
            ("SELECT a, b FROM t WHERE c = '\"'", On::Both),
            ("SELECT 1", On::Sqlite),
            ("SELECT 2", On::Postgres),
            ("UPDATE t SET a = 1", On::Both),
            ("SELECT a, b FROM tu WHERE a", On::Both),
            ("DELETE FROM t", On::Both),
        ]
    );
}
