//! The laws: one active delega, gapless registers, nothing seen after a revocation, every accepted message in the export.

use std::io::{Cursor, Read};

use cassetto_api::endpoint::Nulla;
use cassetto_api::quesiti::{FiltroQuesiti, GetEsportazione, ListQuesiti, QuesitoPath};
use cassetto_domain::calendario::oggi;
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;

use super::mondo::{Mondo, expect};

/// After every move.
pub async fn after_each(mondo: &Mondo) -> Result<(), String> {
    one_grant_at_most(mondo)?;
    for sede in ["7000", "4900"] {
        no_gap(mondo, sede).await?;
    }
    who_has_no_delega_sees_nothing(mondo).await
}

/// When nothing more happens.
pub async fn at_the_end(mondo: &Mondo) -> Result<(), String> {
    for quesito in &mondo.quesiti {
        let owner = &mondo.datori[quesito.datore];
        let path = QuesitoPath { id: quesito.id };
        let link = owner.client.call::<GetEsportazione>(&path, &Nulla {}, &Nulla {}).await.map_err(|problema| format!("{problema:?}"))?;
        let (status, _, bytes) = owner.client.fetch(&link.url).await;
        expect(status == 200, "the export is not there")?;
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let mut json = String::new();
        zip.by_name("comunicazione.json").and_then(|mut file| Ok(file.read_to_string(&mut json)?)).map_err(|error| error.to_string())?;
        for testo in &quesito.testi {
            expect(json.contains(testo), &format!("the export lacks \"{testo}\""))?;
        }
    }
    Ok(())
}

fn one_grant_at_most(mondo: &Mondo) -> Result<(), String> {
    let rows = mondo.system.cloud.rows().map_err(|error| error.to_string())?;
    for (n, datore) in mondo.datori.iter().enumerate() {
        let key = format!("D#{}", datore.id);
        let grants =
            rows.iter().filter(|row| row["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("P#")) && row["sk"]["S"] == key.as_str());
        expect(grants.count() == usize::from(mondo.attive[n].is_some()), "the grants are not those of the active delega")?;
    }
    Ok(())
}

async fn no_gap(mondo: &Mondo, sede: &str) -> Result<(), String> {
    let store = &mondo.system.kit().store;
    let sede = CodiceSede::parse(sede).map_err(|error| error.to_string())?;
    let data = oggi(mondo.system.now());
    let last = store.ultimo_numero(sede, data.year()).await.map_err(|error| error.to_string())?;
    for numero in 1..=last + 1 {
        let protocollo = Protocollo { sede, numero: NumeroProtocollo(numero), data };
        let found = store.registrazione(protocollo).await.map_err(|error| error.to_string())?.is_some();
        expect(found == (numero <= last), &format!("{protocollo} of {last}"))?;
    }
    Ok(())
}

async fn who_has_no_delega_sees_nothing(mondo: &Mondo) -> Result<(), String> {
    for (n, datore) in mondo.datori.iter().enumerate() {
        for (s, studio) in mondo.studi.iter().enumerate() {
            let filtro = FiltroQuesiti { datore: Some(datore.id), ..FiltroQuesiti::default() };
            let listed = studio.client.call::<ListQuesiti>(&Nulla {}, &filtro, &Nulla {}).await.is_ok();
            expect(listed == (mondo.attive[n] == Some(s)), "the list is open to another than the delegate")?;
            let Some(quesito) = mondo.quesiti.iter().rev().find(|quesito| quesito.datore == n) else { continue };
            let seen = studio.see(quesito.id).await.is_ok();
            expect(seen == (mondo.attive[n] == Some(s)), "a quesito is open to another than the delegate")?;
        }
    }
    Ok(())
}
