//! PNG and JPEG samples.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::noise;
use crate::png::crc;

pub const PNG_SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// A chunk with its length and checksum.
#[must_use]
pub fn png_chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let len = u32::try_from(body.len()).unwrap_or(u32::MAX);
    let covered = [kind, body].concat();
    [len.to_be_bytes().as_slice(), &covered, &crc(&covered).to_be_bytes()].concat()
}

/// A colour gradient of this size, in pixels.
#[must_use]
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let shade = |at: u32, of: u32| u8::try_from(u64::from(at) * 255 / u64::from(of.max(1))).unwrap_or(0);
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        rows.extend((0..width).flat_map(|x| [shade(x, width), shade(y, height), 0x99]));
    }
    assemble(&png_header(width, height, 2), &compress_to_vec_zlib(&rows, 6), &[])
}

/// Says 16 by 16, and inflates to 64 MB.
#[must_use]
pub fn png_bomba() -> Vec<u8> {
    assemble(&png_header(16, 16, 0), &zeros(64 * 1024 * 1024), &[])
}

/// A valid PNG with a ZIP after its end.
#[must_use]
pub fn png_con_coda() -> Vec<u8> {
    [png(16, 16), super::zip()].concat()
}

pub fn padded_png(size: usize) -> Vec<u8> {
    let plain = png(16, 16);
    // A chunk takes twelve bytes besides its body. Private, ancillary, safe to copy.
    let Some(body) = size.checked_sub(plain.len() + 12) else { return plain };
    let (head, end) = plain.split_at(plain.len() - 12);
    [head, &png_chunk(b"riEm", &noise(body)), end].concat()
}

fn png_header(width: u32, height: u32, colour: u8) -> Vec<u8> {
    [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, colour, 0, 0, 0]].concat()
}

fn assemble(header: &[u8], data: &[u8], ancillary: &[u8]) -> Vec<u8> {
    [PNG_SIGNATURE, png_chunk(b"IHDR", header).as_slice(), ancillary, &png_chunk(b"IDAT", data), &png_chunk(b"IEND", &[])].concat()
}

/// Bits written from the lowest of each byte (deflate) or from the highest (JPEG).
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u8,
    highest_first: bool,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.used == 0 {
            self.bytes.push(0);
        }
        let shift = if self.highest_first { 7 - self.used } else { self.used };
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << shift;
        }
        self.used = (self.used + 1) % 8;
    }

    /// A code of `len` bits, from its highest bit, as both formats write their codes.
    fn code(&mut self, code: u16, len: u8) {
        (0..len).rev().for_each(|bit| self.push(code >> bit & 1 == 1));
    }
}

/// A zlib stream of about `len` zeros, written code by code: the compressor would take longer than any test wants.
fn zeros(len: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    // The last block, with the fixed codes; then the literal 0.
    [true, true, false].into_iter().for_each(|bit| bits.push(bit));
    bits.code(0b0011_0000, 8);
    for _ in 0..len / 258 {
        // Copy 258 bytes from one byte back.
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    bits.code(0, 7);
    // Whoever reaches the checksum has already inflated too much.
    [b"\x78\x01".as_slice(), &bits.bytes, &[0; 4]].concat()
}

/// A grey chessboard of 64 by 64 pixels: a baseline JPEG, with the smallest tables that serve.
#[must_use]
pub fn jpeg() -> Vec<u8> {
    assemble_jpeg(&[])
}

pub fn padded_jpeg(size: usize) -> Vec<u8> {
    /// The most that the length of a segment can say, less the length itself.
    const MOST: usize = 65_533;
    let mut left = size.saturating_sub(jpeg().len());
    let mut comments = Vec::new();
    while left > 0 {
        // A comment takes four bytes besides its text, so no fewer may remain for the next one.
        let len = if (1..4).contains(&left.saturating_sub(4 + MOST)) { MOST - 4 } else { left.saturating_sub(4).min(MOST) };
        if left < 4 {
            // Fill bytes are allowed before a marker.
            comments.extend(vec![0xff; left]);
            break;
        }
        comments.extend(segment(0xfe, &noise(len)));
        left -= 4 + len;
    }
    assemble_jpeg(&comments)
}

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(body.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
    [&[0xff, marker, high, low], body].concat()
}

fn assemble_jpeg(before_tables: &[u8]) -> Vec<u8> {
    const JFIF: &[u8] = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
    // The categories 0 and 7 of the difference, in one bit each; the end of the block, in one bit.
    let difference = [&[0x00, 1, 1], [0; 14].as_slice(), &[0, 7]].concat();
    let end_of_block = [&[0x10, 1], [0; 15].as_slice(), &[0]].concat();
    let mut bits = Bits { highest_first: true, ..Bits::default() };
    let mut previous = 0_i16;
    for block in 0..64 {
        // Nearly white and nearly black, so that every step but 0 has seven bits.
        let shade = if (block / 8 + block % 8) % 2 == 0 { 64 } else { -56 };
        let step = shade - previous;
        previous = shade;
        if step == 0 {
            bits.code(0b0, 1);
        } else {
            bits.code(0b10, 2);
            bits.code(u16::try_from(if step < 0 { step + 127 } else { step }).unwrap_or(0), 7);
        }
        bits.code(0b0, 1);
    }
    while bits.used != 0 {
        bits.push(true);
    }
    let entropy: Vec<u8> = bits.bytes.iter().flat_map(|&byte| if byte == 0xff { vec![0xff, 0] } else { vec![byte] }).collect();
    let parts: [&[u8]; 10] = [
        &[0xff, 0xd8],
        &segment(0xe0, JFIF),
        before_tables,
        &segment(0xdb, &[[0].as_slice(), &[16; 64]].concat()),
        &segment(0xc0, &[8, 0, 64, 0, 64, 1, 1, 0x11, 0]),
        &segment(0xc4, &difference),
        &segment(0xc4, &end_of_block),
        &segment(0xda, &[1, 1, 0, 0, 63, 0]),
        &entropy,
        &[0xff, 0xd9],
    ];
    parts.concat()
}
