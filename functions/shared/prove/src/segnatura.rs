//! A registration in JSON as people write it: `INPS.7000.06/07/2018.0123456`.

use cassetto_domain::protocollo::Protocollo;
use serde::{Deserialize, Deserializer, Serializer};

pub(crate) fn serialize<S: Serializer>(protocollo: &Protocollo, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(protocollo)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Protocollo, D::Error> {
    Protocollo::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

/// The same where there may be none.
pub(crate) mod option {
    use super::{Deserialize, Deserializer, Protocollo, Serializer};

    pub(crate) fn serialize<S: Serializer>(protocollo: &Option<Protocollo>, serializer: S) -> Result<S::Ok, S::Error> {
        match protocollo {
            Some(protocollo) => serializer.collect_str(protocollo),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Protocollo>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| Protocollo::parse(&text)).transpose().map_err(serde::de::Error::custom)
    }
}
