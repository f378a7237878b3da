//! Our purge and one `DELETE`, in turns, each on a fresh copy.

use std::time::Instant;

use wardroom_core::model::{Outcome, Trigger};
use wardroom_core::sweep::{Order, Stop, find, run};

use crate::house::House;
use crate::sums::median;

/// What one of ours took.
struct Ours {
    seconds: f64,
    processor: f64,
    longest_ms: f64,
    rows: i64,
    batches: i64,
    note: String,
}

async fn ours(house: &House) -> Ours {
    house.copy("ours").await;
    let directory = house.directory("ours").await;
    let order = Order {
        worker: "bench".to_owned(),
        trigger: Trigger::Once,
        as_of: None,
    };
    let began = Instant::now();
    let report = run(
        &directory,
        find(&directory, "sessions").unwrap(),
        &order,
        &Stop::default(),
    )
    .await
    .unwrap();
    let seconds = began.elapsed().as_secs_f64();
    assert_eq!(report.outcome, Outcome::Done, "{report:?}");
    let processor = house.processor("ours").await;
    let note = directory.runs(None, 1).await.unwrap().remove(0).note;
    directory.close().await;
    let us = u32::try_from(report.longest_batch_us).unwrap();
    Ours {
        seconds,
        processor,
        longest_ms: f64::from(us) / 1e3,
        rows: report.rows,
        batches: report.batches,
        note: note.unwrap_or_default(),
    }
}

/// Seconds by the clock and of the processor.
async fn one_delete(house: &House) -> (f64, f64) {
    house.copy("theirs").await;
    let mut connection = house.connect("theirs").await;
    let began = Instant::now();
    let text = "DELETE FROM sessions WHERE expires_at < now()";
    sqlx::query(text).execute(&mut connection).await.unwrap();
    let seconds = began.elapsed().as_secs_f64();
    (seconds, house.processor("theirs").await)
}

/// Prints each pair, then the medians.
pub(crate) async fn measure(house: &House, pairs: usize) {
    let (mut ratios, mut processors, mut our_seconds, mut their_seconds, mut longest) =
        (vec![], vec![], vec![], vec![], vec![]);
    for pair in 0..pairs {
        // Whoever goes first has the quieter disk: they take turns.
        let ((theirs, their_processor), mine) = if pair % 2 == 0 {
            let mine = ours(house).await;
            (one_delete(house).await, mine)
        } else {
            (one_delete(house).await, ours(house).await)
        };
        let left = house.left("ours").await;
        assert_eq!(
            left,
            house.left("theirs").await,
            "they differ in what they removed"
        );
        let ratio = theirs / mine.seconds;
        let processor = their_processor / mine.processor;
        println!(
            "pair {}: ours {:.2} s ({} rows, {} batches, longest {:.1} ms; {}), one DELETE {theirs:.2} s, ratio {ratio:.2}, of processor time {processor:.2}",
            pair + 1,
            mine.seconds,
            mine.rows,
            mine.batches,
            mine.longest_ms,
            mine.note,
        );
        ratios.push(ratio);
        processors.push(processor);
        our_seconds.push(mine.seconds);
        their_seconds.push(theirs);
        longest.push(mine.longest_ms);
        house.drop("ours").await;
        house.drop("theirs").await;
    }
    println!(
        "medians of {pairs}: ours {:.2} s, one DELETE {:.2} s, ours is {:.2} times as fast ({:.2} by processor time); longest transaction {:.1} ms, of all {:.1} ms (budget 50)",
        median(&our_seconds),
        median(&their_seconds),
        median(&ratios),
        median(&processors),
        median(&longest),
        longest.iter().copied().fold(0.0, f64::max),
    );
}
