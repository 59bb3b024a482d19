//! TIFF 6.0: every directory, every value and every strip or tile within the file, and no byte that none of them refers to.
//!
//! The coverage is what stops a file of another type hidden in this one. Up to [`MAX_NON_RIFERITI`] bytes may be unaccounted for,
//! because editors leave the directories they replaced, and zero bytes are padding; none but zeros may follow the last one.

use std::collections::BTreeMap;

use crate::lettura::{be16, be32, le16, le32, slice};
use crate::{Ispezione, MAX_DECOMPRESSI, Rifiuto, TipoFile, check_size};

/// The most directories, of images and of metadata: a fax of a hundred pages has a hundred.
const MAX_DIRETTORI: usize = 200;
const MAX_VOCI: usize = 512;

/// The most strips and tiles of the whole file, each with its range.
const MAX_STRISCE: usize = 200_000;

/// The most bytes other than zero, between the parts of the file, that no directory refers to.
const MAX_NON_RIFERITI: usize = 1024;

/// Tags that hold the offset of another directory: sub-images, Exif, GPS, interoperability.
const DIRECTORIES: [u16; 4] = [330, 34_665, 34_853, 40_965];

struct Walk<'a> {
    bytes: &'a [u8],
    big_endian: bool,
    directories: Vec<usize>,
    ranges: Vec<(usize, usize)>,
    strips: usize,
    decoded: u64,
}

/// An array of numbers in the file, of the type and the count of its entry.
#[derive(Clone, Copy)]
struct Values {
    kind: u16,
    count: usize,
    at: usize,
}

type Entries = BTreeMap<u16, Values>;

pub fn walk(bytes: &[u8]) -> Result<Ispezione, Rifiuto> {
    let big_endian = bytes.starts_with(b"MM");
    let mut walk = Walk { bytes, big_endian, directories: Vec::new(), ranges: vec![(0, 8)], strips: 0, decoded: 0 };
    let (mut pages, mut first) = (0, None);
    let mut next = walk.offset(4)?;
    while next != 0 {
        let (entries, after) = walk.directory(next)?;
        let size = walk.image(&entries)?;
        first = first.or(Some(size));
        pages += 1;
        walk.metadata(&entries)?;
        next = after;
    }
    let (width, height) = first.ok_or(damaged("tiff-senza-immagine"))?;
    walk.check_coverage()?;
    Ok(Ispezione { tipo: TipoFile::Tiff, pagine: Some(pages), larghezza: Some(width), altezza: Some(height) })
}

