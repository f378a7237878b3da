//! Bob acts on alice's account two hundred times; mallory owns the database and comes afterwards.

use std::{sync::Arc, time::Duration};

use uuid::Uuid;
use wardroom_core::{
    Directory, Result,
    action::{EndSession, EndSessions, Given, perform},
    clock::FixedClock,
    crypto::signature::SigningKey,
    db::{
        Access, Conn, Db, Engine, Int, connect,
        migrate::{Place, Set, up},
        sql,
    },
    entropy::{Entropy, SeededEntropy},
    job::seal_audit,
    layout::{Edit, Layout},
    model::{
        AuditEntry, Caller, Fault, FaultKind, Id, IdentifiedBy, NewUser, OperatorId, Reason,
        SessionId, Ts, UserId, Verification,
    },
    store::{Known, Parts},
};
use wardroom_tests::database::{Fresh, Template};

pub(super) const ALICE: Uuid = Uuid::from_u128(0xa11ce);
const BOB: Uuid = Uuid::from_u128(0xb0b);
const SESSION: Uuid = Uuid::from_u128(0x5e55);
const ROWS: &str = "SELECT seq, id, at, actor_kind, actor_id, actor_name, verb, outcome, target_kind, target_id, detail,
    personal_commitment, prev_hash, hash FROM {w}audit ORDER BY seq";

/// 200 entries; 1 to 80 and 81 to 150 are sealed.
pub(super) static LOG: Template = Template::new("audit_log", |url| {
    Box::pin(async move {
        let target = url.parse().unwrap();
        for set in Set::NEEDED {
            up(&Place::own(&target), set).await.unwrap();
        }
        let ship = Ship::at(&url, 2).await;
        ship.people().await;
        let choice = SeededEntropy::new(200);
        for n in 1..=200 {
            ship.act_at_random(&choice).await;
            if n == 80 || n == 150 {
                seal_audit(
                    &ship.directory,
                    &key(),
                    ship.directory.now(),
                    Duration::ZERO,
                )
                .await
                .unwrap();
            }
        }
        ship.directory.close().await;
    })
});

/// The key that only the worker holds.
pub(super) fn key() -> SigningKey {
    SigningKey::generate(&SeededEntropy::new(7)).unwrap()
}

/// One directory, with the clock it goes by.
pub(super) struct Ship {
    pub(super) directory: Directory,
    pub(super) clock: Arc<FixedClock>,
    /// One connection, as its owner has: it may switch the guards off.
    pub(super) owner: Db,
}

impl Ship {
    pub(super) async fn of(fresh: &Fresh) -> Self {
        Self::at(fresh.url(), 8).await
    }

    async fn at(url: &str, connections: u32) -> Self {
        let target = url.parse().unwrap();
        let db = connect(&target, Access::Write, connections).await.unwrap();
        let owner = connect(&target, Access::Write, 1).await.unwrap();
        let noon: Ts = "2026-05-01T12:00:00Z".parse().unwrap();
        let clock = Arc::new(FixedClock::at(noon));
        let parts = Parts {
            clock: clock.clone(),
            ..Parts::default()
        };
        Self {
            directory: Directory::new(&db, Layout::own(), "public", parts),
            clock,
            owner,
        }
    }

