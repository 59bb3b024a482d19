//! How much memory something needs at once.

pub use peak_alloc::PeakAlloc as Misura;

/// Runs it; it must not have needed more than `most` bytes at any time. Counts only where [`Misura`] is the allocator.
///
/// # Panics
/// When it has.
pub fn bounded<T>(most: usize, run: impl FnOnce() -> T) -> T {
    let before = Misura.current_usage();
    Misura.reset_peak_usage();
    let result = run();
    let needed = Misura.peak_usage().saturating_sub(before);
    assert!(needed <= most, "{needed} bytes at once, {most} at most");
    result
}
