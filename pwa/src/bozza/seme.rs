//! What a link binds a new quesito to. It travels in the fragment of an address, which no server sees and no log keeps.

use cassetto_api::modello::{GestioneVoce, QuesitoVoce};
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::profilo;
use cassetto_domain::testo::Oggetto;
use serde::{Deserialize, Serialize};

use super::Bozza;
use crate::rotta::{Passo, Rotta};

/// The context of a quesito that is about to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seme {
    pub gestione: GestioneVoce,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rapporto: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub categoria: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub oggetto: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlata: Option<QuesitoId>,
}

impl Seme {
    /// About one rapporto, or one position.
    pub fn rapporto(gestione: GestioneVoce, codice: &str) -> Self {
        Self { gestione, rapporto: codice.to_owned(), categoria: String::new(), oggetto: String::new(), correlata: None }
    }

    /// A question that follows a closed one.
    pub fn correlata(voce: &QuesitoVoce) -> Self {
        let oggetto = if voce.oggetto.starts_with("Re: ") { voce.oggetto.clone() } else { format!("Re: {}", voce.oggetto) };
        Self {
            gestione: voce.gestione,
            rapporto: voce.rapporto.clone(),
            categoria: voce.categoria.codice.clone(),
            oggetto: oggetto.chars().take(Oggetto::MASSIMO).collect(),
            correlata: Some(voce.id),
        }
    }

    /// With a subject already chosen and said in words.
    pub fn with(self, categoria: &str, oggetto: String) -> Self {
        Self { categoria: categoria.to_owned(), oggetto, ..self }
    }

    /// The address that begins it.
    pub fn path(&self, datore: Option<PersonaId>) -> String {
        let fragment = serde_urlencoded::to_string(self).unwrap_or_default();
        format!("{}#{fragment}", Rotta::nuovo(datore, Passo::Domanda).path())
    }

    /// Whether the fragment of an address may have one.
    pub fn is_in(fragment: &str) -> bool {
        fragment.contains("gestione=")
    }

    /// From the fragment of an address.
    pub fn parse(fragment: &str) -> Option<Self> {
        serde_urlencoded::from_str(fragment.trim_start_matches('#')).ok()
    }

    pub(super) fn bozza(self) -> Bozza {
        let profilo = profilo::corrente(Gestione::from(self.gestione));
        let known = profilo.argomento(&self.categoria).is_some();
        Bozza {
            gestione: self.gestione,
            rapporto: self.rapporto,
            categoria: if known { self.categoria } else { String::new() },
            versione_categorie: if known { profilo.versione() } else { 0 },
            oggetto: self.oggetto,
            correlata: self.correlata,
            ..Bozza::default()
        }
    }
}

impl Bozza {
    /// Whether nothing was added to what the link gave.
    pub(super) fn grew_from(&self, seme: &Seme) -> bool {
        let begun = seme.clone().bozza();
        self.testo.trim().is_empty()
            && (self.gestione, &self.rapporto, &self.oggetto, self.correlata)
                == (begun.gestione, &begun.rapporto, &begun.oggetto, begun.correlata)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_survives_the_address() {
        let seme = Seme::rapporto(GestioneVoce::LavoroDomestico, "1234567890").with("mav", "Avviso pagoPA 3010 & altro".to_owned());
        let path = seme.path(None);
        let (page, fragment) = path.split_once('#').unwrap();
        assert_eq!(page, "/quesiti/nuovo/domanda");
        assert_eq!(Seme::parse(&format!("#{fragment}")), Some(seme.clone()));
        assert!(Seme::is_in(fragment) && !Seme::is_in("") && !Seme::is_in("#contenuto"));
        assert_eq!(Seme::parse(""), None);
        let bozza = seme.clone().bozza();
        assert!(bozza.versione_categorie > 0 && bozza.grew_from(&seme));
    }

    #[test]
    fn a_subject_of_another_gestione_is_left_out() {
        let seme = Seme::rapporto(GestioneVoce::LiberiProfessionisti, "1234567890").with("mav", String::new());
        assert_eq!(seme.bozza().categoria, "");
    }
}
