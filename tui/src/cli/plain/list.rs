//! The list of users, ten at a time: their numbers go on from page to page, so that each can still be opened.

use wardroom_core::Error;
use wardroom_core::model::{Safe, UserCursor, UserFilter, UserLine, UserSort};

use super::line::{Answer, choice, not_a_choice, say, text};
use super::{Step, elsewhere, retention, sentences, told, user};
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;
use crate::console::words::{count, plural};

const PAGE: usize = 10;

const CHOICES: &str = "Number opens, n next page, f filter, s sort, c count, r retention, :dir directories, h help, q quit.";

const HELP: &[&str] = &[
    "Every answer is a line: a number or a letter, then Enter.",
    "A number opens that user. n shows the next ten. An empty line shows the first ten again.",
    "f asks for a filter: the beginning of an address, or terms such as status:locked 2fa:none seen:>90d.",
    "s asks for the order. c counts exactly. r goes to retention. q leaves, and so does the end of the input.",
    ":dir lists the configured directories, :dir NAME goes there.",
    "What is done to a user is under their number, with the reason where it cannot be done now.",
];

/// The orders and how they are spoken of.
const ORDERS: [(UserSort, &str); 6] = [
    (UserSort::CreatedDown, "newest account first"),
    (UserSort::CreatedUp, "oldest account first"),
    (UserSort::SeenDown, "last seen first"),
    (UserSort::SeenUp, "longest unseen first"),
    (UserSort::EmailUp, "by address"),
    (UserSort::EmailDown, "by address from the end"),
];

/// What is listed, and how far.
#[derive(Debug, Default)]
struct List {
    filter: String,
    sort: UserSort,
    rows: Vec<UserLine>,
    next: Option<UserCursor>,
}

/// Lists users until the operator leaves, or goes to another directory.
pub(super) async fn browse(desk: &Desk<'_>) -> Outcome<Option<Settings>> {
    let mut list = List::default();
    told(list.first(desk).await)?;
    loop {
        let answer = choice(CHOICES).await?;
        if let Answer::Word(word) = &answer
            && let Some(name) = elsewhere::wanted(word)
        {
            match elsewhere::choose(desk.settings, name).await {
                Ok(Some(there)) => return Ok(Some(there)),
                Ok(None) => {}
                Err(fail) => told(Err(fail))?,
            }
            continue;
        }
        let step = list.obey(desk, answer).await;
        let done = match step {
            Ok(Step::Quit) => return Ok(None),
            Ok(Step::Back) => Ok(()),
            Err(fail) => Err(fail),
        };
        told(done)?;
    }
}

impl List {
    async fn obey(&mut self, desk: &Desk<'_>, answer: Answer) -> Outcome<Step> {
        let word = match &answer {
            Answer::End => return Ok(Step::Quit),
            Answer::Number(number) => {
                let line = number.checked_sub(1).and_then(|at| self.rows.get(at));
                let Some(line) = line else {
                    return not_a_choice(&answer).map(|()| Step::Back);
                };
                let id = line.user.id.clone();
                if user::open(desk, &id).await? == Step::Quit {
                    return Ok(Step::Quit);
                }
                return self.first(desk).await.map(|()| Step::Back);
            }
            Answer::Word(word) => word.as_str(),
        };
        match word {
            "q" => return Ok(Step::Quit),
            "" => self.first(desk).await?,
            "n" => self.more(desk).await?,
            "f" => self.ask_filter(desk).await?,
            "s" => self.ask_order(desk).await?,
            "c" => self.count(desk).await?,
            "r" => return retention::open(desk).await,
            "h" => say(&HELP.iter().map(ToString::to_string).collect::<Vec<_>>())?,
            _ => not_a_choice(&answer)?,
        }
        Ok(Step::Back)
    }

    async fn first(&mut self, desk: &Desk<'_>) -> Outcome {
        (self.rows, self.next) = (Vec::new(), None);
        let filter = match self.filter.as_str() {
            "" => about(desk.directory.estimate_users().await?),
            filter => format!(", filter {}", Safe::new(filter)),
        };
        let order = ORDERS.iter().find(|(sort, _)| *sort == self.sort);
        let order = order.map_or("", |(_, word)| word);
        say(&[format!("Users{filter}, {order}.")])?;
        self.page(desk).await
    }

    async fn more(&mut self, desk: &Desk<'_>) -> Outcome {
        if self.next.is_none() {
            return say(&["There is no next page.".to_owned()]);
        }
        self.page(desk).await
    }

    async fn page(&mut self, desk: &Desk<'_>) -> Outcome {
        let now = desk.directory.now();
        let filter = self.filter(desk)?;
        let after = self.next.as_ref();
        let page = desk
            .directory
            .users(&filter, self.sort, after, PAGE)
            .await?;
        let shown = self.rows.len();
        self.rows
            .extend(page.rows.into_iter().map(|line| desk.seen(line)));
        self.next = page.next;
        if self.rows.is_empty() {
            return say(&["Nobody.".to_owned()]);
        }
        let numbered = self.rows.iter().enumerate().skip(shown);
        let lines =
            numbered.map(|(at, line)| format!("{}. {}.", at + 1, sentences::user(line, now)));
        say(&lines.collect::<Vec<_>>())
    }

    fn filter(&self, desk: &Desk<'_>) -> Outcome<UserFilter> {
        let read = UserFilter::parse(&self.filter, desk.directory.now());
        Ok(read.map_err(|bad| Error::invalid("filter", format!("{}: {}", bad.term, bad.why)))?)
    }

    async fn ask_filter(&mut self, desk: &Desk<'_>) -> Outcome {
        let Some(typed) = text("Filter, or an empty line for everybody.").await? else {
            return Ok(());
        };
        let before = std::mem::replace(&mut self.filter, typed);
        if let Err(bad) = self.filter(desk) {
            self.filter = before;
            return Err(bad);
        }
        self.first(desk).await
    }

    async fn ask_order(&mut self, desk: &Desk<'_>) -> Outcome {
        let numbered = ORDERS.iter().enumerate();
        let orders = numbered.map(|(at, (_, word))| format!("{}. {word}.", at + 1));
        say(&orders.collect::<Vec<_>>())?;
        let answer = choice("Number chooses, b back.").await?;
        match answer {
            Answer::Number(number) if (1..=ORDERS.len()).contains(&number) => {
                self.sort = ORDERS[number - 1].0;
                self.first(desk).await
            }
            Answer::Number(_) => not_a_choice(&answer),
            Answer::Word(_) | Answer::End => Ok(()),
        }
    }

    async fn count(&self, desk: &Desk<'_>) -> Outcome {
        let counted = desk.directory.count_users(&self.filter(desk)?).await?;
        say(&[format!("{} exactly.", plural(counted, "user"))])
    }
}

/// An estimate is worth saying where there is more than one sees; a database that was never analysed has none.
fn about(users: i64) -> String {
    if usize::try_from(users).is_ok_and(|users| users > PAGE) {
        format!(", about {} in all", count(users))
    } else {
        String::new()
    }
}
