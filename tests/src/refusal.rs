//! A call that is refused: which problem, at which fields, with words for a person, and without a trace.

use std::fmt::Debug;

use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{Problema, Tipo};
use serde_json::Value;

use crate::{Answer, System};

/// All that a cloud stores.
#[derive(Debug, PartialEq)]
pub struct Snapshot {
    rows: Vec<Value>,
    objects: Vec<String>,
}

#[expect(clippy::expect_used, clippy::panic, reason = "a test's own checks: what fails ends the test")]
impl System {
    /// What is stored now.
    pub fn snapshot(&self) -> Snapshot {
        let rows = self.cloud.rows().expect("rows");
        Snapshot { rows, objects: self.cloud.object_keys().expect("objects") }
    }

    /// Makes a call that must be refused with `tipo` at exactly these fields and change nothing.
    pub async fn refuses<T: Debug>(&self, call: impl Future<Output = Answer<T>>, tipo: Tipo, campi: &[(&str, Motivo)]) -> Problema {
        let before = self.snapshot();
        let problema = match call.await {
            Ok(answer) => panic!("not refused as {tipo:?} {campi:?}: {answer:?}"),
            Err(problema) => *problema,
        };
        check(&problema, tipo, campi);
        assert_eq!(self.snapshot(), before, "{tipo:?} left a trace");
        problema
    }

    /// As [`System::refuses`], for a call that is not of the contract's form.
    pub async fn refuses_raw(&self, call: impl Future<Output = reqwest::Response>, tipo: Tipo, campi: &[(&str, Motivo)]) -> Problema {
        let call = async {
            let response = call.await;
            assert_eq!(response.status().as_u16(), tipo.status());
            let media = response.headers().get("content-type").expect("a content type");
            assert_eq!(media, "application/problem+json");
            let bytes = response.bytes().await.expect("a body");
            let problema = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{error}: {bytes:?}"));
            Answer::<()>::Err(Box::new(problema))
        };
        self.refuses(call, tipo, campi).await
    }
}

fn check(problema: &Problema, tipo: Tipo, campi: &[(&str, Motivo)]) {
    assert_eq!(problema.kind(), Some(tipo), "{problema:?}");
    assert_eq!(problema.status, tipo.status(), "{problema:?}");
    assert!(!problema.title.is_empty() && !problema.detail.is_empty(), "{problema:?}");
    let found: Vec<(&str, Motivo)> = problema.campi.iter().map(|errore| (errore.campo.as_str(), errore.motivo)).collect();
    assert_eq!(found, campi, "{problema:?}");
    assert!(problema.campi.iter().all(|errore| !errore.messaggio.is_empty()), "{problema:?}");
}
