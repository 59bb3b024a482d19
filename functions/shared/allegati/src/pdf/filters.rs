//! The other filters of PDF streams: the ones that write bytes as text are undone, the ones that compress are only measured.

use super::value::{Dictionary, Name, Value};
use crate::Rifiuto;

/// The bytes of ASCII base-85 text, up to `~>`; what is not of its alphabet is skipped.
pub fn ascii85(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut group, mut digits) = (0_u32, 0_usize);
    for &byte in text {
        match byte {
            b'~' => break,
            b'z' if digits == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                digits += 1;
                if digits == 5 {
                    bytes.extend(group.to_be_bytes());
                    (group, digits) = (0, 0);
                }
            }
            _ => {}
        }
    }
    // A last group of n digits says n - 1 bytes, as if the highest digits followed.
    for _ in digits..5 {
        group = group.wrapping_mul(85).wrapping_add(84);
    }
    bytes.extend(group.to_be_bytes().iter().take(digits.saturating_sub(1)));
    bytes
}

/// The bytes of hexadecimal text, up to `>`.
pub fn ascii_hex(text: &[u8]) -> Vec<u8> {
    let digits = text.iter().take_while(|&&byte| byte != b'>').filter_map(|&byte| char::from(byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    digits.chunks(2).map(|pair| pair.first().copied().unwrap_or(0) << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

/// The bytes that LZW codes stand for, found from the length of each code alone; none if the codes are not LZW. Stops above `limit`.
pub fn lzw_len(data: &[u8], early_change: usize, limit: u64) -> Option<u64> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths = vec![1_u16; 4096];
    let (mut next, mut width, mut previous) = (END + 1, 9, None);
    let (mut buffer, mut bits, mut total) = (0_usize, 0, 0);
    for &byte in data {
        buffer = buffer << 8 & 0xff_ffff | usize::from(byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = buffer >> bits & ((1 << width) - 1);
        match code {
            CLEAR => (next, width, previous) = (END + 1, 9, None),
            END => break,
            _ => {
                let added = previous.map(|length: u16| length.saturating_add(1));
                let length = if code < next { *lengths.get(code)? } else { added.filter(|_| code == next)? };
                if let (Some(added), Some(slot)) = (added, lengths.get_mut(next)) {
                    *slot = added;
                    next += 1;
                }
                previous = Some(length);
                total += u64::from(length);
                if total > limit {
                    break;
                }
                if next + early_change >= 1 << width && width < 12 {
                    width += 1;
                }
            }
        }
    }
    Some(total)
}

/// The bytes that run-length data stand for.
pub fn run_length_len(data: &[u8]) -> u64 {
    let (mut at, mut total) = (0, 0);
    while let Some(&length) = data.get(at) {
        match length {
            0..=127 => {
                total += u64::from(length) + 1;
                at += usize::from(length) + 2;
            }
            128 => break,
            129.. => {
                total += 257 - u64::from(length);
                at += 2;
            }
        }
    }
    total
}

/// Undoes the PNG predictor that producers put on cross-reference streams.
pub fn undo_predictor(content: Vec<u8>, dictionary: &Dictionary) -> Result<Vec<u8>, Rifiuto> {
    const UNSUPPORTED: Rifiuto = Rifiuto::NonSupportato { quale: "pdf-filtro" };
    let parms = match dictionary.get(Name::DecodeParms) {
        None | Some(Value::Null) => return Ok(content),
        Some(Value::Dictionary(parms)) => parms,
        Some(Value::Array(values)) => match values.first() {
            None | Some(Value::Null) => return Ok(content),
            Some(Value::Dictionary(parms)) => parms,
            Some(_) => return Err(UNSUPPORTED),
        },
        Some(_) => return Err(UNSUPPORTED),
    };
    match parms.integer(Name::Predictor).unwrap_or(1) {
        1 => return Ok(content),
        10..=15 if !parms.is_ambiguous() => {}
        _ => return Err(UNSUPPORTED),
    }
    let number = |key, default| parms.integer(key).unwrap_or(default);
    if number(Name::Colors, 1) != 1 || number(Name::BitsPerComponent, 8) != 8 {
        return Err(UNSUPPORTED);
    }
    let columns = usize::try_from(number(Name::Columns, 1)).ok().filter(|columns| (1..=4096).contains(columns)).ok_or(UNSUPPORTED)?;
    unfilter(&content, columns)
}

/// Undoes the PNG filters of rows of `columns` bytes, one byte a pixel.
fn unfilter(content: &[u8], columns: usize) -> Result<Vec<u8>, Rifiuto> {
    let mut above = vec![0; columns];
    let mut out = Vec::with_capacity(content.len());
    for row in content.chunks_exact(columns + 1) {
        let Some((&filter, row)) = row.split_first() else { break };
        let (mut left, mut above_left) = (0_u8, 0_u8);
        for (&byte, up) in row.iter().zip(&mut above) {
            let predicted = match filter {
                0 => 0,
                1 => left,
                2 => *up,
                3 => left.midpoint(*up),
                4 => paeth(left, *up, above_left),
                _ => return Err(Rifiuto::Danneggiato { dove: "pdf-flusso" }),
            };
            left = byte.wrapping_add(predicted);
            above_left = *up;
            *up = left;
        }
        out.extend_from_slice(&above);
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, above_left: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(above_left);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(above_left) {
        left
    } else if distance(up) <= distance(above_left) {
        up
    } else {
        above_left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_as_text() {
        assert_eq!(
            ascii85(
                b"87cURD]i,
\"Ebo80~> ignored"
            ),
            b"Hello World!"
        );
        assert_eq!(ascii85(b"87cURD]i*~>"), b"Hello W");
        assert_eq!(ascii85(b"zz~>"), [0; 8]);
        assert_eq!(ascii_hex(b"48 65 6C 6c6>77"), b"Hell`");
    }

    #[test]
    fn lengths_of_what_is_compressed() {
        // The example of ISO 32000-1, 7.4.4.2: 45 45 45 45 45 65 45 45 45 66.
        let codes = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(lzw_len(&codes, 1, 100), Some(10));
        assert_eq!(lzw_len(&[0xff; 4], 1, 100), None);
        assert_eq!(run_length_len(&[2, 1, 2, 3, 255, 9, 129, 9, 128, 5]), 3 + 2 + 128);
    }

    #[test]
    fn rows_with_filters() {
        let rows = [[0, 1, 2], [1, 1, 1], [2, 1, 1], [3, 2, 2], [4, 1, 1]].concat();
        assert_eq!(unfilter(&rows, 2), Ok(vec![1, 2, 1, 2, 2, 3, 3, 5, 4, 6]));
        assert!(unfilter(&[9, 1, 2], 2).is_err());
    }
}
