//! `--timings`: what each step took, of the clock and of the processor.

use crate::pipeline::Step;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// A clock that is read whenever a step is done.
pub struct Timings {
    steps: RefCell<Vec<Timed>>,
    start: Moment,
}

struct Timed {
    step: Step,
    done: Moment,
}

#[derive(Clone, Copy)]
struct Moment {
    wall: Instant,
    /// Of all threads together, where the system tells it.
    cpu: Duration,
}

impl Timings {
    pub fn start() -> Timings {
        Timings { steps: RefCell::default(), start: Moment::now() }
    }

    pub fn done(&self, step: Step) {
        self.steps.borrow_mut().push(Timed { step, done: Moment::now() });
    }

    /// The steps so far, one a line, and all of them together.
    pub fn table(&self) -> String {
        let mut table = format!("  {:<10} {:>8} {:>8}\n", "step", "wall ms", "CPU ms");
        let mut before = self.start;
        let steps = self.steps.borrow();
        for timed in steps.iter() {
            let count = format!("{} {}", crate::cli::numbers::grouped(timed.step.count), timed.step.of);
            line(&mut table, timed.step.name, (before, timed.done), &count);
            before = timed.done;
        }
        line(&mut table, "all", (self.start, before), "");
        table
    }
}

fn line(table: &mut String, name: &str, (from, to): (Moment, Moment), count: &str) {
    let (wall, cpu) = ((to.wall - from.wall).as_secs_f64(), to.cpu.saturating_sub(from.cpu).as_secs_f64());
    let line = format!("  {name:<10} {:>8.1} {:>8.1}  {count}", wall * 1000.0, cpu * 1000.0);
    let _ = writeln!(table, "{}", line.trim_end());
}

impl Moment {
    fn now() -> Moment {
        Moment { wall: Instant::now(), cpu: cpu() }
    }
}

#[cfg(unix)]
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

#[cfg(not(unix))]
fn cpu() -> Duration {
    Duration::ZERO
}
