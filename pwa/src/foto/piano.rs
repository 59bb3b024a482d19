//! How a photograph is made to fit: which sizes and qualities are tried, in which order.
//!
//! Sides are long sides in pixels, thought of as A4's (297 mm). They follow Cornell's Quality Index for printed text in grey,
//! QI = dpi x 0.039 h / 2 with h the height in mm of the smallest letter; 1.7 mm is the small e of 10 points. QI 5 is "good", 3.6 "marginal".

/// 220 dpi: a margin over "good" for a page that does not fill the picture.
const LATO_SCELTO: u32 = 2_600;

/// 150 dpi: QI 5. Quality is given up before this is.
const LATO_BUONO: u32 = 1_754;

/// 85 dpi: below QI 3, no print of a usual size can be read.
const LATO_MINIMO: u32 = 1_000;

/// Per cent, from the first that is tried; text shows rings below the last.
const QUALITA: [u8; 3] = [82, 72, 62];

/// When nothing else is left.
const QUALITA_MINIMA: u8 = 50;

/// One try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tentativo {
    pub lato: u32,
    /// Per cent.
    pub qualita: u8,
}

/// How many bytes a photograph may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spazio {
    /// Its share, that leaves room for others.
    pub quota: u64,
    /// All that there is: taken rather than becoming too small to read.
    pub massimo: u64,
}

/// What a try led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Esito {
    Entra,
    Ancora(Tentativo),
    /// Not even at its smallest.
    NonEntra,
}

impl Tentativo {
    /// The first for a photograph with this long side.
    pub fn primo(lato: u32) -> Self {
        Self { lato: lato.min(LATO_SCELTO), qualita: QUALITA[0] }
    }

    /// What to do with its outcome.
    pub fn dopo(self, byte: u64, spazio: Spazio) -> Esito {
        if byte <= spazio.quota {
            return Esito::Entra;
        }
        let lower = QUALITA.into_iter().find(|&qualita| qualita < self.qualita).map(|qualita| Self { qualita, ..self });
        let near = byte < spazio.quota.saturating_mul(8) / 5;
        let next = match lower {
            Some(lower) if near || self.lato <= LATO_BUONO => Some(lower),
            _ if self.lato > LATO_BUONO => Some(self.smaller(byte, spazio.quota, LATO_BUONO)),
            _ if byte <= spazio.massimo => return Esito::Entra,
            _ if self.lato > LATO_MINIMO => Some(self.smaller(byte, spazio.massimo, LATO_MINIMO)),
            _ if self.qualita > QUALITA_MINIMA => Some(Self { qualita: QUALITA_MINIMA, ..self }),
            _ => None,
        };
        next.map_or(Esito::NonEntra, Esito::Ancora)
    }

    /// Bytes go about as the square of the side; a little less, so that the next try is the last.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels and bytes of one file"
    )]
    fn smaller(self, byte: u64, goal: u64, floor: u32) -> Self {
        let scale = (goal as f64 / byte as f64).sqrt().min(1.0) * 0.95;
        Self { lato: ((f64::from(self.lato) * scale) as u32).max(floor), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1024 * 1024;

    /// Runs a plan on a make-believe encoder: bytes for each pixel at the first quality, three fourths of them at each lower one.
    fn run(lato: u32, peso: f64, spazio: Spazio) -> (Option<(Tentativo, u64)>, u32) {
        let mut tentativo = Tentativo::primo(lato);
        for tries in 1..20 {
            let share = match tentativo.qualita {
                82 => 1.0,
                72 => 0.75,
                62 => 0.6,
                _ => 0.5,
            };
            let byte = (f64::from(tentativo.lato).powi(2) * 0.75 * peso * share) as u64;
            match tentativo.dopo(byte, spazio) {
                Esito::Entra => return (Some((tentativo, byte)), tries),
                Esito::Ancora(next) => {
                    assert!(next.lato < tentativo.lato || next.qualita < tentativo.qualita, "{tentativo:?} {next:?}");
                    tentativo = next;
                }
                Esito::NonEntra => return (None, tries),
            }
        }
        panic!("it does not end");
    }

    #[test]
    fn a_page_of_twelve_megapixels_takes_one_try() {
        let (found, tries) = run(4_000, 0.15, Spazio { quota: MIB, massimo: 3 * MIB });
        assert_eq!((found.map(|(tentativo, _)| tentativo.lato), tries), (Some(LATO_SCELTO), 1));
    }

    #[test]
    fn quality_goes_before_the_side_that_reads_well() {
        let spazio = Spazio { quota: MIB, massimo: 3 * MIB };
        assert_eq!(Tentativo { lato: 2_600, qualita: 82 }.dopo(MIB + 1, spazio), Esito::Ancora(Tentativo { lato: 2_600, qualita: 72 }));
        let Esito::Ancora(next) = (Tentativo { lato: 2_600, qualita: 82 }).dopo(2 * MIB, spazio) else { panic!() };
        assert!(next.qualita == 82 && (1_700..1_800).contains(&next.lato), "{next:?}");
    }

    #[test]
    fn more_than_its_share_rather_than_too_small_to_read() {
        let (found, _) = run(4_000, 0.9, Spazio { quota: MIB / 2, massimo: 3 * MIB });
        let (tentativo, byte) = found.unwrap();
        assert!(tentativo.lato == LATO_BUONO && byte > MIB / 2, "{tentativo:?}");
    }

    #[test]
    fn whatever_it_is_it_fits_or_is_said_not_to() {
        for lato in [300, 1_000, 1_754, 2_600, 12_000] {
            for peso in [0.01, 0.2, 1.0, 4.0] {
                for massimo in [20_000, 300_000, MIB, 3 * MIB] {
                    let (found, tries) = run(lato, peso, Spazio { quota: massimo / 3, massimo });
                    assert!(tries <= 10, "{lato} {peso} {massimo}: {tries}");
                    assert!(found.is_none_or(|(_, byte)| byte <= massimo));
                }
            }
        }
    }

    #[test]
    fn no_room_at_all() {
        assert_eq!(run(4_000, 0.2, Spazio { quota: 0, massimo: 0 }).0, None);
    }
}
