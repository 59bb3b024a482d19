//! The frame that a photograph is cut to, in parts of its sides.

/// The smallest frame, as a part of each side.
const MINIMO: f64 = 0.1;

/// Left, top, right and bottom edge, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Riquadro(pub [f64; 4]);

/// What of it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presa {
    /// The corner of these edges: 0 or 2, 1 or 3.
    Angolo(usize, usize),
    Tutto,
}

impl Riquadro {
    /// The whole photograph.
    pub const INTERO: Self = Self([0.0, 0.0, 1.0, 1.0]);

    /// What is held moves by so much, as far as the photograph and the smallest frame let it.
    pub fn moved(mut self, presa: Presa, dx: f64, dy: f64) -> Self {
        match presa {
            Presa::Angolo(horizontal, vertical) => {
                for (edge, by) in [(horizontal, dx), (vertical, dy)] {
                    self = self.with_edge(edge, self.0[edge & 3] + by);
                }
                self
            }
            Presa::Tutto => {
                let [left, top, right, bottom] = self.0;
                let (dx, dy) = (dx.clamp(-left, 1.0 - right), dy.clamp(-top, 1.0 - bottom));
                Self([left + dx, top + dy, right + dx, bottom + dy])
            }
        }
    }

    /// One edge elsewhere, as far as the opposite one lets it.
    pub fn with_edge(mut self, edge: usize, value: f64) -> Self {
        let edge = edge & 3;
        let opposite = self.0[(edge + 2) & 3];
        self.0[edge] = if edge < 2 { value.clamp(0.0, opposite - MINIMO) } else { value.clamp(opposite + MINIMO, 1.0) };
        self
    }

    /// How much is cut away at an edge, per cent.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "per cent")]
    pub fn cut(self, edge: usize) -> u8 {
        let value = self.0[edge & 3];
        ((if edge < 2 { value } else { 1.0 - value }) * 100.0).round() as u8
    }

    /// Cuts so much away at an edge, per cent.
    pub fn with_cut(self, edge: usize, percent: f64) -> Self {
        self.with_edge(edge, if edge < 2 { percent / 100.0 } else { 1.0 - percent / 100.0 })
    }

    /// The same part of the photograph once it is turned by a quarter to the right.
    pub fn turned(self) -> Self {
        let [left, top, right, bottom] = self.0;
        Self([1.0 - bottom, left, 1.0 - top, right])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: Riquadro, b: [f64; 4]) {
        assert!(a.0.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9), "{a:?} {b:?}");
    }

    #[test]
    fn corners_stop_at_the_photograph_and_at_the_smallest_frame() {
        close(Riquadro::INTERO.moved(Presa::Angolo(0, 1), 0.2, 0.1), [0.2, 0.1, 1.0, 1.0]);
        close(Riquadro::INTERO.moved(Presa::Angolo(0, 1), -0.2, 5.0), [0.0, 0.9, 1.0, 1.0]);
        close(Riquadro::INTERO.moved(Presa::Angolo(2, 3), -5.0, -0.5), [0.0, 0.0, 0.1, 0.5]);
    }

    #[test]
    fn the_whole_frame_keeps_its_size() {
        let frame = Riquadro([0.1, 0.1, 0.5, 0.4]);
        close(frame.moved(Presa::Tutto, 1.0, -1.0), [0.6, 0.0, 1.0, 0.3]);
    }

    #[test]
    fn four_quarters_are_a_whole_turn() {
        let frame = Riquadro([0.1, 0.2, 0.5, 0.9]);
        close(frame.turned(), [0.1, 0.1, 0.8, 0.5]);
        close(frame.turned().turned().turned().turned(), frame.0);
    }

    #[test]
    fn what_is_cut_at_each_edge() {
        let frame = Riquadro([0.1, 0.2, 0.5, 0.9]);
        assert_eq!([0, 1, 2, 3].map(|edge| frame.cut(edge)), [10, 20, 50, 10]);
        close(frame.with_cut(2, 20.0), [0.1, 0.2, 0.8, 0.9]);
    }
}
