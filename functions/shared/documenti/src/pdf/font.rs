//! Characters to glyphs, text to lines, with fonts that are part of the program.
//!
//! No shaper: composed Latin, Greek and Cyrillic need none, and one weighs more than all the rest. Whatever the fonts don't cover
//! is shown as [`MISSING`], and copies as what it was.

use std::ops::Range;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

use crate::DocumentoError;

/// A white square, in the place of each character, or sequence that makes one, that has no glyph.
pub(crate) const MISSING: char = '\u{25A1}';

static REGULAR: &[u8] = include_bytes!("../../fonts/CassettoSans-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../fonts/CassettoSans-Bold.ttf");
static MONO: &[u8] = include_bytes!("../../fonts/CassettoMono-Regular.ttf");

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Regular,
    Bold,
    Mono,
}

pub(crate) struct Fonts {
    regular: Face,
    bold: Face,
    mono: Face,
}

impl Fonts {
    pub(crate) fn load() -> Result<Self, DocumentoError> {
        Ok(Self { regular: Face::load(REGULAR)?, bold: Face::load(BOLD)?, mono: Face::load(MONO)? })
    }

    pub(crate) fn get(&self, family: Family) -> &Face {
        match family {
            Family::Regular => &self.regular,
            Family::Bold => &self.bold,
            Family::Mono => &self.mono,
        }
    }
}

/// One font of one weight.
pub(crate) struct Face {
    pub(crate) font: Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    /// Of [`MISSING`].
    missing: GlyphId,
}

/// Text that goes on one line.
#[derive(Clone, Default)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
}

impl Line {
    /// Without the blank it may end with; at font size 1.
    pub(crate) fn width(&self) -> f32 {
        let blanks = self.glyphs.iter().rev().take_while(|glyph| is_blank(&self.text, glyph)).count();
        self.glyphs.iter().take(self.glyphs.len() - blanks).map(|glyph| glyph.x_advance).sum()
    }

    /// The glyphs in `range` as a line of their own.
    fn part(&self, range: Range<usize>) -> Self {
        let glyphs = self.glyphs.get(range).unwrap_or_default();
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return Self::default() };
        let (from, to) = (first.text_range.start, last.text_range.end);
        let moved =
            |glyph: &KrillaGlyph| KrillaGlyph { text_range: glyph.text_range.start - from..glyph.text_range.end - from, ..glyph.clone() };
        let glyphs = glyphs.iter().map(moved).collect();
        Self { text: self.text.get(from..to).unwrap_or_default().to_owned(), glyphs }
    }
}

impl Face {
    fn load(data: &'static [u8]) -> Result<Self, DocumentoError> {
        let reader = FontRef::new(data).map_err(|_| DocumentoError::Font)?;
        let font = Font::new(data.into(), 0).ok_or(DocumentoError::Font)?;
        let metrics = reader.glyph_metrics(Size::new(1.0), LocationRef::default());
        let charmap = reader.charmap();
        let missing = charmap.map(MISSING).map(|glyph| GlyphId::new(glyph.to_u32())).ok_or(DocumentoError::Font)?;
        Ok(Self { font, charmap, metrics, missing })
    }

    /// All of `text` on one line.
    pub(crate) fn line(&self, text: &str) -> Line {
        let mut line = Line::default();
        // After a joiner, what follows belongs to the same picture.
        let mut joined = false;
        for c in text.nfc().filter(|&c| c != SOFT_HYPHEN) {
            let shown = if c.is_whitespace() && c != NO_BREAK_SPACE { ' ' } else { c };
            let start = line.text.len();
            let after_missing = line.glyphs.last().is_some_and(|last| last.glyph_id == self.missing);
            if is_joiner(c) || (after_missing && (joined || is_modifier(c))) {
                joined = c == ZERO_WIDTH_JOINER;
                // With nothing to join, it isn't shown at all.
                if let Some(last) = line.glyphs.last_mut() {
                    line.text.push(c);
                    last.text_range.end = line.text.len();
                }
                continue;
            }
            joined = false;
            let shown = if is_text(shown) { shown } else { MISSING };
            line.text.push(shown);
            let glyph = self.glyph(shown);
            let advance = self.metrics.advance_width(glyph.to_u32().into()).unwrap_or_default();
            line.glyphs.push(KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, start..line.text.len(), None));
        }
        line
    }

    /// `text` on as many lines as it takes to keep each within `width`, which is a number of font sizes.
    ///
    /// Lines break after a blank; a word wider than a line after a punctuation mark in its last third, else anywhere.
    pub(crate) fn lines(&self, text: &str, width: f32) -> Vec<Line> {
        let whole = self.line(text);
        let mut lines = Vec::new();
        let mut start = 0;
        while start < whole.glyphs.len() {
            let end = line_end(&whole, start, width);
            lines.push(whole.part(start..end));
            start = end;
        }
        lines
    }

    fn glyph(&self, c: char) -> GlyphId {
        let c = if c == NO_BREAK_HYPHEN { HYPHEN } else { c };
        self.charmap.map(c).map_or(self.missing, |glyph| GlyphId::new(glyph.to_u32()))
    }
}

