//! Runs a case for some rounds, and prints a Markdown table of medians.

use std::error::Error;
use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::case::{Case, How};
use crate::process;
use crate::python::Python;

/// All tables so far, as they were printed.
pub(crate) struct Report {
    text: String,
    group: String,
}

impl Report {
    /// Begins with what this is measured on.
    pub(crate) fn new(python: Option<&str>) -> Report {
        let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu
            .lines()
            .find_map(|line| line.strip_prefix("model name"))
            .map(|rest| rest.trim_matches([' ', '\t', ':']));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let machine =
            format!("{cores} cores of {}, {}", model.unwrap_or(std::env::consts::ARCH), std::env::consts::OS);
        let mut report = Report { text: String::new(), group: String::new() };
        report.line(&machine);
        report.line(python.unwrap_or("without Python"));
        report
    }

    /// Measures one case and prints its table.
    pub(crate) fn measure(
        &mut self,
        group: &str,
        mut case: Case,
        rounds: usize,
        mut python: Option<&mut Python>,
    ) -> Result<(), Box<dyn Error>> {
        case.contestants.retain(|one| !matches!(one.how, How::Python { .. }) || python.is_some());
        let mut peaks: Vec<u64> = vec![0; case.contestants.len()];
        let mut times: Vec<Vec<Duration>> = case.contestants.iter().map(|_| Vec::new()).collect();
        let mut prepared = None;
        // Everyone answers once before the answer that counts: what another one, perhaps in another process, did to caches and
        // pages is not theirs. So nobody needs a round to warm up.
        for _ in 0..rounds {
            for (i, contestant) in case.contestants.iter_mut().enumerate() {
                let time = match (&mut contestant.how, &mut python) {
                    (How::Rust(run), _) => {
                        drop(run(case.repeats));
                        let start = Instant::now();
                        let answer = run(case.repeats);
                        let time = start.elapsed();
                        drop(answer);
                        time
                    }
                    (How::Python { setup, code }, Some(python)) => {
                        // One namespace at a time, so that nobody keeps the memory of another.
                        if prepared.as_ref() != Some(setup) {
                            python.run(setup)?;
                            prepared = Some(setup.clone());
                        }
                        python.time_repeated(code, case.repeats)?;
                        python.time_repeated(code, case.repeats)?
                    }
                    (How::Python { .. }, None) => continue,
                    (How::Process { program, args }, _) => {
                        process::run(program, args)?;
                        let taken = process::run(program, args)?;
                        peaks[i] = peaks[i].max(taken.peak);
                        taken.time * case.repeats
                    }
                };
                times[i].push(time / case.repeats);
            }
        }
        let has_peaks = peaks.iter().any(|&peak| peak > 0);
        self.heading(group, &case.title, has_peaks);
        let ours = times[0].clone();
        for ((contestant, times), peak) in case.contestants.iter().zip(times).zip(peaks) {
            let ratio = |(time, ours): (&Duration, &Duration)| time.as_secs_f64() / ours.as_secs_f64();
            let ratios = times.iter().zip(&ours).map(ratio).collect();
            let millis = median(times.iter().map(|time| time.as_secs_f64() * 1e3).collect());
            let peak = if has_peaks { format!(" {:.1} |", peak as f64 / 1e6) } else { String::new() };
            self.line(&format!("| {} | {} | {:.2} |{peak}", contestant.name, digits(millis), median(ratios)));
        }
        Ok(())
    }

    /// Everything that was printed.
    pub(crate) fn markdown(&self) -> &str {
        &self.text
    }

    fn heading(&mut self, group: &str, title: &str, has_peaks: bool) {
        if self.group != group {
            self.group = group.to_owned();
            self.line(&format!("\n## {group}"));
        }
        let (peak, rule) = if has_peaks { (" MB at most |", "---:|") } else { ("", "") };
        self.line(&format!("\n### {title}\n\n| | ms | times the first |{peak}\n|---|---:|---:|{rule}"));
    }

    fn line(&mut self, line: &str) {
        println!("{line}");
        // A string takes everything.
        let _ = writeln!(self.text, "{line}");
    }
}

/// Four significant digits.
fn digits(millis: f64) -> String {
    let decimals = (3 - millis.max(1e-6).log10().floor() as i32).clamp(0, 6) as usize;
    format!("{millis:.decimals$}")
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    if numbers.len() % 2 == 1 { numbers[middle] } else { (numbers[middle - 1] + numbers[middle]) / 2.0 }
}
