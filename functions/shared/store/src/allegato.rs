//! How a document is written in the row that it belongs to, and read back.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::id::AllegatoId;
use cassetto_domain::sha256::Sha256;

use crate::attributi::{CARICATO, DIMENSIONE, ID, IMPRONTA, NOME, TIPO};
use crate::codice::Coded;
use crate::error::StoreError;
use crate::item::{Item, blob, number, string};

pub(crate) fn to_map(allegato: &Allegato) -> HashMap<String, AttributeValue> {
    HashMap::from([
        (ID.to_owned(), blob(*allegato.id.as_bytes())),
        (CARICATO.to_owned(), blob(*allegato.caricato.as_bytes())),
        (NOME.to_owned(), string(allegato.nome.as_str())),
        (TIPO.to_owned(), string(allegato.tipo.code())),
        (DIMENSIONE.to_owned(), number(allegato.dimensione)),
        (IMPRONTA.to_owned(), blob(allegato.sha256.0)),
    ])
}

pub(crate) fn from_item(item: &Item) -> Result<Allegato, StoreError> {
    let id = AllegatoId::from_bytes(item.array(ID)?);
    Ok(Allegato {
        id,
        // A document used to be kept under the name of its upload.
        caricato: item.optional(CARICATO, Item::array)?.map_or(id, AllegatoId::from_bytes),
        nome: item.parsed(NOME)?,
        tipo: item.code(TIPO)?,
        dimensione: item.number(DIMENSIONE)?,
        sha256: Sha256(item.array(IMPRONTA)?),
    })
}
