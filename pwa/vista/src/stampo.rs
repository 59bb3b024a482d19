//! The text of a view. `pwa/src/vista/stampo.rs` reads it: the signs are the same there.

use proc_macro2::TokenStream;

/// What follows in the text; each sign is a character that no name and no text has.
#[derive(Clone, Copy)]
pub enum Segno {
    /// An element begins; its name.
    Elemento = 0x11,
    /// The name of an attribute that never changes.
    Fisso,
    /// Its value.
    Valore,
    /// The name of an attribute.
    Attributo,
    /// The name of a property.
    Proprieta,
    /// The name of a class that is there or not.
    Classe,
    /// Something else about the element, which knows itself.
    Altro,
    /// A node.
    Nodo,
    /// A text.
    Testo,
    /// The element ends.
    Fine,
    /// As an element, of SVG wherever it stands.
    Svg,
}

/// A view as data.
#[derive(Default)]
pub struct Stampo {
    pub segni: String,
    /// In the order of the text.
    pub valori: Vec<TokenStream>,
}

impl Stampo {
    pub fn segno(&mut self, segno: Segno, testo: &str) {
        self.segni.push(char::from(segno as u8));
        self.segni.push_str(testo);
    }

    /// A sign that takes the next value.
    pub fn valore(&mut self, segno: Segno, nome: &str, valore: TokenStream) {
        self.segno(segno, nome);
        self.valori.push(valore);
    }
}
