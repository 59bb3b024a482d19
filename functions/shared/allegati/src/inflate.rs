//! Inflating through a window: the bytes are counted and handed on, never gathered, and no more than allowed are produced.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{TINFL_FLAG_HAS_MORE_INPUT, TINFL_FLAG_PARSE_ZLIB_HEADER};
use miniz_oxide::inflate::core::{DecompressorOxide, TINFL_LZ_DICT_SIZE, decompress};

/// Why a zlib stream was not inflated to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InflateError {
    TooLong,
    Corrupt,
    /// Everything came out, but not with the checksum that the stream ends with.
    Checksum,
    /// The input ends before the stream does.
    Cut,
}

/// Where a zlib stream stands after some of its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    NeedsInput,
    /// The stream ended, and `unused` bytes of the input come after it.
    Done {
        unused: usize,
    },
}

/// A decompressor to reuse: its tables and window are 43 KiB, too much to clear for each of a hundred thousand tiny streams.
pub struct Inflater {
    state: Box<DecompressorOxide>,
    window: Vec<u8>,
    position: usize,
    produced: u64,
    limit: u64,
}

impl Inflater {
    pub fn new() -> Self {
        Self { state: Box::default(), window: vec![0; TINFL_LZ_DICT_SIZE], position: 0, produced: 0, limit: 0 }
    }

    /// Begins another stream, which may produce `limit` bytes.
    pub fn start(&mut self, limit: u64) {
        self.state.init();
        self.position = 0;
        self.produced = 0;
        self.limit = limit;
    }

    /// The bytes produced since [`Self::start`].
    pub const fn produced(&self) -> u64 {
        self.produced
    }

    /// Inflates the next piece of the stream, handing what comes out to `sink`.
    pub fn feed(&mut self, mut input: &[u8], mut sink: impl FnMut(&[u8])) -> Result<Progress, InflateError> {
        loop {
            let flags = TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_HAS_MORE_INPUT;
            let (status, read, written) = decompress(&mut self.state, input, &mut self.window, self.position, flags);
            input = input.get(read..).unwrap_or_default();
            sink(self.window.get(self.position..self.position + written).unwrap_or_default());
            self.position = (self.position + written) % TINFL_LZ_DICT_SIZE;
            self.produced += written as u64;
            if self.produced > self.limit {
                return Err(InflateError::TooLong);
            }
            match status {
                TINFLStatus::Done => return Ok(Progress::Done { unused: input.len() }),
                TINFLStatus::NeedsMoreInput => return Ok(Progress::NeedsInput),
                TINFLStatus::HasMoreOutput => {}
                TINFLStatus::Adler32Mismatch => return Err(InflateError::Checksum),
                _ => return Err(InflateError::Corrupt),
            }
        }
    }

    /// Inflates a stream held in one piece. Returns how many bytes of `input` come after its end.
    pub fn run(&mut self, input: &[u8], limit: u64, sink: impl FnMut(&[u8])) -> Result<usize, InflateError> {
        self.start(limit);
        match self.feed(input, sink)? {
            Progress::Done { unused } => Ok(unused),
            Progress::NeedsInput => Err(InflateError::Cut),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec_zlib;

    fn inflate(input: &[u8], limit: u64) -> Result<Vec<u8>, InflateError> {
        let mut out = Vec::new();
        Inflater::new().run(input, limit, |bytes| out.extend_from_slice(bytes)).map(|_| out)
    }

    #[test]
    fn longer_than_the_window() {
        let text: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(n) >> 7) as u8).collect();
        let packed = compress_to_vec_zlib(&text, 6);
        assert_eq!(inflate(&packed, 200_000), Ok(text));
        assert_eq!(inflate(&packed, 199_999), Err(InflateError::TooLong));
        assert_eq!(inflate(&packed[..packed.len() - 1], 200_000), Err(InflateError::Cut));
    }

    #[test]
    fn a_byte_at_a_time() {
        let packed = compress_to_vec_zlib(b"abcabcabcabc", 6);
        let mut inflater = Inflater::new();
        inflater.start(100);
        let mut out = Vec::new();
        let (last, rest) = packed.split_last().unwrap();
        for byte in rest {
            assert_eq!(inflater.feed(&[*byte], |bytes| out.extend_from_slice(bytes)), Ok(Progress::NeedsInput));
        }
        assert_eq!(inflater.feed(&[*last, 7], |bytes| out.extend_from_slice(bytes)), Ok(Progress::Done { unused: 1 }));
        assert_eq!(out, b"abcabcabcabc");
    }

    #[test]
    fn a_wrong_checksum() {
        let mut packed = compress_to_vec_zlib(b"abcabcabcabc", 6);
        *packed.last_mut().unwrap() ^= 1;
        assert_eq!(inflate(&packed, 100), Err(InflateError::Checksum));
    }
}