    async fn people(&self) {
        let layout = Layout::own();
        let db = self
            .owner
            .named(layout.names(self.owner.engine(), "public"));
        let (now, mut tx) = (self.directory.now(), db.begin().await.unwrap());
        let alice = NewUser {
            id: alice(),
            email: "alice@example.org".into(),
            email_normalized: "alice@example.org".into(),
            display_name: None,
            email_verified_at: None,
        };
        let mut edit = Edit {
            tx: &mut tx,
            layout: &layout,
            now,
        };
        layout
            .changes()
            .create_user(&mut edit, &alice)
            .await
            .unwrap();
        let bob = sql(
            "INSERT INTO {w}operators (id, name, role, status, created_at)
            VALUES ($1, 'bob', 'support', 'active', $2)",
        );
        tx.execute(bob.bind(BOB).bind(now)).await.unwrap();
        let session = sql("INSERT INTO {w}operator_sessions
            (id, operator_id, token_hash, created_at, seen_at, expires_at, factor_at) VALUES ($1, $2, $3, $4, $4, $5, $4)");
        let later = now.plus(Duration::from_hours(12));
        let session = session
            .bind(SESSION)
            .bind(BOB)
            .bind([1; 32])
            .bind(now)
            .bind(later);
        tx.execute(session).await.unwrap();
        tx.commit().await.unwrap();
        self.owner.close().await;
    }

    /// Something done, refused or failed, with or without a personal part.
    async fn act_at_random(&self, choice: &SeededEntropy) {
        let mut bytes = [0; 2];
        choice.fill(&mut bytes);
        self.clock.advance(Duration::from_millis(bytes[0].into()));
        match bytes[1] % 4 {
            0 => drop(self.miss().await),
            1 => drop(self.act(None).await),
            _ => drop(
                self.act(Some(&format!(
                    "ticket {}: žluťoučký\u{202e}\u{1b}[2J",
                    bytes[0]
                )))
                .await,
            ),
        }
    }

    /// An action that fails: there is no such session.
    pub(super) async fn miss(&self) -> Result<()> {
        let action = EndSession {
            session: SessionId(Id::Uuid(Uuid::from_u128(404))),
        };
        perform(&self.directory, &bob(), &Given::default(), &action)
            .await
            .map(drop)
    }

    /// A sensitive action, refused without a reason; the place of its entry.
    pub(super) async fn act(&self, reason: Option<&str>) -> Result<i64> {
        let given = Given {
            reason: reason.map(because),
            ..Given::default()
        };
        let action = EndSessions { user: alice() };
        let done = perform(&self.directory, &bob(), &given, &action).await?;
        Ok(done.audit)
    }

    pub(super) async fn verify(&self) -> Verification {
        self.verify_against(&Known::default()).await
    }

    pub(super) async fn verify_against(&self, known: &Known) -> Verification {
        self.directory.verify_audit(known, |_, _| ()).await.unwrap()
    }

    /// Switches every guard off, as the database's owner can.
    pub(super) async fn unguard(&mut self) {
        let script = match self.owner.engine() {
            Engine::Postgres => [
                "audit",
                "audit_personal",
                "audit_head",
                "audit_seals",
                "audit_keys",
            ]
            .map(|table| format!("ALTER TABLE {{w}}{table} DISABLE TRIGGER ALL;"))
            .concat(),
            Engine::Sqlite => {
                let names = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'wardroom_audit%'";
                let names: Vec<(String,)> = self.owner.all(sql(names)).await.unwrap();
                let drops = names.iter().map(|(name,)| format!("DROP TRIGGER {name};"));
                drops
                    .chain(["PRAGMA foreign_keys = OFF;".to_owned()])
                    .collect()
            }
        };
        self.owner.script(&script).await.unwrap();
    }

    /// Runs mallory's statements with every guard off.
    pub(super) async fn tamper(&mut self, script: &str) {
        self.unguard().await;
        self.owner.script(script).await.unwrap();
    }

    pub(super) async fn entries(&mut self) -> Vec<AuditEntry> {
        self.owner.all(sql(ROWS)).await.unwrap()
    }

    pub(super) async fn count(&mut self, statement: &'static str) -> i64 {
        let (Int(count),) = self.owner.one(sql(statement)).await.unwrap();
        count
    }
}

pub(super) fn alice() -> UserId {
    UserId(Id::Uuid(ALICE))
}

pub(super) fn bob() -> Caller {
    Caller::Operator {
        id: OperatorId(Id::Uuid(BOB)),
        name: "bob".into(),
        session: SESSION,
    }
}

pub(super) fn because(text: &str) -> Reason {
    Reason {
        text: text.into(),
        ticket: Some("INC-7".into()),
        identified_by: Some(IdentifiedBy::Callback),
    }
}

/// The kinds and entries of what was found.
pub(super) fn found(verification: &Verification) -> Vec<(FaultKind, i64, i64)> {
    let of = |fault: &Fault| (fault.kind, fault.first, fault.last);
    verification.faults.iter().map(of).collect()
}
