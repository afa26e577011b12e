//! Reads documents that have gold, and says what happens in them.

use std::sync::Arc;

use dateline_eval::{ReadDocument, Said};
use dateline_pipeline::{
    Clock, Engine, Error, Inputs, Place, Progress, Settings, Stop, Tally,
    batch::{self, Processed, Receiver, Work},
};
use dateline_records::EventRow;
use dateline_text::{Analysis, CodePoints, Document, Reject, Stage};

/// What is done with documents.
pub(crate) struct Reader {
    /// Finds events; without it only the text is read.
    pub(crate) engine: Option<Arc<Engine>>,
    /// Whether a document of this id has gold: the others are passed over.
    pub(crate) has_gold: Box<dyn Fn(&str) -> bool + Send + Sync>,
}

impl Reader {
    /// Reads all `inputs`.
    pub(crate) fn run(
        self,
        inputs: Inputs,
        settings: &Settings,
        progress: &dyn Progress,
        stop: &Stop,
    ) -> Result<(Vec<ReadDocument>, Tally), Error> {
        progress.started(inputs.bytes());
        let mut read = Documents(vec![]);
        let tally = batch::run(
            inputs.source(settings.ingest(), Place::default()),
            self,
            settings.plan(),
            &mut read,
            progress,
            stop,
        )?;
        Ok((read.0, tally))
    }

    /// The engine, for a document that has gold.
    fn engine_for(&self, document: &Document) -> Option<&Engine> {
        self.engine.as_deref().filter(|_| (self.has_gold)(&document.id))
    }

    /// The document as it is, without events; its text is only kept where gold needs it.
    fn unread(&self, document: Document) -> Processed<ReadDocument> {
        let text = (self.has_gold)(&document.id).then_some(document.text);
        Processed { output: ReadDocument { id: document.id, text, said: vec![] }, tokens: 0, events: 0 }
    }
}

impl Work for Reader {
    type Output = ReadDocument;

    fn process(&self, document: Document, clock: &mut Clock) -> Result<Processed<ReadDocument>, Reject> {
        match self.engine_for(&document) {
            Some(engine) => Ok(read(engine, engine.analyse_timed(document, clock)?, clock)),
            None => Ok(self.unread(document)),
        }
    }

    fn process_all(&self, documents: Vec<Document>, clock: &mut Clock) -> Vec<Result<Processed<ReadDocument>, Reject>> {
        let Some(engine) = self.engine.as_deref() else {
            return documents.into_iter().map(|document| self.process(document, clock)).collect();
        };
        let is_read: Vec<_> = documents.iter().map(|document| self.engine_for(document).is_some()).collect();
        let (to_read, rest): (Vec<_>, Vec<_>) =
            documents.into_iter().partition(|document| self.engine_for(document).is_some());
        let mut analyses = engine.analyse_all(to_read, clock).into_iter();
        let mut rest = rest.into_iter();
        let next = |is_read: bool| {
            if is_read {
                Some(analyses.next()?.map(|analysis| read(engine, analysis, clock)))
            } else {
                rest.next().map(|document| Ok(self.unread(document)))
            }
        };
        is_read.into_iter().filter_map(next).collect()
    }
}

fn read(engine: &Engine, analysis: Analysis, clock: &mut Clock) -> Processed<ReadDocument> {
    clock.enter(Stage::Extract);
    let points = CodePoints::new(&analysis.document.text);
    let row = |event| EventRow::new(&analysis.document, event, &points, engine.model());
    let said: Vec<_> = engine.events(&analysis).iter().map(|event| Said::from(row(event))).collect();
    let (tokens, events) = (analysis.tokens.len() as u64, said.len() as u64);
    let Document { id, text, .. } = analysis.document;
    Processed { output: ReadDocument { id, text: Some(text), said }, tokens, events }
}

/// Keeps what was read.
struct Documents(Vec<ReadDocument>);

impl Receiver<ReadDocument> for Documents {
    fn output(&mut self, document: ReadDocument) -> Result<(), Error> {
        self.0.push(document);
        Ok(())
    }

    fn reject(&mut self, _: &Reject) -> Result<(), Error> {
        Ok(())
    }
}
