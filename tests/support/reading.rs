//! What a person reads off a screen: recovery codes, which one is asked for, an authenticator's secret.

use secrecy::ExposeSecret;
use wardroom_core::crypto::totp::{STEP_SECONDS, TotpSecret};

/// The recovery codes on a screen, in the order of their numbers.
pub fn codes_on(screen: &str) -> Vec<String> {
    let mut numbered: Vec<(usize, String)> = Vec::new();
    for line in screen.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        for pair in words.windows(2) {
            let is_code = pair[1].len() == 19 && pair[1].matches('-').count() == 3;
            if let (Ok(number), true) = (pair[0].parse(), is_code) {
                numbered.push((number, pair[1].to_owned()));
            }
        }
    }
    numbered.sort();
    numbered.into_iter().map(|(_, code)| code).collect()
}

/// Which code the screen asks for the end of, counted from 0.
pub fn asked_on(screen: &str) -> usize {
    let (_, after) = screen
        .split_once("last four of code ")
        .unwrap_or_else(|| panic!("no code is asked for:\n{screen}"));
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<usize>().unwrap() - 1
}

/// The last four characters of the code that the screen asks for.
pub fn ending_on(screen: &str) -> String {
    codes_on(screen)[asked_on(screen)][15..].to_owned()
}

/// The text without the left-to-right marks that the console sets around names written from right to left; every other
/// one stays.
pub fn without_own_marks(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| letters.get(index).copied());
    let is_neighbour = |letter: Option<char>| {
        letter.is_some_and(|letter| {
            matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        })
    };
    let is_own = |index: usize| {
        letters[index] == '\u{200e}'
            && (is_neighbour(at(index.checked_sub(1))) || is_neighbour(at(Some(index + 1))))
    };
    (0..letters.len())
        .filter(|index| !is_own(*index))
        .map(|index| letters[index])
        .collect()
}

/// The authenticator that was given the secret on the screen.
pub fn authenticator_on(screen: &str) -> Authenticator {
    let is_group = |word: &&str| {
        word.len() == 4
            && word
                .chars()
                .all(|letter| matches!(letter, 'A'..='Z' | '2'..='7'))
    };
    let text: String = screen
        .lines()
        .flat_map(str::split_whitespace)
        .filter(is_group)
        .collect();
    let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes());
    let secret = TotpSecret::from_bytes(&bytes.unwrap_or_default());
    Authenticator {
        secret: secret.unwrap_or_else(|_| panic!("no secret is shown:\n{screen}")),
        text,
        last: i64::MIN,
    }
}

/// An operator's authenticator. Every code counts once, and the clock may be a step off either way: three in a row
/// are good at any moment.
pub struct Authenticator {
    secret: TotpSecret,
    text: String,
    last: i64,
}

impl Authenticator {
    /// The oldest code that is still good and was not given before.
    pub fn code(&mut self, now_unix: i64) -> String {
        let now = now_unix.div_euclid(STEP_SECONDS);
        self.last = (now - 1).max(self.last.saturating_add(1));
        assert!(self.last <= now + 1, "every code of this minute was used");
        let code = self.secret.code_at(self.last * STEP_SECONDS);
        code.expose_secret().to_owned()
    }

    /// The secret as it was typed in.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The secret itself.
    pub fn bytes(&self) -> &[u8] {
        self.secret.expose()
    }
}
