//! Enumerations as the table keeps them: words that never change, whatever the types are called.

use cassetto_domain::allegato::TipoFile;
use cassetto_domain::avviso::{Canale, Evento, Lingua};
use cassetto_domain::consegna::{StatoConsegna, TipoRicevuta};
use cassetto_domain::contatto::TipoContatto;
use cassetto_domain::delega::{FattoDelega, Lato, StatoDelega, TipoDelega};
use cassetto_domain::gestione::Gestione;
use cassetto_domain::pagamento::StatoPagamento;
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::rapporto::{Mansione, StatoRapporto, TipoContratto};
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::stato::{Coda, Esito, Stato};
use jiff::civil::Date;

use crate::avviso::Via;
use crate::recapiti::Chi;
use crate::thread::Parte;

/// A value kept as one of a few words.
pub(crate) trait Coded: Copy + Sized {
    fn code(self) -> &'static str;
    fn from_code(code: &str) -> Option<Self>;
}

macro_rules! coded {
    ($($name:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl Coded for $name {
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

coded! {
    Ruolo { Datore = "d", Intermediario = "i", Operatore = "o", Responsabile = "r" }
    Stato { Aperta = "a", InCarico = "i", Chiusa = "c" }
    Coda { Aperta = "a", InCarico = "i", InAttesa = "w", Chiusa = "c" }
    Gestione { LavoroDomestico = "d", Contribuente = "c", LiberiProfessionisti = "l" }
    Esito { Accolta = "a", Respinta = "r" }
    TipoFile { Pdf = "pdf", Jpeg = "jpeg", Png = "png", Tiff = "tiff" }
    Canale { Sms = "sms", Email = "email", Pec = "pec", Push = "push" }
    Evento {
        Protocollato = "protocollato", PresoInCarico = "preso_in_carico", Risposta = "risposta", Chiuso = "chiuso",
        RichiestaDocumento = "richiesta_documento", Comunicazione = "comunicazione", PerConto = "per_conto",
        DelegaRichiesta = "delega_richiesta", DelegaAttiva = "delega_attiva", DelegaRevocata = "delega_revocata",
        Trasferito = "trasferito", Codice = "codice", Riepilogo = "riepilogo",
    }
    Chi { Interessato = "i", Verificato = "v" }
    Lingua { It = "it", En = "en" }
    Via { Sms = "sms", Email = "email", Pec = "pec", Push = "push", Aggiuntiva = "email2" }
    TipoContatto { Telefono = "telefono", Cellulare = "cellulare", Fax = "fax", Email = "email", Pec = "pec" }
    StatoConsegna {
        Riserva = "riserva", InCoda = "in_coda", Inviata = "inviata", Consegnata = "consegnata",
        Temporanea = "temporanea", Tecnica = "tecnica", Permanente = "permanente",
    }
    TipoRicevuta { Accettata = "accettata", Consegnata = "consegnata", Temporanea = "temporanea", Permanente = "permanente" }
    StatoRapporto {
        Iscritto = "iscritto", Attivo = "attivo", InVerifica = "in_verifica",
        Cessato = "cessato", Annullato = "annullato", Respinto = "respinto",
    }
    StatoPagamento {
        DaEffettuare = "e", IncassatoInLavorazione = "l", Incassato = "i", DaRecuperoCrediti = "r", SospensioneComunicata = "s",
    }
    TipoContratto { Nd = "ND", Tde = "TDE", Tds = "TDS", Tin = "TIN" }
    Mansione { Colf = "0", Badante = "1" }
    Parte { Cittadino = "c", Ufficio = "u" }
    TipoDelega {
        Cittadino = "01", Patronato = "02", Consulente = "03", AssociazioneCategoria = "04",
        Azienda = "05", EntePubblico = "06", AssociazioneDatori = "07",
    }
    StatoDelega { Richiesta = "c", Attiva = "a", Rifiutata = "n", Revocata = "r", Scaduta = "s" }
    Lato { Datore = "d", Intermediario = "i" }
    FattoDelega {
        Chiesta = "chiesta", Accettata = "accettata", Rifiutata = "rifiutata", Ritirata = "ritirata",
        Revocata = "revocata", Sostituita = "sostituita", Scaduta = "scaduta",
    }
}

/// `7000/20261121/123`: not the printed form, whose template may change.
pub(crate) fn protocollo(protocollo: &Protocollo) -> String {
    format!("{}/{}/{}", protocollo.sede, giorno(protocollo.data), protocollo.numero.0)
}

/// `20261121`, which `Date`'s own `parse` reads.
pub(crate) fn giorno(giorno: Date) -> String {
    format!("{:04}{:02}{:02}", giorno.year(), giorno.month(), giorno.day())
}

/// Reads back what [`protocollo`] wrote.
pub(crate) fn parse_protocollo(text: &str) -> Option<Protocollo> {
    let mut parts = text.split('/');
    let (sede, data, numero) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Protocollo { sede: CodiceSede::parse(sede).ok()?, data: data.parse().ok()?, numero: NumeroProtocollo(numero.parse().ok()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_protocol_is_read_back() {
        for text in ["7000/20261121/123", "4900/20270101/10000000"] {
            assert_eq!(protocollo(&parse_protocollo(text).unwrap()), text);
        }
        for text in ["", "7000/20261121", "7000/20261321/1", "700/20261121/1", "7000/20261121/x"] {
            assert_eq!(parse_protocollo(text), None, "{text}");
        }
    }
}
