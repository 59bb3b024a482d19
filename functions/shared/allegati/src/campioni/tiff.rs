//! TIFF samples, little-endian.

use super::noise;

/// A tag, its type (3 for shorts, 4 for longs, 7 for bytes without a meaning) and its values.
pub type TiffEntry<'a> = (u16, u16, &'a [u32]);

const PIXELS: usize = 64 * 64;

/// A grey gradient of 64 by 64 pixels, not compressed.
#[must_use]
pub fn tiff() -> Vec<u8> {
    tiff_of(&pixels(), &entries(None), 0)
}

/// A file whose `data` begin at 8 and whose only directory, with these entries in order, follows them and names `next`.
#[must_use]
pub fn tiff_of(data: &[u8], entries: &[TiffEntry], next: u32) -> Vec<u8> {
    let directory = 8 + data.len();
    let mut values_at = directory + 2 + 12 * entries.len() + 4;
    let (mut directory_bytes, mut values) = (le16(entries.len()), Vec::new());
    for &(tag, kind, numbers) in entries {
        let (count, encoded) = match (kind, numbers) {
            // Bytes that are elsewhere in the data: their offset and their count.
            (7, &[offset, count]) => (count as usize, le32(offset as usize)),
            (3, _) => (numbers.len(), numbers.iter().flat_map(|&number| le16(number as usize)).collect()),
            _ => (numbers.len(), numbers.iter().flat_map(|&number| le32(number as usize)).collect()),
        };
        directory_bytes.extend([le16(usize::from(tag)), le16(usize::from(kind)), le32(count)].concat());
        if encoded.len() <= 4 {
            directory_bytes.extend(encoded.into_iter().chain([0; 4]).take(4));
        } else {
            directory_bytes.extend(le32(values_at));
            values_at += encoded.len();
            values.extend(encoded);
        }
    }
    [b"II\x2a\0", le32(directory).as_slice(), data, &directory_bytes, &next.to_le_bytes(), &values].concat()
}

pub fn padded(size: usize) -> Vec<u8> {
    let plain = tiff();
    // One entry more takes twelve bytes; what it refers to must be longer than the four that fit in it.
    let Some(extra) = size.checked_sub(plain.len() + 12).filter(|&extra| extra > 4) else { return plain };
    let data = [pixels(), noise(extra)].concat();
    let private = [u32::try_from(8 + PIXELS).unwrap_or(0), u32::try_from(extra).unwrap_or(0)];
    tiff_of(&data, &entries(Some(&private)), 0)
}

fn pixels() -> Vec<u8> {
    (0..PIXELS).map(|at| u8::try_from(at % 64 * 2 + at / 64 * 2).unwrap_or(0)).collect()
}

fn entries(private: Option<&[u32; 2]>) -> Vec<TiffEntry<'_>> {
    const LENGTHS: &[u32] = &[PIXELS as u32];
    let mut entries: Vec<TiffEntry> = vec![
        (256, 3, &[64]),
        (257, 3, &[64]),
        (258, 3, &[8]),
        (259, 3, &[1]),
        (262, 3, &[1]),
        (273, 4, &[8]),
        (277, 3, &[1]),
        (278, 3, &[64]),
        (279, 4, LENGTHS),
    ];
    entries.extend(private.map(|private| (65_000, 7, private.as_slice())));
    entries
}

fn le16(number: usize) -> Vec<u8> {
    u16::try_from(number).unwrap_or(0).to_le_bytes().to_vec()
}

fn le32(number: usize) -> Vec<u8> {
    u32::try_from(number).unwrap_or(0).to_le_bytes().to_vec()
}
