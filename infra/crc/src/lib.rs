//! The checksums that S3's clients and servers know, by the names of the crate `crc-fast`, which `[patch.crates-io]` puts this in place of
//! (docs/adr/0032).
//!
//! That crate brings three quarters of a megabyte of tables for speeds that nobody here needs: our functions ask S3 for checksums only
//! where it requires them. It would be a tenth of each function that uses S3, and a fifth of its zip. All three are reflected, with an
//! initial value and a final one of all ones.

/// Which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrcAlgorithm {
    /// The one of zip and Ethernet.
    Crc32IsoHdlc,
    /// CRC-32C (Castagnoli), RFC 3720.
    Crc32Iscsi,
    /// CRC-64/NVME.
    Crc64Nvme,
}

/// What a byte does to the rest, for each polynomial in reflected form.
type Table = [u64; 256];

const fn table(polynomial: u64) -> Table {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut rest = byte as u64;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 { (rest >> 1) ^ polynomial } else { rest >> 1 };
            bit += 1;
        }
        table[byte] = rest;
        byte += 1;
    }
    table
}

static ISO_HDLC: Table = table(0xEDB8_8320);
static ISCSI: Table = table(0x82F6_3B78);
static NVME: Table = table(0x9A6C_9329_AC4B_C9B5);

/// A checksum on its way.
#[derive(Debug, Clone)]
pub struct Digest {
    table: &'static Table,
    /// All ones, as wide as the checksum.
    mask: u64,
    rest: u64,
}

impl Digest {
    /// Of nothing yet.
    #[must_use]
    pub fn new(algorithm: CrcAlgorithm) -> Self {
        let (table, mask) = match algorithm {
            CrcAlgorithm::Crc32IsoHdlc => (&ISO_HDLC, u64::from(u32::MAX)),
            CrcAlgorithm::Crc32Iscsi => (&ISCSI, u64::from(u32::MAX)),
            CrcAlgorithm::Crc64Nvme => (&NVME, u64::MAX),
        };
        Self { table, mask, rest: mask }
    }

    /// With these bytes too.
    pub fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let [low, ..] = self.rest.to_le_bytes();
            self.rest = self.table[usize::from(low ^ byte)] ^ (self.rest >> 8);
        }
    }

    /// The checksum so far, in the low bits.
    #[must_use]
    pub fn finalize(&self) -> u64 {
        self.rest ^ self.mask
    }
}

/// The checksum of some bytes.
#[must_use]
pub fn checksum(algorithm: CrcAlgorithm, bytes: &[u8]) -> u64 {
    let mut digest = Digest::new(algorithm);
    digest.update(bytes);
    digest.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check values of the catalogue of parametrised CRC algorithms.
    const CHECKS: [(CrcAlgorithm, u64); 3] = [
        (CrcAlgorithm::Crc32IsoHdlc, 0xCBF4_3926),
        (CrcAlgorithm::Crc32Iscsi, 0xE306_9283),
        (CrcAlgorithm::Crc64Nvme, 0xAE8B_1486_0A79_9888),
    ];

    #[test]
    fn they_are_those_of_the_catalogue() {
        for (algorithm, check) in CHECKS {
            assert_eq!(checksum(algorithm, b"123456789"), check, "{algorithm:?}");
            assert_eq!(checksum(algorithm, b""), 0, "{algorithm:?}");
        }
    }

    #[test]
    fn bytes_may_come_in_parts() {
        for (algorithm, check) in CHECKS {
            let mut digest = Digest::new(algorithm);
            digest.update(b"1234");
            digest.update(b"");
            digest.update(b"56789");
            assert_eq!(digest.finalize(), check, "{algorithm:?}");
        }
    }
}
