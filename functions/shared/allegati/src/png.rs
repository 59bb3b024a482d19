//! PNG (ISO/IEC 15948): every chunk with its checksum, and the image data inflated to the size that the header promises.
//!
//! Refused beyond what is malformed: chunks that a decoder must know and this one doesn't, animations, bytes after `IEND` or after
//! the end of the image data inside `IDAT`.

use crate::inflate::{InflateError, Inflater, Progress};
use crate::lettura::{be32, byte, slice};
use crate::{Ispezione, MAX_DECOMPRESSI, Rifiuto, TipoFile, check_size};

const SIGNATURE_LEN: usize = 8;

/// The most bytes that one compressed text or colour profile may inflate to; the profile of a printer has 2 MB.
const MAX_AUSILIARIO: u64 = 4 * 1024 * 1024;

/// The most compressed texts and profiles in one file, and the most bytes that they may all inflate to.
const MAX_AUSILIARI: u32 = 256;
const MAX_AUSILIARI_DECOMPRESSI: u64 = 16 * 1024 * 1024;

struct Header {
    width: u32,
    height: u32,
    depth: u8,
    colour: u8,
    interlaced: bool,
}

/// How far the image data has come.
#[derive(PartialEq, Eq)]
enum Data {
    Awaited,
    Open,
    Complete,
}

struct Walk {
    inflater: Inflater,
    /// Another one, because a text may not interrupt the image data but the specification lets it be read before or after.
    side: Inflater,
    side_count: u32,
    side_left: u64,
    palette: bool,
    data: Data,
    /// Whether a chunk of another kind has come after the image data.
    data_closed: bool,
}

pub fn walk(bytes: &[u8]) -> Result<Ispezione, Rifiuto> {
    let (kind, body, mut at) = chunk(bytes, SIGNATURE_LEN)?;
    if kind != b"IHDR" {
        return Err(damaged("png-intestazione"));
    }
    let header = Header::parse(body)?;
    check_size(header.width, header.height)?;
    let expected = header.data_len()?;
    let mut walk = Walk {
        inflater: Inflater::new(),
        side: Inflater::new(),
        side_count: 0,
        side_left: MAX_AUSILIARI_DECOMPRESSI,
        palette: false,
        data: Data::Awaited,
        data_closed: false,
    };
    walk.inflater.start(expected);
    loop {
        let (kind, body, next) = chunk(bytes, at)?;
        at = next;
        if kind == b"IEND" {
            if !body.is_empty() {
                return Err(Rifiuto::DatiInCoda);
            }
            break;
        }
        walk.visit(kind, body, &header)?;
    }
    if walk.data != Data::Complete || walk.inflater.produced() != expected {
        return Err(damaged("png-dati"));
    }
    if at != bytes.len() {
        return Err(Rifiuto::DatiInCoda);
    }
    Ok(Ispezione { tipo: TipoFile::Png, pagine: None, larghezza: Some(header.width), altezza: Some(header.height) })
}

/// The kind and the body of the chunk at `at`, whose checksum is right, and where the next one begins.
fn chunk(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8], usize), Rifiuto> {
    let len = usize::try_from(be32(bytes, at)?).map_err(|_| damaged("png-blocco"))?;
    let kind = slice(bytes, at + 4, 4)?;
    // The third letter is reserved and upper-case; the others say who must understand the chunk.
    if !kind.iter().all(u8::is_ascii_alphabetic) || !kind.get(2).is_some_and(u8::is_ascii_uppercase) {
        return Err(damaged("png-blocco"));
    }
    let body = slice(bytes, at + 8, len)?;
    if be32(bytes, at + 8 + len)? != crc(slice(bytes, at + 4, len + 4)?) {
        return Err(damaged("png-controllo"));
    }
    Ok((kind, body, at + 12 + len))
}