/// One past the last glyph of the line that begins at `start`; always more than `start`.
fn line_end(whole: &Line, start: usize, width: f32) -> usize {
    let (mut used, mut after_blank, mut after_mark) = (0.0, None, None);
    for (index, glyph) in whole.glyphs.iter().enumerate().skip(start) {
        let next = index + 1;
        if is_blank(&whole.text, glyph) {
            // A blank at the end may stick out: it can't be seen.
            used += glyph.x_advance;
            after_blank = Some(next);
            continue;
        }
        if used + glyph.x_advance > width && index > start {
            return after_blank.or(after_mark).unwrap_or(index);
        }
        used += glyph.x_advance;
        if used > width * 2.0 / 3.0 && matches!(whole.text.get(glyph.text_range.clone()), Some("-" | "_" | "." | "/" | ",")) {
            after_mark = Some(next);
        }
    }
    whole.glyphs.len()
}

const SOFT_HYPHEN: char = '\u{AD}';
const NO_BREAK_SPACE: char = '\u{A0}';
const NO_BREAK_HYPHEN: char = '\u{2011}';
const HYPHEN: char = '\u{2010}';
const ZERO_WIDTH_JOINER: char = '\u{200D}';

fn is_blank(text: &str, glyph: &KrillaGlyph) -> bool {
    text.get(glyph.text_range.clone()) == Some(" ")
}

/// Characters that only join or vary the one before them.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | ZERO_WIDTH_JOINER | '\u{FE00}'..='\u{FE0F}' | '\u{20E3}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Skin tones, which colour the emoji before them.
const fn is_modifier(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether PDF/A lets it be the text behind a glyph: no control, private-use or non-character.
fn is_text(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
        && (c as u32) & 0xFFFE != 0xFFFE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn face() -> Face {
        Face::load(REGULAR).expect("the embedded font")
    }

    fn missing(line: &Line) -> usize {
        let square = face().missing;
        line.glyphs.iter().filter(|glyph| glyph.glyph_id == square).count()
    }

    #[test]
    fn covered() {
        for text in [
            "È già là: però, più, città",
            "Șerban Ţăranu ș ț Ș Ț ă î â",
            "Оксана Їжакевич ґ є і",
            "Łódź, Çağrı, Đorđe",
            "Ελένη",
            "€ 1 → 2 – “a”…",
        ] {
            let line = face().line(text);
            assert_eq!(line.text, text);
            assert_eq!(missing(&line), 0, "{text}");
        }
        for family in [BOLD, MONO] {
            let face = Face::load(family).expect("an embedded font");
            assert!(face.glyph('a') != face.missing);
        }
    }

    #[test]
    fn what_is_not_covered_becomes_one_square_and_copies_as_it_was() {
        for (text, squares, glyphs) in
            [("a 😀 b", 1, 5), ("👩\u{200D}👩\u{200D}👧", 1, 1), ("👍🏽", 1, 1), ("❤\u{FE0F}", 1, 1), ("日本", 2, 2), ("שלום", 4, 4)]
        {
            let line = face().line(text);
            assert_eq!((missing(&line), line.glyphs.len()), (squares, glyphs), "{text}");
            assert_eq!(line.text, text);
        }
        // Neither visible nor allowed as text in PDF/A.
        let line = face().line("a\u{7}\u{E000}\u{FEFF}\u{FFFF}b");
        assert_eq!(line.text, "a□□□□b");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        let line = face().line("perche\u{301} s\u{326}i");
        assert_eq!(line.text, "perché și");
        assert_eq!(missing(&line), 0);
    }

    #[test]
    fn breaks() {
        let width = face().line("una riga").width() + 0.01;
        for (text, expected) in
            [("una riga", &["una riga"][..]), ("una riga ", &["una riga "]), ("una riga corta", &["una riga ", "corta"]), ("", &[])]
        {
            let lines: Vec<_> = face().lines(text, width).into_iter().map(|line| line.text).collect();
            assert_eq!(lines, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_nothing(text in "\\PC{0,200}", width in 2.0..40.0f32) {
            let face = face();
            let lines = face.lines(&text, width);
            prop_assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<String>(), face.line(&text).text);
            for line in lines {
                prop_assert!(line.width() <= width + 0.01);
                prop_assert_eq!(line.glyphs.last().map(|glyph| glyph.text_range.end), Some(line.text.len()));
            }
        }
    }
}
