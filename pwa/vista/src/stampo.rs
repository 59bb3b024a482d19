//! A view as data.

use proc_macro2::TokenStream;

#[derive(Default)]
pub struct Stampo {
    pub segni: String,
    /// In the order of the text.
    pub valori: Vec<TokenStream>,
}

impl Stampo {
    pub fn segno(&mut self, segno: u8, testo: &str) {
        self.segni.push(char::from(segno));
        self.segni.push_str(testo);
    }

    /// A sign that takes the next value.
    pub fn valore(&mut self, segno: u8, nome: &str, valore: TokenStream) {
        self.segno(segno, nome);
        self.valori.push(valore);
    }
}
