//! The sentences, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Testi {
    problemi: HashMap<String, Testo>,
    motivi: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Testo {
    titolo: String,
    rimedio: String,
}

static TESTI: LazyLock<Testi> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../locales/problemi.it.json"))
        .unwrap_or_else(|_| Testi { problemi: HashMap::new(), motivi: HashMap::new() })
});

/// Title and remedy of a kind of problem.
pub(crate) fn problema(slug: &str) -> (&'static str, &'static str) {
    TESTI.problemi.get(slug).map_or(("", ""), |testo| (&testo.titolo, &testo.rimedio))
}

/// Remedy of a reason.
pub(crate) fn motivo(slug: &str) -> &'static str {
    TESTI.motivi.get(slug).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use crate::motivo::Motivo;
    use crate::problema::Tipo;

    #[test]
    fn every_problem_and_reason_has_its_sentence() {
        for tipo in Tipo::ALL {
            let problema = tipo.problema();
            assert!(!problema.title.is_empty() && !problema.detail.is_empty(), "{}", tipo.slug());
            assert_eq!(problema.kind(), Some(*tipo));
        }
        for motivo in Motivo::ALL {
            assert!(!motivo.messaggio().is_empty(), "{}", motivo.slug());
        }
        assert_eq!(super::TESTI.problemi.len(), Tipo::ALL.len());
        assert_eq!(super::TESTI.motivi.len(), Motivo::ALL.len());
    }
}
