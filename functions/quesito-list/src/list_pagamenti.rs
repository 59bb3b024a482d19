use cassetto_api::pagamenti::{ListPagamenti, Pagamenti, PagamentoVoce};
use cassetto_domain::calendario::oggi;
use cassetto_domain::pagamento::mostrati_dal;
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::vista::giorno;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::Pagamento;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<ListPagamenti>) -> Result<Reply<Pagamenti>, Failure> {
    let conto = accesso::conto(kit, &caller, richiesta.query.datore, Diritto::Legge).await?;
    let dal = mostrati_dal(oggi(kit.clock.now()));
    let pagamenti = kit.store.list_pagamenti(conto.datore, dal).await?;
    Ok(Pagamenti { voci: pagamenti.into_iter().map(voce).collect() }.into())
}

fn voce(pagamento: Pagamento) -> PagamentoVoce {
    PagamentoVoce {
        rapporto: pagamento.rapporto.to_string(),
        lavoratore: pagamento.lavoratore,
        trimestre: pagamento.trimestre.numero,
        anno: pagamento.trimestre.anno,
        importo: pagamento.importo,
        stato: pagamento.stato.into(),
        scadenza: giorno(pagamento.scadenza),
        pagato: pagamento.pagato.map(giorno),
        avviso: pagamento.avviso.map(|numero| numero.to_string()),
    }
}
