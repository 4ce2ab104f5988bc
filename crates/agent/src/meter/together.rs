//! Several meters in one message.

/// Hands over from several meters in one message: from all of them, or from none.
///
/// `hand_over` gets a copy of the meters, cuts from it, and delivers what it has made of that. The copy replaces the
/// meters only if all of it succeeds. It is on the stack meanwhile.
///
/// A [`SharedCounter`](super::SharedCounter) has no copy: interrupts go on counting. Its count is
/// [moved](super::SharedCounter::move_to) to a [`Counter`](super::Counter) before.
///
/// ```
/// use vitalwire_agent::meter::{Counter, cut_together};
///
/// let mut meters = [Counter::new(), Counter::new()];
/// meters[0].add(7);
/// meters[1].add(4);
///
/// let mut report = |sent: Result<(), &'static str>| {
///     cut_together(&mut meters, |[bytes, requests]| {
///         let message = (bytes.cut(Ok)?, requests.cut(Ok)?);
///         sent.map(|()| message)
///     })
/// };
/// assert_eq!(report(Err("no space")), Err("no space"));
/// assert_eq!(report(Ok(())), Ok((Some(7), Some(4))));
/// assert_eq!(report(Ok(())), Ok((None, None)));
/// ```
///
/// # Errors
/// The error of `hand_over`; nothing changes.
pub fn cut_together<M: Clone, T, E>(meters: &mut M, hand_over: impl FnOnce(&mut M) -> Result<T, E>) -> Result<T, E> {
    let mut after = meters.clone();
    let handed_over = hand_over(&mut after)?;
    *meters = after;
    Ok(handed_over)
}
