//! Numbers as text.

/// A number as text.
#[derive(Clone, Copy)]
pub(crate) struct Decimal {
    /// Digits at the end, after zeros.
    digits: [u8; Self::MAX_LEN],
    /// Where they start.
    start: u8,
}

impl Decimal {
    const MAX_LEN: usize = usize::MAX.ilog10() as usize + 1;

    #[inline(never)] // Used by labels and by heads.
    pub(crate) const fn of(mut number: usize) -> Self {
        let mut decimal = Self { digits: [b'0'; Self::MAX_LEN], start: 0 };
        let mut free: &mut [u8] = &mut decimal.digits;
        while let Some((last, rest)) = free.split_last_mut() {
            *last = b'0' + (number % 10) as u8;
            decimal.start = rest.len() as u8;
            number /= 10;
            if number == 0 {
                break;
            }
            free = rest;
        }
        decimal
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.digits.get(usize::from(self.start)..).unwrap_or_default()
    }
}

impl core::fmt::Debug for Decimal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.as_bytes().iter().try_for_each(|&digit| core::fmt::Write::write_char(f, digit.into()))
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for Decimal {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{=[u8]:a}", self.as_bytes());
    }
}
