//! How many segments an SMS takes (3GPP TS 23.038 for the alphabet, TS 23.040 for the lengths).

/// Characters of one septet.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Characters of two septets: an escape comes before them.
const EXTENSION: &str = "\u{C}^{}\\[~]|€";

/// Whether every character is in the GSM alphabet or its extension.
#[must_use]
pub fn is_gsm7(text: &str) -> bool {
    text.chars().all(|c| septets(c).is_some())
}

/// How many segments the text is sent in; an empty one takes one.
///
/// In GSM-7, 160 septets, or 153 in each of several; with one character outside it, 70 or 67 UTF-16 units. Neither an
/// escape pair nor a surrogate pair is split between two segments.
#[must_use]
pub fn segmenti(text: &str) -> usize {
    match text.chars().map(septets).collect::<Option<Vec<usize>>>() {
        Some(widths) => pack(&widths, 160, 153),
        None => pack(&text.chars().map(char::len_utf16).collect::<Vec<_>>(), 70, 67),
    }
}

fn septets(c: char) -> Option<usize> {
    if BASIC.contains(c) {
        Some(1)
    } else if EXTENSION.contains(c) {
        Some(2)
    } else {
        None
    }
}

fn pack(widths: &[usize], single: usize, multiple: usize) -> usize {
    if widths.iter().sum::<usize>() <= single {
        return 1;
    }
    let (mut segments, mut used) = (1, 0);
    for width in widths {
        if used + width > multiple {
            segments += 1;
            used = 0;
        }
        used += width;
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabet() {
        // 128 codes, less the escape.
        assert_eq!(BASIC.chars().count(), 127);
        for inside in ["à è é ì ò ù É", "l'esito: @/?&=_-#", "{}[]~|^\\€"] {
            assert!(is_gsm7(inside), "{inside}");
        }
        for outside in ["È", "À", "á", "’", "“", "–", "…", "`", "ç", "🙂", "\t"] {
            assert!(!is_gsm7(outside), "{outside}");
        }
    }

    #[test]
    fn segments() {
        for (text, expected) in [
            (String::new(), 1),
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(306), 2),
            ("a".repeat(307), 3),
            ("è".repeat(160), 1),
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            // 76 pairs fill 152 of 153 septets: the last one stays empty.
            ("€".repeat(152), 2),
            ("€".repeat(153), 3),
            ("È".repeat(70), 1),
            ("È".repeat(71), 2),
            ("È".repeat(134), 2),
            ("È".repeat(135), 3),
            ("🙂".repeat(35), 1),
            ("🙂".repeat(36), 2),
            // 33 pairs fill 66 of 67 units.
            ("🙂".repeat(67), 3),
            (format!("{}È", "a".repeat(69)), 1),
            (format!("{}È", "a".repeat(70)), 2),
        ] {
            assert_eq!(segmenti(&text), expected, "{text}");
        }
    }
}
