//! What the kernel counted of this process.

use std::error::Error;
use std::fs;

/// CPU seconds of this thread since it began, which the first one does with the process.
pub fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    // The count is brought up to date when the thread lets others go first.
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().ok_or("schedstat is empty")?.parse::<f64>()? / 1e9)
}

/// The most memory that was resident, in bytes.
pub fn peak_memory() -> Result<u64, Box<dyn Error>> {
    let text = fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("status has no VmHWM")?;
    Ok(line.trim_end_matches("kB").trim().parse::<u64>()? * 1024)
}