impl Walk<'_> {
    fn short(&self, at: usize) -> Result<u16, Rifiuto> {
        if self.big_endian { be16(self.bytes, at) } else { le16(self.bytes, at) }
    }

    fn long(&self, at: usize) -> Result<u32, Rifiuto> {
        if self.big_endian { be32(self.bytes, at) } else { le32(self.bytes, at) }
    }

    fn offset(&self, at: usize) -> Result<usize, Rifiuto> {
        usize::try_from(self.long(at)?).map_err(|_| Rifiuto::Troncato)
    }

    /// Notes that a range is referred to, and that it is in the file.
    fn cover(&mut self, at: usize, len: usize) -> Result<(), Rifiuto> {
        slice(self.bytes, at, len)?;
        self.ranges.push((at, at + len));
        Ok(())
    }

    /// The entries of the directory at `at`, and the offset of the next one.
    fn directory(&mut self, at: usize) -> Result<(Entries, usize), Rifiuto> {
        if self.directories.contains(&at) || self.directories.len() == MAX_DIRETTORI {
            return Err(damaged("tiff-catena"));
        }
        self.directories.push(at);
        let count = usize::from(self.short(at)?);
        if count == 0 || count > MAX_VOCI {
            return Err(damaged("tiff-direttorio"));
        }
        self.cover(at, 2 + 12 * count + 4)?;
        let mut entries = Entries::new();
        for entry in (0..count).map(|index| at + 2 + 12 * index) {
            let (tag, kind) = (self.short(entry)?, self.short(entry + 2)?);
            let count = self.offset(entry + 4)?;
            let len = type_len(kind).and_then(|len| len.checked_mul(count)).ok_or(damaged("tiff-voce"))?;
            let values_at = if len > 4 { self.offset(entry + 8)? } else { entry + 8 };
            if len > 4 {
                self.cover(values_at, len)?;
            }
            if entries.insert(tag, Values { kind, count, at: values_at }).is_some() {
                return Err(damaged("tiff-voce"));
            }
        }
        Ok((entries, self.offset(at + 2 + 12 * count)?))
    }

    /// The `index`-th number of an array of bytes, shorts or longs.
    fn number(&self, values: Values, index: usize) -> Result<u32, Rifiuto> {
        match values.kind {
            _ if index >= values.count => Err(damaged("tiff-voce")),
            1 => crate::lettura::byte(self.bytes, values.at + index).map(u32::from),
            3 => self.short(values.at + 2 * index).map(u32::from),
            4 | 13 => self.long(values.at + 4 * index),
            _ => Err(damaged("tiff-voce")),
        }
    }

    fn single(&self, entries: &Entries, tag: u16) -> Result<Option<u32>, Rifiuto> {
        entries.get(&tag).map(|&values| self.number(values, 0)).transpose()
    }

    /// Checks the image that a directory describes, and returns its size.
    fn image(&mut self, entries: &Entries) -> Result<(u32, u32), Rifiuto> {
        let required = |found: Option<u32>| found.filter(|&number| number > 0).ok_or(damaged("tiff-immagine"));
        let width = required(self.single(entries, 256)?)?;
        let height = required(self.single(entries, 257)?)?;
        check_size(width, height)?;
        let samples = required(Some(self.single(entries, 277)?.unwrap_or(1)))?;
        let bits = self.bits(entries)?;
        if samples > 8 || bits > 32 {
            return Err(Rifiuto::NonSupportato { quale: "tiff-campioni" });
        }
        let planes = if self.single(entries, 284)? == Some(2) { samples } else { 1 };
        let stored = if entries.contains_key(&322) {
            let tile = (required(self.single(entries, 322)?)?, required(self.single(entries, 323)?)?);
            let tiles = u64::from(width.div_ceil(tile.0)) * u64::from(height.div_ceil(tile.1)) * u64::from(planes);
            check_size(tile.0, tile.1)?;
            self.decoded += tiles * row_len(tile.0, samples / planes, bits) * u64::from(tile.1);
            self.strips(entries, (324, 325), tiles)?
        } else {
            let rows = required(Some(self.single(entries, 278)?.unwrap_or(height)))?.min(height);
            self.decoded += row_len(width, samples / planes, bits) * u64::from(height) * u64::from(planes);
            self.strips(entries, (273, 279), u64::from(height.div_ceil(rows)) * u64::from(planes))?
        };
        if self.decoded > MAX_DECOMPRESSI {
            return Err(Rifiuto::DimensioniEccessive);
        }
        let compression = self.single(entries, 259)?.unwrap_or(1);
        let image = row_len(width, samples, bits) * u64::from(height);
        check_ratio(compression, image, stored)?;
        Ok((width, height))
    }

    /// The bits of the deepest sample.
    fn bits(&self, entries: &Entries) -> Result<u32, Rifiuto> {
        let Some(&values) = entries.get(&258) else { return Ok(1) };
        let mut depths = (0..values.count.min(8)).map(|index| self.number(values, index));
        depths.try_fold(1, |deepest, depth| Ok(deepest.max(depth?)))
    }

    /// Covers the `expected` strips or tiles whose offsets and lengths are under these tags, and returns the sum of the lengths.
    fn strips(&mut self, entries: &Entries, (offsets, lengths): (u16, u16), expected: u64) -> Result<u64, Rifiuto> {
        let (Some(&offsets), Some(&lengths)) = (entries.get(&offsets), entries.get(&lengths)) else {
            return Err(damaged("tiff-immagine"));
        };
        if offsets.count != lengths.count || offsets.count as u64 != expected {
            return Err(damaged("tiff-strisce"));
        }
        self.strips += offsets.count;
        if self.strips > MAX_STRISCE {
            return Err(damaged("tiff-strisce"));
        }
        let mut sum = 0;
        for index in 0..offsets.count {
            let (at, len) = (self.number(offsets, index)?, self.number(lengths, index)?);
            self.cover(at as usize, len as usize)?;
            sum += u64::from(len);
        }
        Ok(sum)
    }

    /// Covers the directories that a directory refers to, which may hold an image of their own (a smaller copy) or none.
    fn metadata(&mut self, entries: &Entries) -> Result<(), Rifiuto> {
        let mut waiting = self.sub_directories(entries)?;
        while let Some(at) = waiting.pop() {
            let (entries, _) = self.directory(at)?;
            if entries.contains_key(&256) && (entries.contains_key(&273) || entries.contains_key(&324)) {
                self.image(&entries)?;
            }
            waiting.extend(self.sub_directories(&entries)?);
        }
        Ok(())
    }

    fn sub_directories(&self, entries: &Entries) -> Result<Vec<usize>, Rifiuto> {
        let arrays = DIRECTORIES.iter().filter_map(|tag| entries.get(tag));
        let mut found = Vec::new();
        for &values in arrays {
            for index in 0..values.count {
                found.push(self.number(values, index)? as usize);
                if found.len() > MAX_DIRETTORI {
                    return Err(damaged("tiff-catena"));
                }
            }
        }
        Ok(found)
    }

    fn check_coverage(&mut self) -> Result<(), Rifiuto> {
        let not_zero = |from, to| self.bytes.get(from..to).unwrap_or_default().iter().filter(|&&byte| byte != 0).count();
        self.ranges.sort_unstable();
        let (mut end, mut unreferenced) = (0, 0);
        for &(start, stop) in &self.ranges {
            unreferenced += not_zero(end, start);
            end = end.max(stop);
        }
        let trailing = not_zero(end, self.bytes.len());
        if trailing > 0 || unreferenced > MAX_NON_RIFERITI { Err(Rifiuto::DatiInCoda) } else { Ok(()) }
    }
}

