//! An intermediary's employers: by name, codice fiscale and codice rapporto.

use std::collections::BTreeSet;

use cassetto_api::datori::{DatoreVoce, FiltroDatori, ListDatori};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::Pagina;
use cassetto_domain::delega::TipoDelega;
use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_store::{Delega, Persona};
use cassetto_tests::{Individuo, System};

async fn search(studio: &Individuo, testo: Option<&str>, limit: Option<u8>) -> Vec<DatoreVoce> {
    let mut filtro = FiltroDatori { testo: testo.map(str::to_owned), cursor: None, limit };
    let mut found = Vec::new();
    loop {
        let page = studio.client.call::<ListDatori>(&Nulla {}, &Nulla {}, &filtro).await.expect("a page");
        found.extend(page.voci);
        filtro.cursor = page.cursor;
        if filtro.cursor.is_none() {
            return found;
        }
    }
}

#[tokio::test]
async fn an_intermediary_finds_one_of_many_by_surname() {
    let system = System::start().await;
    let (studio, another) = (system.intermediario(1).await, system.intermediario(2).await);
    let store = &system.kit().store;
    let anna = store.persona(system.datore(1).await.id).await.expect("a table").expect("a person");
    let intermediario = store.persona(studio.id).await.expect("a table").expect("a person");
    let surnames = ["D'Amico", "Dà Ponte", "De Luca", "Èspòsito", "esposito", "Rossi"];
    for n in 0..48_u8 {
        let cognome = surnames[usize::from(n) % surnames.len()].to_owned();
        let datore = Persona { id: PersonaId::from_bytes([n; 16]), nome: format!("{n:02}"), cognome, ..anna.clone() };
        let id = DelegaId::from_bytes([n; 16]);
        let delega = Delega::archiviata(id, &datore, &intermediario, TipoDelega::Consulente, system.now());
        store.put_delega(&delega).await.expect("a delegation");
    }
    let everybody = search(&studio, None, None).await;
    assert_eq!(everybody.len(), 48);
    assert_eq!(everybody.iter().map(|datore| datore.id).collect::<BTreeSet<_>>().len(), 48);
    for limit in [Some(1), Some(7), Some(48), Some(50)] {
        assert_eq!(search(&studio, None, limit).await, everybody);
    }
    // By surname as a directory has them: accents and case make no difference.
    let names: Vec<&str> = everybody.iter().map(|datore| datore.nome.as_str()).collect();
    assert!(names[0].starts_with('D') && names[47].starts_with("Rossi"), "{names:?}");
    let four = anna.codice_fiscale.as_str();
    assert!(everybody.iter().all(|datore| datore.codice_fiscale == four[four.len() - 4..] && datore.scrive));
    for (cognome, expected) in
        [("esposito", 16), ("ÈSPÒ", 16), ("e", 16), ("rossi", 8), (" ross ", 8), ("de luca", 8), ("d", 24), ("ssi", 0), ("", 48), ("z", 0)]
    {
        assert_eq!(search(&studio, Some(cognome), Some(5)).await.len(), expected, "{cognome}");
    }
    let nobody = another.client.call::<ListDatori>(&Nulla {}, &Nulla {}, &FiltroDatori::default()).await.expect("a page");
    assert_eq!(nobody, Pagina { voci: Vec::new(), cursor: None });
}

#[tokio::test]
async fn codes_find_whoever_delegated_and_nobody_else() {
    let system = System::start().await;
    let (studio, anna, altra) = (system.intermediario(1).await, system.datore(1).await, system.datore(2).await);
    system.delega(&studio, &anna).await;
    for (who, found) in [(&anna, 1), (&altra, 0)] {
        let (cf, rapporto) = (who.codice_fiscale.as_str().to_owned(), who.rapporto.as_ref().expect("a rapporto").to_string());
        for testo in [cf.clone(), cf.to_lowercase(), rapporto] {
            let voci = search(&studio, Some(&testo), None).await;
            assert_eq!(voci.len(), found);
            assert!(voci.iter().all(|datore| datore.id == who.id));
        }
    }
}
