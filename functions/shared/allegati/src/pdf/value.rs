//! The objects of a PDF, without what this inspection never reads: strings, real numbers and the names it has no rule about.

/// The names that some rule mentions, as a bit of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Name {
    /// Any other name.
    Other,
    // Keys and types of the structure.
    Type,
    Subtype,
    S,
    Length,
    Filter,
    DecodeParms,
    Predictor,
    Colors,
    BitsPerComponent,
    Columns,
    EarlyChange,
    First,
    N,
    W,
    Index,
    Size,
    Prev,
    XRefStm,
    Root,
    Encrypt,
    Pages,
    Page,
    Kids,
    Width,
    Height,
    Image,
    ObjStm,
    XRef,
    // Filters.
    Flate,
    Lzw,
    RunLength,
    Ascii85,
    AsciiHex,
    Dct,
    Jpx,
    CcittFax,
    Jbig2,
    // What can act, or say that something does.
    OpenAction,
    Aa,
    Next,
    GoTo,
    JavaScript,
    Js,
    OnInstantiate,
    Launch,
    EmbeddedFile,
    EmbeddedFiles,
    FileAttachment,
    Ef,
    Rf,
    F,
    RichMedia,
    RichMediaContent,
    Rendition,
    Sound,
    Movie,
    ThreeD,
    Xfa,
    SubmitForm,
    ImportData,
    GoToE,
    GoToR,
}

impl Name {
    /// The name of these bytes, `#xx` already replaced.
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            b"Type" => Self::Type,
            b"Subtype" => Self::Subtype,
            b"S" => Self::S,
            b"Length" => Self::Length,
            b"Filter" => Self::Filter,
            b"DecodeParms" | b"DP" => Self::DecodeParms,
            b"Predictor" => Self::Predictor,
            b"Colors" => Self::Colors,
            b"BitsPerComponent" => Self::BitsPerComponent,
            b"Columns" => Self::Columns,
            b"EarlyChange" => Self::EarlyChange,
            b"First" => Self::First,
            b"N" => Self::N,
            b"W" => Self::W,
            b"Index" => Self::Index,
            b"Size" => Self::Size,
            b"Prev" => Self::Prev,
            b"XRefStm" => Self::XRefStm,
            b"Root" => Self::Root,
            b"Encrypt" => Self::Encrypt,
            b"Pages" => Self::Pages,
            b"Page" => Self::Page,
            b"Kids" => Self::Kids,
            b"Width" => Self::Width,
            b"Height" => Self::Height,
            b"Image" => Self::Image,
            b"ObjStm" => Self::ObjStm,
            b"XRef" => Self::XRef,
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"LZWDecode" | b"LZW" => Self::Lzw,
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"ASCII85Decode" | b"A85" => Self::Ascii85,
            b"ASCIIHexDecode" | b"AHx" => Self::AsciiHex,
            b"DCTDecode" | b"DCT" => Self::Dct,
            b"JPXDecode" => Self::Jpx,
            b"CCITTFaxDecode" | b"CCF" => Self::CcittFax,
            b"JBIG2Decode" => Self::Jbig2,
            b"OpenAction" => Self::OpenAction,
            b"AA" => Self::Aa,
            b"Next" => Self::Next,
            b"GoTo" => Self::GoTo,
            b"JavaScript" => Self::JavaScript,
            b"JS" => Self::Js,
            b"OnInstantiate" => Self::OnInstantiate,
            b"Launch" => Self::Launch,
            b"EmbeddedFile" => Self::EmbeddedFile,
            b"EmbeddedFiles" => Self::EmbeddedFiles,
            b"FileAttachment" => Self::FileAttachment,
            b"EF" => Self::Ef,
            b"RF" => Self::Rf,
            b"F" => Self::F,
            b"RichMedia" | b"RichMediaExecute" => Self::RichMedia,
            b"RichMediaContent" | b"RichMediaSettings" => Self::RichMediaContent,
            b"Rendition" => Self::Rendition,
            b"Sound" => Self::Sound,
            b"Movie" => Self::Movie,
            b"3D" => Self::ThreeD,
            b"XFA" => Self::Xfa,
            b"SubmitForm" => Self::SubmitForm,
            b"ImportData" => Self::ImportData,
            b"GoToE" => Self::GoToE,
            b"GoToR" => Self::GoToR,
            _ => Self::Other,
        }
    }

    /// This name in a set of names; nothing for the names without a rule.
    const fn bit(self) -> u128 {
        match self {
            Self::Other => 0,
            name => 1 << (name as u8),
        }
    }
}

/// The number and the generation of an object.
pub type Id = (u32, u16);

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Integer(i64),
    Name(Name),
    Reference(Id),
    Array(Box<[Self]>),
    Dictionary(Dictionary),
    /// A string, a boolean or a real number.
    Other,
}

/// In the order of the file, with every value of a key that is repeated.
#[derive(Debug, Clone, PartialEq)]
pub struct Dictionary(pub Box<[(Name, Value)]>);

impl Dictionary {
    pub fn get(&self, key: Name) -> Option<&Value> {
        self.all(key).next()
    }

    /// Every value under this key: readers don't agree on which of two to believe.
    pub fn all(&self, key: Name) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |(name, _)| *name == key).map(|(_, value)| value)
    }

    pub fn integer(&self, key: Name) -> Option<i64> {
        match self.get(key) {
            Some(&Value::Integer(number)) => Some(number),
            _ => None,
        }
    }

    /// Whether some value under this key is this name.
    pub fn says(&self, key: Name, name: Name) -> bool {
        self.all(key).any(|value| *value == Value::Name(name))
    }

    /// Whether a key that some rule mentions is repeated.
    pub fn is_ambiguous(&self) -> bool {
        let mut seen = 0;
        self.0.iter().any(|(name, _)| {
            let repeated = seen & name.bit() != 0;
            seen |= name.bit();
            repeated
        })
    }
}
