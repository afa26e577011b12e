//! The figures by name, for programs: one flat list a row, with the header in front.

use dateline_bench::{Row, Spread};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::bench::header::Header;

/// Named values in the order in which they are written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fields(pub(crate) Vec<(String, Value)>);

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Fields {
    fn put(&mut self, name: &str, value: Value) {
        self.0.push((name.to_owned(), value));
    }

    fn put_spread(&mut self, name: &str, spread: Option<Spread>) {
        self.put(name, json!(spread.map(|spread| rounded(spread.median))));
        self.put(&format!("{name}_lower"), json!(spread.map(|spread| rounded(spread.lower))));
        self.put(&format!("{name}_upper"), json!(spread.map(|spread| rounded(spread.upper))));
    }

    /// Of everything but the figures.
    pub(crate) fn header(header: &Header) -> Self {
        let mut fields = Self(Vec::new());
        fields.put("date", json!(header.date));
        fields.put("version", json!(header.version));
        fields.put("commit", json!(header.commit));
        fields.put("profile", json!(header.profile));
        fields.put("cpu", json!(header.machine.cpu));
        fields.put("cores", json!(header.machine.cores));
        fields.put("instruction_sets", json!(header.machine.instructions.join(" ")));
        fields.put("native_instructions", json!(header.machine.native));
        fields.put("memory_bytes", json!(header.machine.memory));
        fields.put("system", json!(header.machine.system));
        fields.put("load", json!(header.load));
        fields.put("flags", json!(header.flags));
        fields.put("model", json!(header.model));
        fields.put("text", json!(header.text));
        fields.put("text_hash", json!(header.text_hash));
        fields.put("stage", json!(header.stage));
        fields.put("warmup", json!(header.rounds.warmup));
        fields
    }

    /// Of a row: all names whatever the stage; what a stage does not have is null.
    pub(crate) fn row(row: &Row) -> Self {
        let mut fields = Self(Vec::new());
        fields.put_setting(row);
        fields.put_amounts(row);
        fields.put_spread("tokens_per_second", Some(row.rate(row.pieces)));
        fields.put_spread("padded_tokens_per_second", Some(row.rate(row.padded_pieces)));
        fields.put_spread("sequences_per_second", row.sequences.map(|count| row.rate(count)));
        fields.put_spread("documents_per_second", row.documents.map(|documents| row.rate(documents.count)));
        fields.put_spread("bytes_per_second", row.documents.map(|documents| row.rate(documents.bytes)));
        for percent in [50.0, 90.0, 99.0] {
            fields.put(&format!("latency_p{percent}_ms"), json!(row.latency(percent).map(millis)));
        }
        let alone = row.alone.as_ref();
        let load = alone.map_or(row.load, |alone| alone.load);
        fields.put("load_ms", json!(millis(load.as_secs_f64())));
        fields.put("first_answer_ms", json!(alone.map(|alone| millis(alone.first.as_secs_f64()))));
        fields.put("peak_memory_bytes", json!(alone.and_then(|alone| alone.peak)));
        let agreement = &row.agreement;
        fields.put("answers_compared", json!(agreement.compared));
        fields.put("answers_same", json!(agreement.same));
        fields.put("largest_logit_difference", json!(agreement.largest));
        for stage in ["ingest", "tokenize", "tag", "normalise", "extract", "write"] {
            let seconds = row.stages.iter().find(|(name, _)| json!(name) == stage).map(|(_, seconds)| millis(*seconds));
            fields.put(&format!("{stage}_ms"), json!(seconds));
        }
        fields
    }

    fn put_setting(&mut self, row: &Row) {
        let setting = &row.setting;
        self.put("backend", json!(setting.model.backend.name()));
        self.put("precision", json!(setting.model.precision.name()));
        self.put("inner_threads", json!(setting.model.inner_threads));
        self.put("threads", json!(setting.threads));
        self.put("batch", json!(setting.batch));
        self.put("length", json!(setting.length));
    }

    fn put_amounts(&mut self, row: &Row) {
        self.put("rounds", json!(row.seconds.len()));
        self.put("pieces", json!(row.pieces));
        self.put("padded_pieces", json!(row.padded_pieces));
        self.put("words", json!(row.words));
        self.put("sequences", json!(row.sequences));
        self.put("documents", json!(row.documents.map(|documents| documents.count)));
        self.put("bytes", json!(row.documents.map(|documents| documents.bytes)));
        self.put("events", json!(row.documents.map(|documents| documents.events)));
    }
}

fn millis(seconds: f64) -> f64 {
    rounded(seconds * 1e3)
}

/// Three decimals: more would only be noise.
fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}
