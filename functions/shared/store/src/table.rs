//! The table itself, for where it isn't made by `infra/template.yaml`; and whether it answers.

use aws_sdk_dynamodb::operation::create_table::CreateTableError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection, ProjectionType, ScalarAttributeType,
    StreamSpecification, StreamViewType, TimeToLiveSpecification,
};

use crate::attributi::{
    G1_INCLUDE, G1PK, G1SK, G2_INCLUDE, G2PK, G2SK, G3_INCLUDE, G3PK, G3SK, G4PK, G4SK, G5_INCLUDE, G5PK, G5SK, PK, SK, TTL,
};
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb, unbuilt};
use crate::keys;
use crate::primitive::Reading;
use crate::scorri::Indice;

impl Store {
    /// Creates the table with its indexes and its stream, unless it is there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn create_table(&self) -> Result<(), StoreError> {
        let mut create = self
            .db()
            .create_table()
            .table_name(self.table())
            .billing_mode(BillingMode::PayPerRequest)
            .set_key_schema(Some(key_schema(PK, SK)?))
            .global_secondary_indexes(index(Indice::G1, G1PK, G1SK, G1_INCLUDE)?)
            .global_secondary_indexes(index(Indice::G2, G2PK, G2SK, G2_INCLUDE)?)
            .global_secondary_indexes(index(Indice::G3, G3PK, G3SK, G3_INCLUDE)?)
            .global_secondary_indexes(index(Indice::G4, G4PK, G4SK, G3_INCLUDE)?)
            .global_secondary_indexes(index(Indice::G5, G5PK, G5SK, G5_INCLUDE)?)
            .stream_specification(
                StreamSpecification::builder().stream_enabled(true).stream_view_type(StreamViewType::NewImage).build().map_err(unbuilt)?,
            );
        for name in [PK, SK, G1PK, G1SK, G2PK, G2SK, G3PK, G3SK, G4PK, G4SK, G5PK, G5SK] {
            let attribute = AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S);
            create = create.attribute_definitions(attribute.build().map_err(unbuilt)?);
        }
        match create.send().await {
            Ok(_) => Ok(()),
            Err(error) if error.as_service_error().is_some_and(CreateTableError::is_resource_in_use_exception) => Ok(()),
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// Makes items expire by their `ttl`.
    ///
    /// # Errors
    /// Also when it is so already.
    pub async fn enable_ttl(&self) -> Result<(), StoreError> {
        let specification = TimeToLiveSpecification::builder().attribute_name(TTL).enabled(true).build().map_err(unbuilt)?;
        let update = self.db().update_time_to_live().table_name(self.table()).time_to_live_specification(specification);
        update.send().await.map_err(dynamodb)?;
        Ok(())
    }

    /// The ARN of the table's stream.
    ///
    /// # Errors
    /// [`StoreError::Assente`] when it has none.
    pub async fn stream_arn(&self) -> Result<String, StoreError> {
        let output = self.db().describe_table().table_name(self.table()).send().await.map_err(dynamodb)?;
        output.table.and_then(|table| table.latest_stream_arn).ok_or(StoreError::Assente)
    }

    /// Whether the table answers. 0.5 read units.
    ///
    /// # Errors
    /// When it doesn't.
    pub async fn status(&self) -> Result<(), StoreError> {
        self.get(keys::status(), Reading::Eventual).await.map(drop)
    }
}

fn index(indice: Indice, pk: &str, sk: &str, include: &[&str]) -> Result<GlobalSecondaryIndex, StoreError> {
    let projection = Projection::builder()
        .projection_type(ProjectionType::Include)
        .set_non_key_attributes(Some(include.iter().map(|&name| name.to_owned()).collect()));
    GlobalSecondaryIndex::builder()
        .index_name(indice.name())
        .set_key_schema(Some(key_schema(pk, sk)?))
        .projection(projection.build())
        .build()
        .map_err(unbuilt)
}

fn key_schema(pk: &str, sk: &str) -> Result<Vec<KeySchemaElement>, StoreError> {
    [(pk, KeyType::Hash), (sk, KeyType::Range)]
        .into_iter()
        .map(|(name, kind)| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().map_err(unbuilt))
        .collect()
}
