use cassetto_api::datori::{DatoreVoce, ListDatori};
use cassetto_api::modello::Pagina;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_runtime::vista::giorno;
use cassetto_runtime::{Campi, Failure, Intermediario, Kit, Reply, Richiesta, limit};
use cassetto_store::RicercaDatori;

pub async fn handle(kit: &Kit, caller: Intermediario, richiesta: Richiesta<ListDatori>) -> Result<Reply<Pagina<DatoreVoce>>, Failure> {
    let query = richiesta.body;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    campi.finish()?;
    let ricerca = what(query.testo.as_deref().unwrap_or_default());
    let pagina = kit.store.list_datori(caller.persona, &ricerca, query.cursor.as_deref(), limit, kit.clock.now()).await?;
    let voci = pagina.voci.into_iter().map(|concessione| DatoreVoce {
        id: concessione.datore,
        scrive: concessione.diritti().scrive,
        al: concessione.fino.map(giorno),
        codice_fiscale: last_four(concessione.codice_fiscale.as_str()),
        nome: concessione.nome,
    });
    Ok(Pagina { voci: voci.collect(), cursor: pagina.cursor }.into())
}

/// No name has a digit; a codice fiscale that is not one may still be a codice rapporto.
fn what(testo: &str) -> RicercaDatori {
    let testo = testo.trim();
    if testo.is_empty() {
        return RicercaDatori::Tutti;
    }
    if !testo.bytes().any(|byte| byte.is_ascii_digit()) {
        return RicercaDatori::Nome(testo.to_owned());
    }
    if let Ok(codice) = CodiceFiscale::parse(testo) {
        return RicercaDatori::CodiceFiscale(codice);
    }
    match CodiceRapporto::parse(testo) {
        Ok(codice) => RicercaDatori::Rapporto(codice),
        Err(_) => RicercaDatori::Nome(testo.to_owned()),
    }
}

/// Enough to tell two people of the same name apart.
fn last_four(codice_fiscale: &str) -> String {
    codice_fiscale.get(codice_fiscale.len().saturating_sub(4)..).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_told_by_its_form() {
        let codice = |testo: &str| RicercaDatori::Rapporto(CodiceRapporto::parse(testo).expect("a code"));
        for (testo, expected) in [
            ("  ", RicercaDatori::Tutti),
            (" D'Amico ", RicercaDatori::Nome("D'Amico".to_owned())),
            ("rssmra80a01h501u", RicercaDatori::CodiceFiscale(CodiceFiscale::parse("RSSMRA80A01H501U").expect("a code"))),
            ("1000000011", codice("1000000011")),
            ("AB/2018-1", codice("AB/2018-1")),
            // Eleven digits with a wrong last one are no codice fiscale.
            ("02342520159", codice("02342520159")),
            ("via 3", RicercaDatori::Nome("via 3".to_owned())),
        ] {
            assert!(what(testo) == expected, "{testo}");
        }
    }
}