impl Header {
    fn parse(body: &[u8]) -> Result<Self, Rifiuto> {
        if body.len() != 13 {
            return Err(damaged("png-intestazione"));
        }
        let header = Self {
            width: be32(body, 0)?,
            height: be32(body, 4)?,
            depth: byte(body, 8)?,
            colour: byte(body, 9)?,
            interlaced: byte(body, 12)? == 1,
        };
        let depths: &[u8] = match header.colour {
            0 => &[1, 2, 4, 8, 16],
            3 => &[1, 2, 4, 8],
            2 | 4 | 6 => &[8, 16],
            _ => &[],
        };
        let known = depths.contains(&header.depth) && body.get(10..12) == Some(&[0, 0]) && byte(body, 12)? <= 1;
        if known && header.width > 0 && header.height > 0 { Ok(header) } else { Err(damaged("png-intestazione")) }
    }

    /// The bytes of the filtered scanlines, of every pass if the image is interlaced.
    fn data_len(&self) -> Result<u64, Rifiuto> {
        /// The first column and row of each Adam7 pass, and the steps from one to the next.
        const ADAM7: [(u32, u32, u32, u32); 7] =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        let passes: &[_] = if self.interlaced { &ADAM7 } else { &[(0, 0, 1, 1)] };
        let samples = match self.colour {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        let bits = u64::from(self.depth) * samples;
        let len = passes.iter().map(|&(x, y, step_x, step_y)| {
            let columns = u64::from(self.width.saturating_sub(x).div_ceil(step_x));
            let rows = u64::from(self.height.saturating_sub(y).div_ceil(step_y));
            if columns == 0 { 0 } else { rows * (1 + (columns * bits).div_ceil(8)) }
        });
        let len = len.sum();
        if len > MAX_DECOMPRESSI { Err(Rifiuto::DimensioniEccessive) } else { Ok(len) }
    }
}

impl Walk {
    fn visit(&mut self, kind: &[u8], body: &[u8], header: &Header) -> Result<(), Rifiuto> {
        if kind != b"IDAT" && self.data != Data::Awaited {
            self.data_closed = true;
        }
        match kind {
            b"IDAT" => self.image_data(body, header),
            b"PLTE" => self.palette(body, header),
            b"acTL" | b"fcTL" | b"fdAT" => Err(Rifiuto::NonSupportato { quale: "animazione" }),
            b"zTXt" | b"iCCP" => {
                let name = name_len(body)?;
                self.inflate_side(body.get(name + 1..).unwrap_or_default())
            }
            b"iTXt" => self.international_text(body),
            [first, ..] if first.is_ascii_uppercase() => Err(damaged("png-blocco")),
            _ => Ok(()),
        }
    }

    fn image_data(&mut self, body: &[u8], header: &Header) -> Result<(), Rifiuto> {
        if self.data_closed || (header.colour == 3 && !self.palette) {
            return Err(damaged("png-ordine"));
        }
        if self.data == Data::Complete {
            return if body.is_empty() { Ok(()) } else { Err(Rifiuto::DatiInCoda) };
        }
        match self.inflater.feed(body, |_| {}) {
            Ok(Progress::NeedsInput) => self.data = Data::Open,
            Ok(Progress::Done { unused: 0 }) => self.data = Data::Complete,
            Ok(Progress::Done { .. }) => return Err(Rifiuto::DatiInCoda),
            Err(error) => return Err(refusal(error)),
        }
        Ok(())
    }

    fn palette(&mut self, body: &[u8], header: &Header) -> Result<(), Rifiuto> {
        let colours = body.len() / 3;
        let most = if header.colour == 3 { 1 << header.depth } else { 256 };
        let allowed = !self.palette && self.data == Data::Awaited && !matches!(header.colour, 0 | 4);
        if !allowed || colours == 0 || colours > most || !body.len().is_multiple_of(3) {
            return Err(damaged("png-tavolozza"));
        }
        self.palette = true;
        Ok(())
    }

