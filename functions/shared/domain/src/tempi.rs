//! How long answers took: a histogram of days with fixed classes, and its percentiles. What usually happens, never what is due.

use jiff::civil::Date;

/// Fewer answers than this tell nothing: no percentile is shown.
pub const CASI_MINIMI: u32 = 5;

/// How far back a figure looks, in months, the current one included.
pub const MESI: u8 = 12;

/// The last day of each class: single days for a month, then wider. What is longer than the last counts as [`OLTRE`].
const CLASSI: [u16; 50] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 35, 40, 45, 50, 55,
    60, 70, 80, 90, 100, 110, 120, 150, 180, 210, 240, 270, 300, 330,
];

/// What a percentile says of answers that took longer than the last class.
pub const OLTRE: u16 = 365;

/// One of the classes of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Classe(u8);

impl Classe {
    /// How many there are.
    pub const NUMERO: usize = CLASSI.len() + 1;

    /// The class of an answer that took so many days; what ended before it began took none.
    #[must_use]
    pub fn of(giorni: i32) -> Self {
        let position = CLASSI.partition_point(|last| i32::from(*last) < giorni);
        Self(u8::try_from(position).unwrap_or(u8::MAX))
    }

    /// The class with this number, if there is one.
    #[must_use]
    pub fn new(numero: u8) -> Option<Self> {
        (usize::from(numero) < Self::NUMERO).then_some(Self(numero))
    }

    #[must_use]
    pub const fn numero(self) -> u8 {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn fino(self) -> u16 {
        CLASSI.get(usize::from(self.0)).copied().unwrap_or(OLTRE)
    }
}

/// How many answers took how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Istogramma([u32; Classe::NUMERO]);

impl Default for Istogramma {
    fn default() -> Self {
        Self([0; Classe::NUMERO])
    }
}

/// The middle and the slow end of a histogram, as days within which so many had their answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percentili {
    /// Half of them.
    pub p50: u16,
    /// Nine of ten.
    pub p90: u16,
    /// Of how many.
    pub casi: u32,
}

impl Istogramma {
    /// Counts `casi` answers of a class.
    pub fn add(&mut self, classe: Classe, casi: u32) {
        if let Some(count) = self.0.get_mut(usize::from(classe.0)) {
            *count = count.saturating_add(casi);
        }
    }

    /// Counts all of another one.
    pub fn merge(&mut self, other: &Self) {
        for (count, others) in self.0.iter_mut().zip(other.0) {
            *count = count.saturating_add(others);
        }
    }

    #[must_use]
    pub fn casi(&self) -> u32 {
        self.0.iter().fold(0, |sum: u32, count| sum.saturating_add(*count))
    }

    /// The last day of the class in which `percento` of a hundred answers had come; none when there is none.
    #[must_use]
    pub fn percentile(&self, percento: u32) -> Option<u16> {
        let rank = (u64::from(self.casi()) * u64::from(percento)).div_ceil(100).max(1);
        let mut sum = 0;
        (0_u8..).zip(self.0).find_map(|(numero, count)| {
            sum += u64::from(count);
            (sum >= rank).then(|| Classe(numero).fino())
        })
    }

    /// Both percentiles; none of fewer than [`CASI_MINIMI`].
    #[must_use]
    pub fn percentili(&self) -> Option<Percentili> {
        let casi = self.casi();
        if casi < CASI_MINIMI {
            return None;
        }
        Some(Percentili { p50: self.percentile(50)?, p90: self.percentile(90)?, casi })
    }
}

/// A calendar month in Europe/Rome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mese {
    pub anno: i16,
    /// 1 to 12.
    pub mese: i8,
}

impl Mese {
    #[must_use]
    pub fn of(data: Date) -> Self {
        Self { anno: data.year(), mese: data.month() }
    }

