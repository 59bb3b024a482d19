//! JPEG (ISO/IEC 10918-1): every segment within its length, every scan to its last restart, and nothing after the end of image.
//!
//! Accepted: baseline, extended and progressive Huffman, 8 bits, one to four components. Refused: what browsers don't show
//! (arithmetic coding, lossless, hierarchical, 12 bits), and whatever follows the end of the image except zero bytes, which some
//! cameras use as padding. So the second image of an HDR or a motion photograph is refused: re-encoding the picture drops it.

use crate::lettura::{be16, byte, slice};
use crate::{Ispezione, Rifiuto, TipoFile, check_size};

/// The most scans: a progressive image has about ten, and each one costs the decoder a pass over all the pixels.
const MAX_SCANSIONI: u32 = 64;

#[derive(Default)]
struct Walk {
    frame: Option<Frame>,
    quantized: bool,
    huffman: bool,
    restarts: bool,
    scans: u32,
}

struct Frame {
    width: u16,
    height: u16,
    components: Vec<u8>,
}

pub fn walk(bytes: &[u8]) -> Result<Ispezione, Rifiuto> {
    let mut walk = Walk::default();
    let mut at = 2;
    loop {
        let (marker, body_at) = marker(bytes, at)?;
        if marker == 0xd9 {
            at = body_at;
            break;
        }
        let len = usize::from(be16(bytes, body_at)?);
        let body = slice(bytes, body_at + 2, len.checked_sub(2).ok_or(damaged("jpeg-segmento"))?)?;
        at = body_at + len;
        walk.visit(marker, body)?;
        if marker == 0xda {
            at = walk.skip_entropy(bytes, at)?;
        }
    }
    let frame = walk.frame.filter(|_| walk.scans > 0).ok_or(damaged("jpeg-senza-immagine"))?;
    if bytes.get(at..).is_some_and(|rest| rest.iter().any(|&byte| byte != 0)) {
        return Err(Rifiuto::DatiInCoda);
    }
    let (width, height) = (u32::from(frame.width), u32::from(frame.height));
    Ok(Ispezione { tipo: TipoFile::Jpeg, pagine: None, larghezza: Some(width), altezza: Some(height) })
}

/// The size in the frame header of a JPEG that is inside something else, if it has one.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (marker, body_at) = marker(bytes, at).ok()?;
        let len = usize::from(be16(bytes, body_at).ok()?);
        match marker {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let height = be16(bytes, body_at + 3).ok()?;
                return Some((be16(bytes, body_at + 5).ok()?.into(), height.into()));
            }
            0xd9 | 0xda => return None,
            _ => at = body_at + len.max(2),
        }
    }
}

/// The marker at `at`, after any number of fill bytes, and where what follows it begins.
fn marker(bytes: &[u8], at: usize) -> Result<(u8, usize), Rifiuto> {
    if byte(bytes, at)? != 0xff {
        return Err(damaged("jpeg-segmento"));
    }
    let mut at = at + 1;
    while byte(bytes, at)? == 0xff {
        at += 1;
    }
    Ok((byte(bytes, at)?, at + 1))
}

impl Walk {
    fn visit(&mut self, marker: u8, body: &[u8]) -> Result<(), Rifiuto> {
        match marker {
            0xc0..=0xc2 => self.frame(body),
            0xc3 | 0xc5..=0xc7 => Err(Rifiuto::NonSupportato { quale: "jpeg-senza-perdita-o-gerarchico" }),
            0xc9..=0xcf => Err(Rifiuto::NonSupportato { quale: "jpeg-aritmetico" }),
            0xc4 => {
                self.huffman = true;
                huffman_tables(body)
            }
            0xdb => {
                self.quantized = true;
                quantization_tables(body)
            }
            0xda => self.scan(body),
            0xdd => {
                self.restarts = body.len() == 2 && be16(body, 0)? > 0;
                if body.len() == 2 { Ok(()) } else { Err(damaged("jpeg-segmento")) }
            }
            // Applications and comments: skipped as a whole.
            0xe0..=0xef | 0xfe => Ok(()),
            _ => Err(damaged("jpeg-segmento")),
        }
    }

    fn frame(&mut self, body: &[u8]) -> Result<(), Rifiuto> {
        let count = usize::from(byte(body, 5)?);
        if self.frame.is_some() || !matches!(count, 1 | 3 | 4) || body.len() != 6 + 3 * count {
            return Err(damaged("jpeg-quadro"));
        }
        if byte(body, 0)? != 8 {
            return Err(Rifiuto::NonSupportato { quale: "jpeg-12-bit" });
        }
        let (height, width) = (be16(body, 1)?, be16(body, 3)?);
        let mut components = Vec::with_capacity(count);
        for component in body.get(6..).unwrap_or_default().chunks_exact(3) {
            let &[id, sampling, table] = component else { return Err(damaged("jpeg-quadro")) };
            let factors = [sampling >> 4, sampling & 15];
            if factors.iter().any(|factor| !(1..=4).contains(factor)) || table > 3 || components.contains(&id) {
                return Err(damaged("jpeg-quadro"));
            }
            components.push(id);
        }
        if width == 0 || height == 0 {
            return Err(damaged("jpeg-quadro"));
        }
        check_size(width.into(), height.into())?;
        self.frame = Some(Frame { width, height, components });
        Ok(())
    }

