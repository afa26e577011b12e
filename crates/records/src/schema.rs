//! What the records hold, said for programs.

use std::{fmt, str::FromStr};

use dateline_text::{Reject, Skip, UnknownLabel};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Value, json};

use crate::{
    DocumentRow, EventRow,
    tables::{Column, Table},
};

/// A description of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// A line of `events.jsonl`, as JSON Schema.
    Events,
    /// A line of `documents.jsonl`, as JSON Schema.
    Documents,
    /// A line of `rejects.jsonl`, as JSON Schema.
    Rejects,
    /// A line of `skipped.jsonl`, as JSON Schema.
    Skipped,
    /// The tables with their keys and columns.
    Tables,
}

impl Schema {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Events, Self::Documents, Self::Rejects, Self::Skipped, Self::Tables];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Documents => "documents",
            Self::Rejects => "rejects",
            Self::Skipped => "skipped",
            Self::Tables => "tables",
        }
    }

    /// The description: JSON Schema in the draft of 2020-12, or a list of tables.
    pub fn json(self) -> Value {
        match self {
            Self::Events => of::<EventRow>(),
            Self::Documents => of::<DocumentRow>(),
            Self::Rejects => of::<Reject>(),
            Self::Skipped => of::<Skip>(),
            Self::Tables => Table::ALL.iter().map(|&table| table_json(table)).collect(),
        }
    }
}

/// The schema of what is written, which says of every field whether it is always there.
fn of<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>().to_value()
}

fn table_json(table: Table) -> Value {
    let references =
        table.references().iter().map(|(column, other)| json!({"column": column, "table": other.as_str()}));
    json!({
        "table": table.as_str(),
        "about": table.about(),
        "key": table.key(),
        "references": references.collect::<Value>(),
        "columns": table.columns().iter().map(column_json).collect::<Value>(),
    })
}

fn column_json(column: &Column) -> Value {
    json!({"name": column.name, "type": column.kind.as_str(), "optional": column.optional, "about": column.about})
}

impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Schema {
    type Err = UnknownLabel;

    fn from_str(name: &str) -> Result<Self, UnknownLabel> {
        let known = Self::ALL.into_iter().find(|schema| schema.as_str() == name);
        known.ok_or_else(|| UnknownLabel::new("kind of record", name))
    }
}