/// The bytes of one value of this type.
const fn type_len(kind: u16) -> Option<usize> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 => Some(8),
        _ => None,
    }
}

fn row_len(width: u32, samples: u32, bits: u32) -> u64 {
    (u64::from(width) * u64::from(samples) * u64::from(bits)).div_ceil(8)
}

/// Whether `stored` bytes can hold an image of `image` bytes with this compression, by the most that a byte of it can say.
fn check_ratio(compression: u32, image: u64, stored: u64) -> Result<(), Rifiuto> {
    let most = match compression {
        1 if image > stored => return Err(damaged("tiff-strisce")),
        1 => return Ok(()),
        // CCITT: a byte can be eight rows equal to the one above, so only the size of the image is a bound.
        2..=4 => return Ok(()),
        // LZW: 12 bits for at most 4096 bytes.
        5 => 2731,
        // JPEG: a whole block of 64 samples in a few bits.
        7 => 512,
        // Deflate, under both of its numbers.
        8 | 32_946 => 1032,
        // PackBits: two bytes for 128.
        32_773 => 64,
        6 => return Err(Rifiuto::NonSupportato { quale: "tiff-jpeg-vecchio" }),
        _ => return Err(Rifiuto::NonSupportato { quale: "tiff-compressione" }),
    };
    if image > stored.saturating_mul(most) { Err(Rifiuto::Bomba) } else { Ok(()) }
}