    fn scan(&mut self, body: &[u8]) -> Result<(), Rifiuto> {
        let frame = self.frame.as_ref().ok_or(damaged("jpeg-scansione"))?;
        let count = usize::from(byte(body, 0)?);
        let selectors = slice(body, 1, 2 * count).map_err(|_| damaged("jpeg-scansione"))?;
        let known = selectors.chunks_exact(2).all(|pair| pair.first().is_some_and(|id| frame.components.contains(id)));
        if !(1..=4).contains(&count) || body.len() != 4 + 2 * count || !known || !self.huffman || !self.quantized {
            return Err(damaged("jpeg-scansione"));
        }
        self.scans += 1;
        if self.scans > MAX_SCANSIONI { Err(Rifiuto::Bomba) } else { Ok(()) }
    }

    /// Where the entropy-coded data that begin at `at` give way to a marker.
    fn skip_entropy(&self, bytes: &[u8], mut at: usize) -> Result<usize, Rifiuto> {
        let start = at;
        loop {
            let rest = bytes.get(at..).ok_or(Rifiuto::Troncato)?;
            at += rest.iter().position(|&byte| byte == 0xff).ok_or(Rifiuto::Troncato)?;
            match byte(bytes, at + 1)? {
                0 => at += 2,
                0xff => at += 1,
                0xd0..=0xd7 if self.restarts => at += 2,
                0xd0..=0xd7 => return Err(damaged("jpeg-scansione")),
                _ if at == start => return Err(damaged("jpeg-scansione")),
                _ => return Ok(at),
            }
        }
    }
}

fn huffman_tables(mut body: &[u8]) -> Result<(), Rifiuto> {
    while let Some((&class_and_id, rest)) = body.split_first() {
        let counts = slice(rest, 0, 16).map_err(|_| damaged("jpeg-tabelle"))?;
        let values: usize = counts.iter().map(|&count| usize::from(count)).sum();
        if class_and_id >> 4 > 1 || class_and_id & 15 > 3 || values > 256 {
            return Err(damaged("jpeg-tabelle"));
        }
        body = rest.get(16 + values..).ok_or(damaged("jpeg-tabelle"))?;
    }
    Ok(())
}

fn quantization_tables(mut body: &[u8]) -> Result<(), Rifiuto> {
    while let Some((&precision_and_id, rest)) = body.split_first() {
        let len = match precision_and_id >> 4 {
            0 => 64,
            1 => 128,
            _ => return Err(damaged("jpeg-tabelle")),
        };
        if precision_and_id & 15 > 3 {
            return Err(damaged("jpeg-tabelle"));
        }
        body = rest.get(len..).ok_or(damaged("jpeg-tabelle"))?;
    }
    Ok(())
}

const fn damaged(dove: &'static str) -> Rifiuto {
    Rifiuto::Danneggiato { dove }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campioni;

    /// The sample with the bytes of its first segment of this kind changed.
    fn edited(marker: u8, edit: impl FnOnce(&mut [u8])) -> Result<Ispezione, Rifiuto> {
        let mut bytes = campioni::jpeg();
        let at = bytes.windows(2).position(|pair| pair == [0xff, marker]).unwrap();
        edit(&mut bytes[at..]);
        walk(&bytes)
    }

    #[test]
    fn the_sample() {
        let expected = Ispezione { tipo: TipoFile::Jpeg, pagine: None, larghezza: Some(64), altezza: Some(64) };
        assert_eq!(walk(&campioni::jpeg()), Ok(expected));
        assert_eq!(size(&campioni::jpeg()), Some((64, 64)));
    }

    #[test]
    fn frames() {
        assert!(edited(0xc0, |frame| frame[1] = 0xc2).is_ok());
        assert_eq!(edited(0xc0, |frame| frame[1] = 0xc9).unwrap_err().codice(), "contenuto-non-supportato");
        assert_eq!(edited(0xc0, |frame| frame[4] = 12), Err(Rifiuto::NonSupportato { quale: "jpeg-12-bit" }));
        assert_eq!(edited(0xc0, |frame| frame[5..9].fill(0xff)), Err(Rifiuto::DimensioniEccessive));
        assert_eq!(edited(0xc0, |frame| frame[5..7].fill(0)), Err(damaged("jpeg-quadro")));
        assert_eq!(edited(0xc0, |frame| frame[9] = 2), Err(damaged("jpeg-quadro")));
        assert_eq!(edited(0xc0, |frame| frame[11] = 0x51), Err(damaged("jpeg-quadro")));
        assert_eq!(edited(0xda, |scan| scan[5] = 9), Err(damaged("jpeg-scansione")));
        assert_eq!(edited(0xc4, |table| table[5] = 200), Err(damaged("jpeg-tabelle")));
    }

    #[test]
    fn zero_bytes_may_follow_the_end_and_nothing_else() {
        let jpeg = campioni::jpeg();
        assert!(walk(&[jpeg.as_slice(), &[0; 100]].concat()).is_ok());
        assert_eq!(walk(&[jpeg.as_slice(), &jpeg].concat()), Err(Rifiuto::DatiInCoda));
    }

    #[test]
    fn a_restart_needs_an_interval() {
        let jpeg = campioni::jpeg();
        let (head, end) = jpeg.split_at(jpeg.len() - 2);
        assert_eq!(walk(&[head, &[0xff, 0xd0, 1], end].concat()), Err(damaged("jpeg-scansione")));
        let interval = [&jpeg[..2], &[0xff, 0xdd, 0, 4, 0, 1], &head[2..], &[0xff, 0xd0, 1], end].concat();
        assert!(walk(&interval).is_ok());
    }
}
