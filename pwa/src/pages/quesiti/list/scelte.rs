//! What can be chosen in a filter, and how it is written in the address.

use cassetto_api::quesiti::FiltroQuesiti;
use cassetto_domain::id::PersonaId;
use cassetto_leggere::Leggibile;
use serde::Serialize;

use crate::i18n::{K, t};
use crate::rotta::Rotta;

/// The address of the list with a filter: without words and codes, which are somebody's own.
pub fn indirizzo(datore: Option<PersonaId>, filtro: &FiltroQuesiti) -> String {
    let path = Rotta::quesiti(datore).path();
    let filtro = FiltroQuesiti { datore: None, oggetto: None, rapporto: None, cursor: None, limit: None, ..filtro.clone() };
    if filtro == FiltroQuesiti::default() {
        return path;
    }
    format!("{path}?{}", serde_urlencoded::to_string(filtro).unwrap_or_default())
}

/// How many conditions there are, besides sent or received and the order.
pub fn quante(filtro: &FiltroQuesiti) -> usize {
    let FiltroQuesiti { stato, gestione, inviato_da, categoria, rapporto, oggetto, dal, al, aggiornato_dal, aggiornato_al, .. } = filtro;
    [
        stato.is_some(),
        gestione.is_some(),
        inviato_da.is_some(),
        categoria.is_some(),
        rapporto.is_some(),
        oggetto.is_some(),
        dal.is_some(),
        al.is_some(),
        aggiornato_dal.is_some(),
        aggiornato_al.is_some(),
    ]
    .into_iter()
    .filter(|given| *given)
    .count()
}

/// A choice of the contract's as it writes it.
pub fn code(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// And back.
pub fn read<T: Leggibile>(code: &str) -> Option<T> {
    T::chiave(code.to_owned())
}

/// With "all" in front.
pub fn with_all(scelte: Vec<(String, String)>) -> Vec<(String, String)> {
    [(String::new(), t(K::FiltroTutti).to_owned())].into_iter().chain(scelte).collect()
}

#[cfg(test)]
mod tests {
    use cassetto_api::modello::StatoVoce;
    use cassetto_api::quesiti::{Direzione, Ordine};

    use super::*;

    #[test]
    fn words_and_codes_stay_out_of_the_address() {
        let filtro = FiltroQuesiti {
            stato: Some(StatoVoce::Aperta),
            direzione: Some(Direzione::Ricevute),
            oggetto: Some("maternità".to_owned()),
            rapporto: Some("1234567890".to_owned()),
            ..FiltroQuesiti::default()
        };
        let address = indirizzo(None, &filtro);
        assert!(address.contains("stato=aperta") && address.contains("direzione=ricevute"), "{address}");
        assert!(!address.contains("matern") && !address.contains("1234567890"), "{address}");
        assert_eq!(quante(&filtro), 3);
        assert_eq!(indirizzo(None, &FiltroQuesiti::default()), "/quesiti");
    }

    #[test]
    fn choices_survive() {
        for ordine in [Ordine::PiuRecenti, Ordine::MenoRecenti] {
            assert_eq!(read(&code(ordine)), Some(ordine));
        }
    }
}