const fn damaged(dove: &'static str) -> Rifiuto {
    Rifiuto::Danneggiato { dove }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campioni::{self, TiffEntry};

    const GREY: [TiffEntry; 7] =
        [(256, 3, &[16]), (257, 3, &[16]), (258, 3, &[8]), (259, 3, &[1]), (262, 3, &[1]), (273, 4, &[8]), (279, 4, &[256])];

    /// A grey image of 16 by 16 whose entries are changed or added to; the pixels are at 8, the directory at 264.
    fn edited(changes: &[TiffEntry]) -> Result<Ispezione, Rifiuto> {
        let mut entries: BTreeMap<u16, TiffEntry> = GREY.iter().map(|&entry| (entry.0, entry)).collect();
        entries.extend(changes.iter().map(|&entry| (entry.0, entry)));
        let entries: Vec<TiffEntry> = entries.into_values().collect();
        walk(&campioni::tiff_of(&[0x55; 256], &entries, 0))
    }

    #[test]
    fn the_sample() {
        let expected = Ispezione { tipo: TipoFile::Tiff, pagine: Some(1), larghezza: Some(64), altezza: Some(64) };
        assert_eq!(walk(&campioni::tiff()), Ok(expected));
        assert!(edited(&[]).is_ok());
    }

    #[test]
    fn images() {
        assert_eq!(edited(&[(256, 3, &[0])]), Err(damaged("tiff-immagine")));
        assert_eq!(edited(&[(256, 4, &[70_000])]), Err(Rifiuto::DimensioniEccessive));
        assert_eq!(edited(&[(257, 3, &[17])]), Err(damaged("tiff-strisce")));
        assert!(edited(&[(257, 3, &[200]), (259, 3, &[32_773])]).is_ok());
        assert_eq!(edited(&[(256, 3, &[20_000]), (257, 3, &[2000]), (259, 3, &[8])]), Err(Rifiuto::Bomba));
        assert_eq!(edited(&[(259, 3, &[6])]), Err(Rifiuto::NonSupportato { quale: "tiff-jpeg-vecchio" }));
        assert_eq!(edited(&[(259, 3, &[34_712])]), Err(Rifiuto::NonSupportato { quale: "tiff-compressione" }));
        assert_eq!(edited(&[(273, 4, &[9000])]), Err(Rifiuto::Troncato));
        assert_eq!(edited(&[(279, 4, &[9000])]), Err(Rifiuto::Troncato));
        assert_eq!(edited(&[(278, 3, &[8])]), Err(damaged("tiff-strisce")));
        assert_eq!(edited(&[(277, 3, &[9])]), Err(Rifiuto::NonSupportato { quale: "tiff-campioni" }));
    }

    #[test]
    fn chains_that_return_are_refused() {
        let loops = campioni::tiff_of(&[0x55; 256], &GREY, 264);
        assert_eq!(walk(&loops), Err(damaged("tiff-catena")));
        assert_eq!(edited(&[(34_665, 4, &[264])]), Err(damaged("tiff-catena")));
    }

    #[test]
    fn tiles_and_smaller_copies() {
        let tiles: [TiffEntry; 8] = [
            (256, 3, &[20]),
            (257, 3, &[9]),
            (258, 3, &[8]),
            (322, 3, &[16]),
            (323, 3, &[16]),
            (324, 4, &[8, 264]),
            (325, 4, &[256, 256]),
            (330, 4, &[520]),
        ];
        // The smaller copy is a directory in the data: 4 by 4, at the first byte of the tiles.
        let copy: [TiffEntry; 5] = [(256, 3, &[4]), (257, 3, &[4]), (258, 3, &[8]), (273, 4, &[8]), (279, 4, &[16])];
        let copy = campioni::tiff_of(&[], &copy, 0).split_off(8);
        let with_copy = |copy: &[u8]| walk(&campioni::tiff_of(&[[1; 512].as_slice(), copy].concat(), &tiles, 0));
        assert_eq!(with_copy(&copy).map(|found| found.larghezza), Ok(Some(20)));
        assert_eq!(with_copy(&[0; 80]), Err(damaged("tiff-direttorio")));
    }

    #[test]
    fn bytes_that_nothing_refers_to() {
        assert_eq!(edited(&[(273, 4, &[100]), (279, 4, &[164]), (257, 3, &[10])]).map(|_| ()), Ok(()));
        let gap = campioni::tiff_of(&[0x55; 4000], &GREY, 0);
        assert_eq!(walk(&gap), Err(Rifiuto::DatiInCoda));
        let zeros = campioni::tiff_of(&[[0x55; 256].as_slice(), &[0; 4000]].concat(), &GREY, 0);
        assert!(walk(&zeros).is_ok());
    }
}
