//! What an input costs over the site that it is added to, for the record: no test fails by it, since what is
//! slow on one machine is quick on another.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

/// The aim for each input, beyond what the site without it takes.
const AIM: Cost = Cost { time: Duration::from_secs(2), kib: 256 << 10 };

/// What a run of the program took, as far as it was seen; nothing where the system does not tell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Of all processor cores together.
    pub time: Duration,
    /// The most memory in use.
    pub kib: usize,
}

impl Cost {
    /// Looks at a process that runs (Linux).
    pub fn look(&mut self, process: u32) {
        // Until it runs the program it is a copy of this test, with all that this test holds.
        let runs = |process: &str| fs::read_link(format!("/proc/{process}/exe"));
        if runs(&process.to_string()).ok() == runs("self").ok() {
            return;
        }
        let read = |file: &str| fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default();
        let status = read("status");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
        self.kib = self.kib.max(kib.unwrap_or(0));
        // Behind the name, which may hold anything: user time and system time are the 12th and 13th field.
        let stat = read("stat");
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
        let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        self.time = self.time.max(Duration::from_millis(ticks * 10));
    }

    fn over(self, base: Cost) -> Cost {
        Cost { time: self.time.saturating_sub(base.time), kib: self.kib.saturating_sub(base.kib) }
    }

    fn is_beyond_aim(&self) -> bool {
        self.time >= AIM.time || self.kib >= AIM.kib
    }
}

/// What all inputs of a kind took.
#[derive(Default)]
struct Sum {
    inputs: usize,
    beyond: usize,
    worst: Cost,
}

/// A table of the kinds, then each input beyond the aim.
pub fn table(costs: &[(&'static str, String, Cost)], base: Cost) -> String {
    let mut kinds: BTreeMap<&str, Sum> = BTreeMap::new();
    let mut beyond = Vec::new();
    for (kind, input, cost) in costs {
        let over = cost.over(base);
        let sum = kinds.entry(kind).or_default();
        sum.inputs += 1;
        sum.worst = Cost { time: sum.worst.time.max(over.time), kib: sum.worst.kib.max(over.kib) };
        if over.is_beyond_aim() {
            sum.beyond += 1;
            beyond.push((over, kind, input));
        }
    }
    let row = |kind: &str, sum: &Sum| {
        let (seconds, mb) = (sum.worst.time.as_secs_f64(), sum.worst.kib / 1024);
        format!("{kind:40} {:6} {seconds:8.2} {mb:8} {:8}\n", sum.inputs, sum.beyond)
    };
    let mut all = Sum::default();
    let mut table = format!(
        "over the site without the input, which takes {:.2} s of CPU and {} MB\n{:40} {:>6} {:>8} {:>8} {:>8}\n",
        base.time.as_secs_f64(),
        base.kib / 1024,
        "kind",
        "inputs",
        "worst s",
        "worst MB",
        "beyond"
    );
    for (kind, sum) in &kinds {
        table += &row(kind, sum);
        all.inputs += sum.inputs;
        all.beyond += sum.beyond;
        all.worst = Cost { time: all.worst.time.max(sum.worst.time), kib: all.worst.kib.max(sum.worst.kib) };
    }
    table += &row("all", &all);
    beyond.sort_by_key(|(cost, ..)| std::cmp::Reverse(cost.time));
    for (cost, kind, input) in beyond {
        let (seconds, mb) = (cost.time.as_secs_f64(), cost.kib / 1024);
        table += &format!("beyond 2 s or 256 MB: {seconds:6.2} s {mb:5} MB  {kind}: {input}\n");
    }
    table
}
