//! Plays schedules against the real flows, and holds every answer and every row against the model.

use std::pin::pin;
use std::task::{Context, Waker};

use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq};
use wardroom_core::crypto::token::Token;
use wardroom_core::flow::{Refreshed, Visit};
use wardroom_core::layout::Edit;
use wardroom_core::model::{EndedWhy, Refusal, Ts};
use wardroom_core::{Error, Result};
use wardroom_tests::begun::Begun;

use super::house::House;
use super::look;
use super::model::{Answer, Family};
use super::schedule::{Between, Case, Deed};

pub(super) type Judged = std::result::Result<(), TestCaseError>;

/// One family in the directory and in the model.
pub(super) struct Pair {
    pub(super) begun: Begun,
    pub(super) model: Family,
}

/// Plays all schedules of a case, round by round.
pub(super) async fn play(house: &House, case: &Case) -> Judged {
    let user = house.user().await;
    let mut pairs = Vec::new();
    for _ in &case.families {
        let begun = house.begin(&user).await;
        let model = Family::new(begun.refresh.clone(), case.grace(), house.now());
        pairs.push(Pair { begun, model });
    }
    for (round, between) in case.between.iter().enumerate() {
        for (pair, deeds) in pairs.iter_mut().zip(&case.families) {
            pair.play(house, deeds[round]).await?;
        }
        look::compare(house, &pairs).await?;
        match between {
            Between::Wait(by) => house.clock.advance(*by),
            Between::Purge => house.purge().await.map_err(unexpected)?,
        }
    }
    for pair in &mut pairs {
        pair.part(house).await?;
    }
    look::compare(house, &pairs).await?;
    look::evidence(house, &pairs).await
}

impl Pair {
    async fn play(&mut self, house: &House, deed: Deed) -> Judged {
        let held = self.model.held;
        match deed {
            Deed::Refresh => self.show(house, held, true).await,
            Deed::Lose => self.show(house, held, false).await,
            Deed::Crash { polls } => self.crash(house, polls).await,
            Deed::Replay { back } => {
                let index = self.model.newest().saturating_sub(back.into());
                self.show(house, index, false).await
            }
            Deed::Twice => {
                self.show(house, held, true).await?;
                self.show(house, held, true).await
            }
            Deed::Authenticate => self.authenticate(house).await,
            Deed::SignOut => {
                let visit = Visit::default();
                let out = house.accounts.sign_out(&self.begun.token, &visit).await;
                self.end(out)
            }
            Deed::EndOwn => self.end_own(house).await,
            Deed::Revoke => {
                let ended = self.revoke(house).await;
                self.end(ended)
            }
        }
    }

    /// Shows the token at `index`; the client may take the answer.
    async fn show(&mut self, house: &House, index: usize, keeps: bool) -> Judged {
        let Some(token) = self.model.chain[index].token.clone() else {
            return Ok(());
        };
        let (now, expected) = (house.now(), self.model.expect(index, house.now()));
        let answer = house.accounts.refresh(&token, &Visit::default()).await;
        let said = match &answer {
            Ok(refreshed) if refreshed.repeated => Answer::Again,
            Ok(_) => Answer::Next,
            Err(Error::Refused {
                refusal: Refusal::SessionOver,
                ..
            }) if expected == Answer::Replay => Answer::Replay,
            Err(Error::Refused {
                refusal: Refusal::SessionOver,
                ..
            }) => Answer::Over,
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        };
        prop_assert_eq!(
            said,
            expected,
            "token {} of {}",
            index,
            self.model.chain.len()
        );
        house.sabotage(&self.begun.id, said == Answer::Replay).await;
        self.note(said, index, answer, keeps, now)
    }

    fn note(
        &mut self,
        said: Answer,
        index: usize,
        answer: Result<Refreshed>,
        keeps: bool,
        now: Ts,
    ) -> Judged {
        match (said, answer) {
            (Answer::Next, Ok(refreshed)) => self.model.grow(Some(refreshed.refresh), now),
            (Answer::Again, Ok(refreshed)) => self.same(index + 1, refreshed.refresh)?,
            (Answer::Replay, _) => self.model.replay(),
            _ => return Ok(()),
        }
        if keeps && said != Answer::Replay {
            self.model.held = index + 1;
        }
        Ok(())
    }

    /// The same answer as before, or the first that anyone gets to see.
    fn same(&mut self, index: usize, given: Token) -> Judged {
        let known = &mut self.model.chain[index].token;
        if let Some(known) = known {
            prop_assert_eq!(known.expose(), given.expose());
        }
        *known = Some(given);
        Ok(())
    }

    /// The client's token is shown, and the program ends at some point of the work.
    async fn crash(&mut self, house: &House, polls: u8) -> Judged {
        let (held, now) = (self.model.held, house.now());
        let Some(token) = self.model.chain[held].token.clone() else {
            return Ok(());
        };
        let expected = self.model.expect(held, now);
        {
            let visit = Visit::default();
            let mut work = pin!(house.accounts.refresh(&token, &visit));
            let mut context = Context::from_waker(Waker::noop());
            for _ in 0..polls {
                if work.as_mut().poll(&mut context).is_ready() {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        // Kept or not, only the rows can tell: the model takes over what they say.
        let seen = look::state(house, &self.begun.id, &token).await;
        match expected {
            Answer::Next if seen.is_used => self.model.grow(None, now),
            Answer::Replay if seen.is_ended => self.model.replay(),
            _ => {}
        }
        Ok(())
    }

    async fn authenticate(&mut self, house: &House) -> Judged {
        let is_live = self.model.is_live(house.now());
        let answer = house.accounts.authenticate(&self.begun.token).await;
        prop_assert_eq!(answer.is_ok(), is_live, "authenticate");
        if is_live {
            self.model.authenticate(house.now());
        }
        Ok(())
    }

    async fn end_own(&mut self, house: &House) -> Judged {
        let is_live = self.model.is_live(house.now());
        let (visit, own) = (Visit::default(), &self.begun);
        let ended = house.accounts.end_session(&own.token, &own.id, &visit);
        match ended.await {
            Err(Error::Refused {
                refusal: Refusal::SessionOver,
                ..
            }) if !is_live => Ok(()),
            ended => {
                prop_assert!(is_live, "a session that is over ends nothing");
                self.end(ended)
            }
        }
    }

    /// As an operator's action does.
    async fn revoke(&self, house: &House) -> Result<()> {
        let layout = house.accounts.directory().layout();
        let mut tx = house.db.begin().await?;
        let mut edit = Edit {
            tx: &mut tx,
            layout,
            now: house.now(),
        };
        let why = EndedWhy::Operator;
        layout
            .changes()
            .end_session(&mut edit, &self.begun.id, why)
            .await?;
        tx.commit().await
    }

    fn end(&mut self, ended: Result<()>) -> Judged {
        ended.map_err(unexpected)?;
        self.model.is_ended = true;
        Ok(())
    }

    /// At the end every token there ever was is shown, the newest last.
    async fn part(&mut self, house: &House) -> Judged {
        self.authenticate(house).await?;
        for index in 0..self.model.chain.len() {
            self.show(house, index, false).await?;
        }
        self.authenticate(house).await
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unexpected(error: Error) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}