    /// Keyword, whether the text is compressed and how, language and translated keyword, text.
    fn international_text(&mut self, body: &[u8]) -> Result<(), Rifiuto> {
        let keyword = name_len(body)?;
        let compressed = byte(body, keyword + 1)?;
        let mut text = body.get(keyword + 3..).ok_or(damaged("png-testo"))?;
        for _ in 0..2 {
            let end = text.iter().position(|&byte| byte == 0).ok_or(damaged("png-testo"))?;
            text = text.get(end + 1..).unwrap_or_default();
        }
        match compressed {
            0 => Ok(()),
            // The method, zero, comes before the language here, and right before the data in the other chunks.
            1 if byte(body, keyword + 2)? == 0 => self.inflate_raw(text),
            _ => Err(damaged("png-testo")),
        }
    }

    fn inflate_side(&mut self, method_and_data: &[u8]) -> Result<(), Rifiuto> {
        match method_and_data.split_first() {
            Some((0, data)) => self.inflate_raw(data),
            _ => Err(damaged("png-testo")),
        }
    }

    fn inflate_raw(&mut self, data: &[u8]) -> Result<(), Rifiuto> {
        self.side_count += 1;
        if self.side_count > MAX_AUSILIARI {
            return Err(damaged("png-testo"));
        }
        let unused = self.side.run(data, MAX_AUSILIARIO.min(self.side_left), |_| {}).map_err(refusal)?;
        self.side_left = self.side_left.saturating_sub(self.side.produced());
        if unused == 0 { Ok(()) } else { Err(Rifiuto::DatiInCoda) }
    }
}

/// The length of the keyword at the start of `body`: 1 to 79 bytes and a zero.
fn name_len(body: &[u8]) -> Result<usize, Rifiuto> {
    match body.iter().take(80).position(|&byte| byte == 0) {
        Some(len @ 1..) => Ok(len),
        _ => Err(damaged("png-testo")),
    }
}

fn refusal(error: InflateError) -> Rifiuto {
    match error {
        InflateError::TooLong => Rifiuto::Bomba,
        InflateError::Corrupt | InflateError::Checksum | InflateError::Cut => damaged("png-dati"),
    }
}

const fn damaged(dove: &'static str) -> Rifiuto {
    Rifiuto::Danneggiato { dove }
}

/// CRC-32 of ISO 3309, as PNG asks for.
pub fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut n = 0;
        while n < 256 {
            let mut value = n as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 { 0xedb8_8320 ^ (value >> 1) } else { value >> 1 };
                bit += 1;
            }
            table[n] = value;
            n += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |crc, &byte| {
        let [low, ..] = (crc ^ u32::from(byte)).to_le_bytes();
        TABLE.get(usize::from(low)).copied().unwrap_or_default() ^ (crc >> 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campioni::{self, png_chunk};
    use miniz_oxide::deflate::compress_to_vec_zlib;

    /// A PNG of these chunks, after the signature.
    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = campioni::PNG_SIGNATURE.to_vec();
        for (kind, body) in chunks {
            bytes.extend(png_chunk(kind, body));
        }
        bytes
    }

    fn header(width: u32, height: u32, depth: u8, colour: u8, interlace: u8) -> Vec<u8> {
        [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, interlace]].concat()
    }

    /// A grey image of 3 by 2, with `between` in the place of an ancillary chunk.
    fn with(between: &[(&[u8; 4], &[u8])]) -> Result<Ispezione, Rifiuto> {
        let header = header(3, 2, 8, 0, 0);
        let data = compress_to_vec_zlib(&[0; 8], 6);
        let chunks = [&[(b"IHDR", header.as_slice())], between, &[(b"IDAT", &data), (b"IEND", &[])]].concat();
        walk(&png(&chunks))
    }

