//! The words of the receipt, from `locales/ricevuta.it.json`.

use std::sync::LazyLock;

use cassetto_domain::allegato::TipoFile;
use jiff::civil::Date;
use serde::Deserialize;

use super::Verso;

/// One field a text; `{name}` in it is a place that the field's user fills.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Testi {
    titolo: String,
    titolo_entrata: String,
    titolo_uscita: String,
    pub(super) istituto: String,
    pub(super) servizio: String,
    pub(super) sede: String,
    /// The office as a sender.
    pub(super) ufficio: String,
    attestazione: String,
    attestazione_uscita: String,
    pub(super) segnatura: String,
    pub(super) numero: String,
    data: String,
    data_registrazione: String,
    ora: String,
    ora_registrazione: String,
    pub(super) ora_italiana: String,
    pub(super) mittente: String,
    pub(super) destinatario: String,
    pub(super) delegato: String,
    pub(super) soggetto: String,
    pub(super) soggetto_delegato: String,
    pub(super) comunicazione: String,
    pub(super) rapporto: String,
    pub(super) lavoratore: String,
    pub(super) categoria: String,
    pub(super) oggetto: String,
    pub(super) collegata: String,
    pub(super) risposta: String,
    pub(super) termine: String,
    pub(super) termine_spiegazione: String,
    giorno: String,
    giorni: String,
    pub(super) silenzio: String,
    pub(super) documenti: String,
    pub(super) documento: String,
    pub(super) tipo: String,
    pub(super) byte: String,
    /// In the place of a redacted document's name.
    pub(super) oscurato: String,
    /// In the place of a size that nobody knows any more.
    pub(super) ignota: String,
    pub(super) impronta: String,
    pub(super) testo_messaggio: String,
    pub(super) tipo_testo: String,
    tipo_pdf: String,
    tipo_jpeg: String,
    tipo_png: String,
    tipo_tiff: String,
    pub(super) verifica: String,
    pub(super) verifica_spiegazione: String,
    pub(super) verifica_testo: String,
    pub(super) verifica_comandi: Vec<Comando>,
    pub(super) norme: String,
    pub(super) norme_elenco: Vec<String>,
    pub(super) pagina: String,
    data_estesa: String,
    primo_del_mese: String,
    mesi: [String; 12],
}

/// How to compute a SHA-256 on one system.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comando {
    pub(super) sistema: String,
    pub(super) comando: String,
}

#[expect(clippy::expect_used, reason = "embedded data, parsed by this module's tests before it can ship")]
pub(super) static TESTI: LazyLock<Testi> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../locales/ricevuta.it.json")).expect("locales/ricevuta.it.json"));

/// `template` with each `{name}` replaced; a value is never looked into again.
pub(crate) fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?))) {
        text += before;
        text += values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        rest = after;
    }
    text + rest
}

impl Testi {
    pub(super) fn titolo(&self, verso: Verso) -> &str {
        match verso {
            Verso::Presentazione => &self.titolo,
            Verso::Entrata => &self.titolo_entrata,
            Verso::Uscita => &self.titolo_uscita,
        }
    }

    pub(super) fn attestazione(&self, verso: Verso) -> &str {
        match verso {
            Verso::Presentazione | Verso::Entrata => &self.attestazione,
            Verso::Uscita => &self.attestazione_uscita,
        }
    }

    /// What day and time are called.
    pub(super) fn quando(&self, verso: Verso) -> (&str, &str) {
        match verso {
            Verso::Presentazione | Verso::Entrata => (&self.data, &self.ora),
            Verso::Uscita => (&self.data_registrazione, &self.ora_registrazione),
        }
    }

    /// `6 luglio 2026`.
    pub(super) fn data_estesa(&self, data: Date) -> String {
        let giorno = if data.day() == 1 { self.primo_del_mese.clone() } else { data.day().to_string() };
        let mese = usize::try_from(data.month() - 1).ok().and_then(|index| self.mesi.get(index)).map_or("", String::as_str);
        filled(&self.data_estesa, &[("giorno", &giorno), ("mese", mese), ("anno", &data.year().to_string())])
    }

    /// `30 giorni`.
    pub(super) fn giorni(&self, numero: i64) -> String {
        filled(if numero == 1 { &self.giorno } else { &self.giorni }, &[("numero", &numero.to_string())])
    }

    pub(super) fn tipo_file(&self, tipo: TipoFile) -> &str {
        match tipo {
            TipoFile::Pdf => &self.tipo_pdf,
            TipoFile::Jpeg => &self.tipo_jpeg,
            TipoFile::Png => &self.tipo_png,
            TipoFile::Tiff => &self.tipo_tiff,
        }
    }
}

/// `1.234.567`, as Italian writes whole numbers.
pub(super) fn migliaia(numero: u64) -> String {
    let digits = numero.to_string();
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn nothing_is_empty() {
        let json: serde_json::Value = serde_json::from_str(include_str!("../../locales/ricevuta.it.json")).expect("valid JSON");
        for (name, value) in json.as_object().expect("an object") {
            assert!(!matches!(value.as_str(), Some("")), "{name}");
        }
        assert!(!TESTI.titolo.is_empty() && !TESTI.verifica_comandi.is_empty() && !TESTI.norme_elenco.is_empty());
    }

    #[test]
    fn words() {
        assert_eq!(TESTI.data_estesa(date(2026, 7, 6)), "6 luglio 2026");
        assert_eq!(TESTI.data_estesa(date(2027, 1, 1)), "1° gennaio 2027");
        assert_eq!((TESTI.giorni(1), TESTI.giorni(30)), ("1 giorno".to_owned(), "30 giorni".to_owned()));
        for (numero, text) in [(0, "0"), (999, "999"), (1000, "1.000"), (3_145_728, "3.145.728")] {
            assert_eq!(migliaia(numero), text);
        }
        assert_eq!(filled("{a}-{b}-{c}", &[("a", "{b}"), ("b", "2")]), "{b}-2-");
        assert_eq!(filled("{a} {", &[("a", "1")]), "1 {");
    }
}
