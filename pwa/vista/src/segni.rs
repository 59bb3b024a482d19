//! The signs of the text of a view: each says what follows. No name and no text has these characters. The macro writes them and
//! `pwa/src/vista/stampo.rs`, which has this file too, reads them.

/// An element begins; its name.
pub const ELEMENTO: u8 = 0x11;
/// The name of an attribute that never changes.
pub const FISSO: u8 = 0x12;
/// Its value.
pub const VALORE: u8 = 0x13;
/// The name of an attribute; as the next four, it takes the next value.
pub const ATTRIBUTO: u8 = 0x14;
/// The name of a property.
pub const PROPRIETA: u8 = 0x15;
/// The name of a class that is there or not.
pub const CLASSE: u8 = 0x16;
/// Something else about the element, which knows itself.
pub const ALTRO: u8 = 0x17;
/// A node.
pub const NODO: u8 = 0x18;
/// A text.
pub const TESTO: u8 = 0x19;
/// The element ends.
pub const FINE: u8 = 0x1a;
/// As an element, of SVG wherever it stands.
pub const SVG: u8 = 0x1b;
