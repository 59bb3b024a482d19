//! What the app reads is what `serde_json::from_str` would read.

use std::fmt::Debug;

use cassetto_api::avvisi::LuogoVoce;
use cassetto_api::home::Home;
use cassetto_api::modello::{GestioneVoce, Voce};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{Problema, Tipo};
use cassetto_leggere::{Leggibile, read};
use serde::de::DeserializeOwned;

#[track_caller]
fn same<T: Leggibile + DeserializeOwned + PartialEq + Debug>(text: &str) {
    assert_eq!(read::<T>(text), serde_json::from_str::<T>(text).ok(), "{text}");
}

/// What happened, as it is written, with the field that names it first, last and missing.
#[test]
fn what_is_named_by_a_field() {
    let letta = r#"{"versione":3,"quando":"2026-10-05T08:00:00Z","quesito":"akp2o2woes27ocgovr23nyylue","protocollo":{"segnatura":"s","numero":"1","data":"2026-10-05"},"tipo":"correlata"}"#;
    let voce: Voce = read(letta).unwrap();
    assert!(matches!(voce, Voce::Correlata { versione: 3, .. }));
    let written = serde_json::to_string(&voce).unwrap();
    assert!(written.starts_with(r#"{"tipo":"correlata","versione":3,"#), "{written}");
    assert_eq!(read(&written).as_ref(), Some(&voce));
    same::<Voce>(&written);
    for wrong in [r#""tipo":"boh""#, r#""tipo":3"#, r#""genere":"correlata""#, r#""tipo":"messaggio""#] {
        let wrong = letta.replace(r#""tipo":"correlata""#, wrong);
        assert_eq!(read::<Voce>(&wrong), None, "{wrong}");
        same::<Voce>(&wrong);
    }
    for luogo in
        [r#"{"pagina":"deleghe"}"#, r#"{"pagina":"quesito","id":"akp2o2woes27ocgovr23nyylue"}"#, r#"{"pagina":"quesito","id":"A"}"#]
    {
        same::<LuogoVoce>(luogo);
    }
}

#[test]
fn problems() {
    for tipo in Tipo::ALL {
        let text = serde_json::to_string(&tipo.problema()).unwrap();
        assert_eq!(read::<Problema>(&text).and_then(|problema| problema.kind()), Some(*tipo));
        same::<Problema>(&text);
    }
    for motivo in Motivo::ALL {
        assert_eq!(read::<Motivo>(&format!("\"{}\"", motivo.slug())), Some(*motivo));
    }
    // One of a later release.
    assert_eq!(read("\"di-domani\""), Some(Motivo::Altro));
    same::<Motivo>("\"di-domani\"");
    same::<Motivo>("1");
}

#[test]
fn words() {
    for text in ["\"lavoro_domestico\"", "\"liberi_professionisti\"", "\"LavoroDomestico\"", "\"\"", "null"] {
        same::<GestioneVoce>(text);
    }
    same::<Home>("{}");
    same::<Home>("[]");
}