    /// The month `mesi` before.
    #[must_use]
    pub fn before(self, mesi: u8) -> Self {
        let months = i32::from(self.anno) * 12 + i32::from(self.mese) - 1 - i32::from(mesi);
        let anno = i16::try_from(months.div_euclid(12)).unwrap_or(i16::MIN);
        Self { anno, mese: i8::try_from(months.rem_euclid(12) + 1).unwrap_or(1) }
    }

    /// The last [`MESI`] months, oldest first, this one included.
    pub fn ultimi(self) -> impl Iterator<Item = Self> {
        (0..MESI).rev().map(move |mesi| self.before(mesi))
    }
}

/// `2026-03`.
impl std::fmt::Display for Mese {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.anno, self.mese)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn classes() {
        for (giorni, fino) in [
            (-3, 0),
            (0, 0),
            (1, 1),
            (30, 30),
            (31, 35),
            (35, 35),
            (36, 40),
            (60, 60),
            (61, 70),
            (121, 150),
            (330, 330),
            (331, OLTRE),
            (9_000, OLTRE),
        ] {
            assert_eq!(Classe::of(giorni).fino(), fino, "{giorni}");
        }
        assert!(CLASSI.is_sorted());
        assert_eq!(Classe::of(i32::MAX).numero(), 50);
        assert_eq!(Classe::new(50).map(Classe::fino), Some(OLTRE));
        assert_eq!(Classe::new(51), None);
    }

    fn of(giorni: &[i32]) -> Istogramma {
        let mut istogramma = Istogramma::default();
        for giorni in giorni {
            istogramma.add(Classe::of(*giorni), 1);
        }
        istogramma
    }

    #[test]
    fn percentiles() {
        assert_eq!(of(&[]).percentile(50), None);
        assert_eq!(of(&[1, 2, 3, 4]).percentili(), None);
        assert_eq!(of(&[3, 1, 2, 5, 4]).percentili(), Some(Percentili { p50: 3, p90: 5, casi: 5 }));
        assert_eq!(of(&[1, 1, 1, 1, 1, 1, 1, 1, 1, 30]).percentili(), Some(Percentili { p50: 1, p90: 1, casi: 10 }));
        assert_eq!(of(&[1, 1, 1, 1, 1, 1, 1, 1, 30, 400]).percentili(), Some(Percentili { p50: 1, p90: 30, casi: 10 }));
        assert_eq!(of(&[400; 5]).percentili(), Some(Percentili { p50: OLTRE, p90: OLTRE, casi: 5 }));
    }

    #[test]
    fn months() {
        let march = Mese::of(date(2026, 3, 31));
        assert_eq!(march.to_string(), "2026-03");
        for (mesi, expected) in [(0, "2026-03"), (2, "2026-01"), (3, "2025-12"), (15, "2024-12")] {
            assert_eq!(march.before(mesi).to_string(), expected);
        }
        let all: Vec<_> = march.ultimi().map(|mese| mese.to_string()).collect();
        assert_eq!((all.len(), all[0].as_str(), all[11].as_str()), (12, "2025-04", "2026-03"));
    }

    proptest! {
        /// A percentile is the class of the answer of that rank, counted by hand.
        #[test]
        fn as_if_sorted(mut giorni in prop::collection::vec(0_i32..500, 1..80), percento in 1_u32..=100) {
            let istogramma = of(&giorni);
            giorni.sort_unstable();
            let rank = (giorni.len() * percento as usize).div_ceil(100).max(1);
            prop_assert_eq!(istogramma.percentile(percento), Some(Classe::of(giorni[rank - 1]).fino()));
            prop_assert_eq!(istogramma.casi() as usize, giorni.len());
        }

        #[test]
        fn merging_is_counting_together(left in prop::collection::vec(0_i32..500, 0..40), right in prop::collection::vec(0_i32..500, 0..40)) {
            let mut merged = of(&left);
            merged.merge(&of(&right));
            prop_assert_eq!(merged, of(&[left, right].concat()));
        }
    }
}
