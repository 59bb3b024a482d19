//! An intermediary's employers.

use cassetto_api::datori::{FiltroDatori, ListDatori};
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::Pagina;
use cassetto_domain::id::PersonaId;
use cassetto_store::Delega;
use cassetto_tests::System;
use std::collections::BTreeSet;

#[tokio::test]
async fn an_intermediary_finds_one_of_many_by_surname() {
    let system = System::start().await;
    let (studio, another) = (system.intermediario(1).await, system.intermediario(2).await);
    let anna = system.datore(1).await;
    let surnames = ["D'Amico", "Dà Ponte", "De Luca", "Èspòsito", "esposito", "Rossi"];
    for n in 0..48_u8 {
        let datore = PersonaId::from_bytes([n; 16]);
        let nome = format!("{} {n:02}", surnames[usize::from(n) % surnames.len()]);
        let delega = Delega { datore, nome, codice_fiscale: anna.codice_fiscale.clone() };
        system.kit().store.put_delega(studio.id, &delega).await.expect("a delegation");
    }
    let search = async |cognome: Option<&str>, limit| {
        let mut filtro = FiltroDatori { cognome: cognome.map(str::to_owned), cursor: None, limit };
        let mut found = Vec::new();
        loop {
            let page = studio.client.call::<ListDatori>(&Nulla {}, &Nulla {}, &filtro).await.expect("a page");
            found.extend(page.voci);
            filtro.cursor = page.cursor;
            if filtro.cursor.is_none() {
                return found;
            }
        }
    };
    let everybody = search(None, None).await;
    assert_eq!(everybody.len(), 48);
    assert_eq!(everybody.iter().map(|datore| datore.id).collect::<BTreeSet<_>>().len(), 48);
    for limit in [Some(1), Some(7), Some(48), Some(50)] {
        assert_eq!(search(None, limit).await, everybody);
    }
    // By surname as a directory has them: accents and case make no difference.
    let names: Vec<&str> = everybody.iter().map(|datore| datore.nome.as_str()).collect();
    assert!(names[0].starts_with("D") && names[47].starts_with("Rossi"), "{names:?}");
    let four = anna.codice_fiscale.as_str();
    assert!(everybody.iter().all(|datore| datore.codice_fiscale == four[four.len() - 4..]));
    for (cognome, expected) in
        [("esposito", 16), ("ÈSPÒ", 16), ("e", 16), ("rossi", 8), (" ross ", 8), ("de luca", 8), ("d", 24), ("ssi", 0), ("", 48), ("z", 0)]
    {
        assert_eq!(search(Some(cognome), Some(5)).await.len(), expected, "{cognome}");
    }
    let nobody = another.client.call::<ListDatori>(&Nulla {}, &Nulla {}, &FiltroDatori::default()).await.expect("a page");
    assert_eq!(nobody, Pagina { voci: Vec::new(), cursor: None });
}
