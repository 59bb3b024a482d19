//! Old contacts are shown masked: enough to recognise one's own.

use cassetto_domain::contatto::{Cellulare, Email, TipoContatto};

/// A contact that somebody had; one that can't be read any more shows nothing.
pub fn mascherato(tipo: TipoContatto, valore: &str) -> String {
    match tipo {
        TipoContatto::Cellulare => Cellulare::parse(valore).map(|cellulare| cellulare.mascherato()).unwrap_or_default(),
        TipoContatto::Email | TipoContatto::Pec => Email::parse(valore).map(|email| email.mascherato()).unwrap_or_default(),
        TipoContatto::Telefono | TipoContatto::Fax => {
            let last = valore.get(valore.len().saturating_sub(4)..).unwrap_or_default();
            format!("••• {last}")
        }
    }
}
