//! Reading numbers and ranges out of bytes that may lie about their own lengths.

use crate::Rifiuto;

/// The `len` bytes at `at`; beyond the end means that the file was cut.
pub fn slice(bytes: &[u8], at: usize, len: usize) -> Result<&[u8], Rifiuto> {
    at.checked_add(len).and_then(|end| bytes.get(at..end)).ok_or(Rifiuto::Troncato)
}

pub fn array<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], Rifiuto> {
    slice(bytes, at, N)?.try_into().map_err(|_| Rifiuto::Troncato)
}

pub fn byte(bytes: &[u8], at: usize) -> Result<u8, Rifiuto> {
    bytes.get(at).copied().ok_or(Rifiuto::Troncato)
}

pub fn be16(bytes: &[u8], at: usize) -> Result<u16, Rifiuto> {
    array(bytes, at).map(u16::from_be_bytes)
}

pub fn be32(bytes: &[u8], at: usize) -> Result<u32, Rifiuto> {
    array(bytes, at).map(u32::from_be_bytes)
}

pub fn le16(bytes: &[u8], at: usize) -> Result<u16, Rifiuto> {
    array(bytes, at).map(u16::from_le_bytes)
}

pub fn le32(bytes: &[u8], at: usize) -> Result<u32, Rifiuto> {
    array(bytes, at).map(u32::from_le_bytes)
}

/// Where `needle` begins in `bytes`, not before `from`.
pub fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let first = *needle.first()?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == first)?;
        if bytes.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
}
