//! The data of streams (ISO 32000-1, 7.4): how much they inflate to, and what the structural ones say.

use super::MAX_FLUSSO_STRUTTURALE;
use super::filters;
use super::value::{Dictionary, Name, Value};
use crate::inflate::{InflateError, Inflater};
use crate::{MAX_DECOMPRESSI, Rifiuto, check_size, jpeg};

const DAMAGED: Rifiuto = Rifiuto::Danneggiato { dove: "pdf-flusso" };

/// Reads the streams of one file, within the bound on all that they inflate to.
pub struct Streams {
    inflater: Inflater,
    left: u64,
}

/// Whether a stream is part of how the file is built: an object stream or a cross-reference stream.
pub fn is_structural(dictionary: &Dictionary, kind: Name) -> bool {
    dictionary.says(Name::Type, kind)
}

impl Streams {
    pub fn new() -> Self {
        Self { inflater: Inflater::new(), left: MAX_DECOMPRESSI }
    }

    /// The content of a structural stream, which is plain or deflated and nothing else.
    pub fn decode(&mut self, data: &[u8], dictionary: &Dictionary) -> Result<Vec<u8>, Rifiuto> {
        if dictionary.is_ambiguous() {
            return Err(DAMAGED);
        }
        match filters(dictionary)?.as_slice() {
            [] => Ok(data.to_vec()),
            [Name::Flate] => {
                let mut content = Vec::new();
                let limit = self.left.min(MAX_FLUSSO_STRUTTURALE);
                let outcome = self.inflater.run(data, limit, |bytes| content.extend_from_slice(bytes));
                self.left = self.left.saturating_sub(self.inflater.produced());
                match outcome {
                    Ok(_) | Err(InflateError::Checksum) => filters::undo_predictor(content, dictionary),
                    Err(InflateError::TooLong) => Err(Rifiuto::Bomba),
                    Err(InflateError::Corrupt | InflateError::Cut) => Err(DAMAGED),
                }
            }
            _ => Err(Rifiuto::NonSupportato { quale: "pdf-filtro" }),
        }
    }

    /// Checks that the content of any other stream is not a bomb, without keeping it.
    ///
    /// Readers show what they can of data that are cut short, so cut data pass; corrupt data don't.
    pub fn measure(&mut self, data: &[u8], dictionary: &Dictionary) -> Result<(), Rifiuto> {
        if dictionary.says(Name::Subtype, Name::Image) {
            check_image(dictionary)?;
        }
        let filters = filters(dictionary)?;
        let mut filters = filters.as_slice();
        let mut decoded = None;
        while let [filter @ (Name::Ascii85 | Name::AsciiHex), rest @ ..] = filters {
            let data = decoded.as_deref().unwrap_or(data);
            let text = if *filter == Name::Ascii85 { filters::ascii85(data) } else { filters::ascii_hex(data) };
            self.spend(Ok(text.len() as u64))?;
            decoded = Some(text);
            filters = rest;
        }
        let data = decoded.as_deref().unwrap_or(data);
        if let [filter @ (Name::Flate | Name::Lzw | Name::RunLength), rest @ ..] = filters {
            let len = match filter {
                Name::Flate => self.inflated_len(data),
                Name::Lzw => filters::lzw_len(data, early_change(dictionary), self.left).ok_or(DAMAGED),
                _ => Ok(filters::run_length_len(data)),
            };
            self.spend(len)?;
            filters = rest;
        }
        match filters {
            [] | [Name::Jpx | Name::CcittFax | Name::Jbig2] => Ok(()),
            [Name::Dct] => jpeg::size(data).map_or(Ok(()), |(width, height)| check_size(width, height)),
            _ => Err(Rifiuto::NonSupportato { quale: "pdf-filtro" }),
        }
    }

    fn inflated_len(&mut self, data: &[u8]) -> Result<u64, Rifiuto> {
        match self.inflater.run(data, self.left, |_| {}) {
            Ok(_) | Err(InflateError::Checksum | InflateError::Cut) => Ok(self.inflater.produced()),
            Err(InflateError::TooLong) => Err(Rifiuto::Bomba),
            Err(InflateError::Corrupt) => Err(DAMAGED),
        }
    }

    fn spend(&mut self, len: Result<u64, Rifiuto>) -> Result<(), Rifiuto> {
        self.left = self.left.checked_sub(len?).ok_or(Rifiuto::Bomba)?;
        Ok(())
    }
}

/// The filters of a stream, in the order in which they are undone; eight at most.
fn filters(dictionary: &Dictionary) -> Result<Vec<Name>, Rifiuto> {
    let names = match dictionary.get(Name::Filter) {
        None | Some(Value::Null) => Vec::new(),
        Some(&Value::Name(name)) => vec![name],
        Some(Value::Array(values)) if values.len() <= 8 => {
            let names = values.iter().map(|value| if let &Value::Name(name) = value { Ok(name) } else { Err(DAMAGED) });
            names.collect::<Result<_, _>>()?
        }
        Some(_) => return Err(DAMAGED),
    };
    Ok(names)
}

fn check_image(dictionary: &Dictionary) -> Result<(), Rifiuto> {
    match (dictionary.integer(Name::Width), dictionary.integer(Name::Height)) {
        (Some(width), Some(height)) => {
            let side = |number: i64| u32::try_from(number).map_err(|_| Rifiuto::DimensioniEccessive);
            check_size(side(width)?, side(height)?)
        }
        // The size is in other objects; the data are bounded all the same.
        _ => Ok(()),
    }
}

fn early_change(dictionary: &Dictionary) -> usize {
    match dictionary.get(Name::DecodeParms) {
        Some(Value::Dictionary(parms)) if parms.integer(Name::EarlyChange) == Some(0) => 0,
        _ => 1,
    }
}
