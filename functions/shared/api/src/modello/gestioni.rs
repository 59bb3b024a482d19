//! What a person has beside lavoro domestico, and several gestioni at once.

use cassetto_domain::gestione::Gestione;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use super::GestioneVoce;

/// A position in a gestione other than lavoro domestico.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PosizioneVoce {
    pub gestione: GestioneVoce,
    /// In the place of the codice rapporto of a quesito.
    pub codice: String,
    pub descrizione: String,
}

/// Some gestioni in a query string: `lavoro_domestico,contribuente`. None is as good as all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gestioni(pub Vec<GestioneVoce>);

/// A word that is no gestione.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GestioniError;

impl std::fmt::Display for GestioniError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a gestione")
    }
}

/// As it is written in JSON.
const fn word(gestione: Gestione) -> &'static str {
    match gestione {
        Gestione::LavoroDomestico => "lavoro_domestico",
        Gestione::Contribuente => "contribuente",
        Gestione::LiberiProfessionisti => "liberi_professionisti",
    }
}

impl TryFrom<String> for Gestioni {
    type Error = GestioniError;

    fn try_from(text: String) -> Result<Self, GestioniError> {
        let words = text.split(',').filter(|part| !part.is_empty());
        let find = |part: &str| Gestione::ALL.into_iter().find(|gestione| word(*gestione) == part).ok_or(GestioniError);
        words.map(|part| find(part).map(Into::into)).collect::<Result<_, _>>().map(Self)
    }
}

impl From<Gestioni> for String {
    fn from(gestioni: Gestioni) -> Self {
        gestioni.0.into_iter().map(|gestione| word(gestione.into())).collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_json() {
        for gestione in Gestione::ALL {
            let voce = GestioneVoce::from(gestione);
            assert_eq!(serde_json::to_string(&voce).unwrap(), format!("\"{}\"", word(gestione)));
        }
    }

    #[test]
    fn some_of_them_travel_in_a_query() {
        let all = Gestioni(Gestione::ALL.map(Into::into).to_vec());
        assert_eq!(String::from(all.clone()), "lavoro_domestico,contribuente,liberi_professionisti");
        assert_eq!(Gestioni::try_from(String::from(all.clone())), Ok(all));
        assert_eq!(Gestioni::try_from(String::new()), Ok(Gestioni::default()));
        assert_eq!(Gestioni::try_from("contribuente,altro".to_owned()), Err(GestioniError));
    }
}