    #[test]
    fn every_kind_of_image() {
        // (depth, colour, interlaced, bytes of 5 by 3 pixels with their filters)
        for (depth, colour, interlace, len) in
            [(1, 0, 0, 6), (16, 0, 0, 33), (8, 2, 0, 48), (4, 3, 0, 12), (16, 6, 0, 123), (8, 4, 0, 33), (8, 0, 1, 22), (8, 6, 1, 67)]
        {
            let header = header(5, 3, depth, colour, interlace);
            for (given, expected) in [(len, None), (len - 1, Some(damaged("png-dati"))), (len + 1, Some(Rifiuto::Bomba))] {
                let data = compress_to_vec_zlib(&vec![0; given], 6);
                let palette: (&[u8; 4], &[u8]) = if colour == 3 { (b"PLTE", &[0; 6]) } else { (b"tEXt", b"a\0b") };
                let bytes = png(&[(b"IHDR", &header), palette, (b"IDAT", &data), (b"IEND", &[])]);
                assert_eq!(walk(&bytes).err(), expected, "{depth} {colour} {interlace} {given}");
            }
        }
    }

    #[test]
    fn texts_are_inflated_within_bounds() {
        let short = compress_to_vec_zlib(b"text", 6);
        let long = compress_to_vec_zlib(&vec![0; 5 * 1024 * 1024], 6);
        let text = |prefix: &[u8], data: &[u8]| [prefix, data].concat();
        assert!(with(&[(b"zTXt", &text(b"key\0\0", &short))]).is_ok());
        assert!(with(&[(b"iCCP", &text(b"key\0\0", &short))]).is_ok());
        assert!(with(&[(b"iTXt", &text(b"key\0\x01\0it\0\0", &short))]).is_ok());
        assert!(with(&[(b"iTXt", b"key\0\0\0it\0\0plain")]).is_ok());
        for (kind, prefix) in [(b"zTXt", b"key\0\0".as_slice()), (b"iCCP", b"key\0\0"), (b"iTXt", b"key\0\x01\0it\0\0")] {
            assert_eq!(with(&[(kind, &text(prefix, &long))]), Err(Rifiuto::Bomba));
            assert_eq!(with(&[(kind, &text(prefix, &[short.as_slice(), b"PK"].concat()))]), Err(Rifiuto::DatiInCoda));
        }
    }

    #[test]
    fn order_and_unknown_chunks() {
        assert_eq!(with(&[(b"ABCD", &[])]), Err(damaged("png-blocco")));
        assert_eq!(with(&[(b"acTL", &[0; 8])]), Err(Rifiuto::NonSupportato { quale: "animazione" }));
        assert_eq!(with(&[(b"PLTE", &[0; 3])]), Err(damaged("png-tavolozza")));
        assert!(with(&[(b"prVt", b"anything")]).is_ok());
        let (header, data) = (header(3, 2, 8, 0, 0), compress_to_vec_zlib(&[0; 8], 6));
        let (first, second) = data.split_at(4);
        let split = png(&[(b"IHDR", &header), (b"IDAT", first), (b"IDAT", second), (b"IEND", &[])]);
        assert!(walk(&split).is_ok());
        let broken = png(&[(b"IHDR", &header), (b"IDAT", first), (b"tEXt", b"a\0b"), (b"IDAT", second), (b"IEND", &[])]);
        assert_eq!(walk(&broken), Err(damaged("png-ordine")));
        let hidden = png(&[(b"IHDR", &header), (b"IDAT", &data), (b"IDAT", b"PK"), (b"IEND", &[])]);
        assert_eq!(walk(&hidden), Err(Rifiuto::DatiInCoda));
    }

    #[test]
    fn too_large() {
        let bytes = png(&[(b"IHDR", &header(20_000, 20_000, 1, 0, 0)), (b"IEND", &[])]);
        assert_eq!(walk(&bytes), Err(Rifiuto::DimensioniEccessive));
        assert_eq!(walk(&campioni::png_bomba()), Err(Rifiuto::Bomba));
    }
}
