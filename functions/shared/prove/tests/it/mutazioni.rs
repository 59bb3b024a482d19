//! Sound files that somebody changed, cut, or grew in several places: the verifier answers, and never that all is well, unless the
//! bytes are the ones that were written.

use std::sync::LazyLock;

use cassetto_documenti::ricevuta;
use cassetto_prove::esportazione::esporta;
use cassetto_prove::verifica::{File, verifica};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::campioni::{comunicazione, registri};

/// A register with registrations, one that is empty, an export and a receipt.
static SOUND: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let (thread, allegati) = comunicazione();
    let first = thread.messaggi().next().expect("a message");
    let receipt = ricevuta(&thread.ricevuta(first)).expect("a receipt");
    let export = esporta(&thread, allegati).expect("a zip");
    registri().into_iter().map(|file| file.contenuto).chain([export, receipt]).collect()
});

/// One change to a file.
#[derive(Debug, Clone)]
enum Modifica {
    Cambia(Index, u8),
    Taglia(Index),
    Togli(Index, u8),
    Inserisci(Index, Vec<u8>),
    /// Some bytes of it a second time, elsewhere.
    Ripeti(Index, Index, u8),
}

impl Modifica {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self {
            Self::Cambia(at, xor) => {
                let at = at.index(bytes.len());
                bytes[at] ^= xor;
            }
            Self::Taglia(at) => bytes.truncate(at.index(bytes.len())),
            Self::Togli(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + usize::from(*length)).min(bytes.len()));
            }
            Self::Inserisci(at, more) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
            Self::Ripeti(from, to, length) => {
                let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
                let part = bytes[from..(from + usize::from(*length)).min(bytes.len())].to_vec();
                bytes.splice(to..to, part);
            }
        }
    }
}

fn changes() -> impl Strategy<Value = Vec<Modifica>> {
    let change = prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, xor)| Modifica::Cambia(at, xor)),
        any::<Index>().prop_map(Modifica::Taglia),
        (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Modifica::Togli(at, length)),
        (any::<Index>(), proptest::collection::vec(any::<u8>(), 0..20)).prop_map(|(at, more)| Modifica::Inserisci(at, more)),
        (any::<Index>(), any::<Index>(), any::<u8>()).prop_map(|(from, to, length)| Modifica::Ripeti(from, to, length)),
    ];
    proptest::collection::vec(change, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_file_is_answered_and_never_sound(which in any::<Index>(), changes in changes()) {
        let sound = &SOUND[which.index(SOUND.len())];
        let mut bytes = sound.clone();
        for change in &changes {
            change.apply(&mut bytes);
        }
        let verbale = verifica(&[File { nome: "x".to_owned(), contenuto: bytes.clone() }]);
        prop_assert_eq!(verbale.is_good(), bytes == *sound, "{}", verbale);
    }

    #[test]
    fn files_that_were_changed_are_answered_together(changes in proptest::collection::vec((any::<Index>(), changes()), 2..4)) {
        let files: Vec<File> = (0..).zip(&changes).map(|(n, (which, changes))| {
            let mut contenuto = SOUND[which.index(SOUND.len())].clone();
            for change in changes {
                change.apply(&mut contenuto);
            }
            File { nome: format!("{n}"), contenuto }
        }).collect();
        let _ = verifica(&files).to_string();
    }
}
