use std::collections::HashSet;

use super::*;
use crate::categoria;

const MIB: u64 = 1024 * 1024;

#[test]
fn what_each_gestione_allows() {
    let facts = Gestione::ALL.map(|gestione| {
        let profilo = corrente(gestione);
        assert_eq!(pec(gestione), profilo.pec, "{gestione:?}");
        let Limiti { file, byte_per_file, byte_totali, ref tipi } = profilo.allegati;
        assert_eq!(tipi, &TipoFile::ALL);
        (file, byte_per_file / MIB, byte_totali / MIB, profilo.riferimento, profilo.pec, profilo.conservazione)
    });
    assert_eq!(
        facts,
        [
            (3, 3, 3, Riferimento::Rapporto, Pec::Facoltativa, Conservazione::ComE),
            (3, 3, 6, Riferimento::Posizione, Pec::Facoltativa, Conservazione::Compressa),
            (5, 1, 5, Riferimento::Posizione, Pec::Obbligatoria, Conservazione::ComE),
        ]
    );
}

#[test]
fn the_categories_of_lavoro_domestico_are_its_subjects_in_every_version() {
    for number in [1, 2] {
        let profilo = versione(Gestione::LavoroDomestico, number).expect("a version");
        let categorie = categoria::versione(number).expect("a version");
        assert_eq!(profilo.argomenti, *categorie, "version {number}");
    }
    assert_eq!(corrente(Gestione::LavoroDomestico).argomenti, *categoria::corrente());
    assert_eq!(versione(Gestione::LavoroDomestico, 3), None);
    assert_eq!(versione(Gestione::Contribuente, 2), None);
}

/// Msg. INPS 2885/2016, in its order.
#[test]
fn the_twelve_subjects_of_liberi_professionisti() {
    let profilo = corrente(Gestione::LiberiProfessionisti);
    let names: Vec<&str> = profilo.argomenti.voci.iter().map(|voce| voce.nome.it).collect();
    assert_eq!(
        names,
        [
            "Anagrafica",
            "Deleghe",
            "Domande telematiche",
            "Istanze di rateizzazione",
            "Normativa",
            "Posizione assicurativa",
            "Rendicontazione GS",
            "Ricorsi",
            "Riduzione sanzioni civili",
            "Rimborso",
            "Ruoli",
            "Versamenti",
        ]
    );
    assert_eq!(profilo.argomento("ruoli").map(|voce| voce.giorni_risposta), Some(30));
    assert_eq!(profilo.argomento("mav"), None);
}

#[test]
fn versions_follow_each_other_and_lose_no_subject() {
    for gestione in Gestione::ALL {
        let versions: Vec<&Profilo> = PROFILI.iter().filter(|profilo| profilo.gestione == gestione).collect();
        for (number, profilo) in (1..).zip(&versions) {
            assert_eq!(profilo.versione(), number, "{gestione:?}");
            let codes: HashSet<_> = profilo.argomenti.voci.iter().map(|voce| &voce.codice).collect();
            assert_eq!(codes.len(), profilo.argomenti.voci.len(), "{gestione:?}");
            assert!(!codes.is_empty(), "{gestione:?}");
        }
        for pair in versions.windows(2) {
            assert!(pair[0].argomenti.dal < pair[1].argomenti.dal);
            assert!(pair[0].argomenti.voci.iter().all(|voce| pair[1].argomento(voce.codice).is_some()));
        }
    }
}

/// A walker looks at no file above its bound, so a profile that allowed one would promise too much.
#[test]
fn no_limit_is_beyond_what_is_walked() {
    for profilo in PROFILI.iter() {
        assert!(profilo.allegati.byte_per_file <= crate::allegato::MASSIMO_TOTALE, "{:?}", profilo.gestione);
        assert!(profilo.allegati.byte_per_file <= profilo.allegati.byte_totali, "{:?}", profilo.gestione);
    }
}

#[test]
fn plain_words() {
    for voce in PROFILI.iter().flat_map(|profilo| profilo.argomenti.voci) {
        let spiegazione = voce.spiegazione();
        for text in [&voce.nome, &spiegazione.descrizione].into_iter().chain(spiegazione.esempi) {
            for text in [&text.it, &text.en] {
                assert!(!text.trim().is_empty(), "{}", voce.codice);
                for sentence in text.split(['.', '?', '!', ':']) {
                    assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
                }
            }
        }
    }
}
