//! Runs a case for some rounds, and prints a Markdown table of medians.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::cases::{Case, Run};
use crate::numpy::Numpy;

/// What this was measured on.
pub(crate) fn machine(numpy: Option<&str>) {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map(|rest| rest.trim_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} cores of {}, {}", cores, model.unwrap_or(std::env::consts::ARCH), std::env::consts::OS);
    if let Some(version) = numpy {
        println!("NumPy {version}");
    }
}

/// Measures one case and prints its table.
pub(crate) fn case(
    mut case: Case,
    rounds: usize,
    mut numpy: Option<&mut Numpy>,
) -> Result<(), Box<dyn Error>> {
    if let Some(numpy) = &mut numpy {
        numpy.run(&case.numpy.0)?;
    }
    let mut rows: Vec<(&str, Vec<Duration>)> = vec![("dtype-core", Vec::new())];
    rows.extend(case.others.iter().map(|(name, _)| (*name, Vec::new())));
    if numpy.is_some() {
        rows.push(("NumPy", Vec::new()));
    }
    // One round more, which only warms up.
    for round in 0..=rounds {
        let mut times = vec![time(&mut case.ours)];
        times.extend(case.others.iter_mut().map(|(_, run)| time(run)));
        if let Some(numpy) = &mut numpy {
            times.push(numpy.time(&case.numpy.1)?);
        }
        if round > 0 {
            rows.iter_mut().zip(times).for_each(|((_, all), time)| all.push(time));
        }
    }
    println!("\n### {}\n\n| | ms | times ours |\n|---|---:|---:|", case.name);
    let ours = rows[0].1.clone();
    for (name, times) in rows {
        let ratios =
            times.iter().zip(&ours).map(|(time, ours)| time.as_secs_f64() / ours.as_secs_f64()).collect();
        let millis = median(times.iter().map(|time| time.as_secs_f64() * 1e3).collect());
        println!("| {name} | {millis:.3} | {:.2} |", median(ratios));
    }
    Ok(())
}

fn time(run: &mut Run) -> Duration {
    let start = Instant::now();
    let answer = black_box(run());
    let time = start.elapsed();
    drop(answer);
    time
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    if numbers.len() % 2 == 1 { numbers[middle] } else { (numbers[middle - 1] + numbers[middle]) / 2.0 }
}
