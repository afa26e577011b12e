//! The stages in their order, on one document or on several at once.

use std::path::Path;

use dateline_frames::Rules;
use dateline_tagger::{Parts, Precision, Tagger, Text};
use dateline_text::{Analysis, Document, Entity, Event, Reject, Sentence, Stage, Token};

use crate::{Clock, Error};

/// The most words of a document. The longest document that is read (see [`crate::Settings`]) holds fewer when it is
/// prose; four megabytes of nothing but brackets hold more.
const MOST_WORDS: usize = 1_000_000;

/// A loaded model with the rules: reads documents and finds their events. Shared by all threads.
pub struct Engine {
    tagger: Tagger,
    rules: &'static Rules,
}

impl Engine {
    /// Loads the model in the folder `model`, to be run by the native backend.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Model`] when a file is missing or does not hold what it should.
    pub fn load(model: &Path, precision: Precision) -> Result<Self, Error> {
        let (parts, encoder) =
            rayon::join(|| Parts::load(model, precision), || dateline_tagger::encoder(model, precision));
        let tagger = parts.and_then(|parts| Ok(parts.with(encoder?)));
        Ok(Self::new(tagger.map_err(|error| Error::model(model, error))?))
    }

    /// The built-in rules on top of a loaded model, whatever its backend and precision.
    pub fn new(tagger: Tagger) -> Self {
        Self { tagger, rules: Rules::builtin() }
    }

    /// Remembers what was read of the last stories, so that copies of them cost little; see [`Tagger::remembering`].
    #[must_use]
    pub fn remembering(self) -> Self {
        /// Words: a few hundred stories, some megabytes.
        const WORDS: usize = 300_000;
        Self { tagger: self.tagger.remembering(WORDS), ..self }
    }

    /// The model's name with its hash.
    pub fn model(&self) -> &str {
        self.tagger.name()
    }

    /// The hash of the rules.
    pub fn rules(&self) -> String {
        dateline_frames::Sources::builtin().hash()
    }

    /// Reads a document: sentences, words, grammar, names, times, amounts, who is who.
    ///
    /// # Errors
    /// A reject when the document has more than a million words, or the model cannot read it.
    pub fn analyse(&self, document: Document) -> Result<Analysis, Reject> {
        self.analyse_timed(document, &mut Clock::start(Stage::Tokenize))
    }

    /// Finds the events of a document.
    pub fn events(&self, analysis: &Analysis) -> Vec<Event> {
        dateline_events::events(analysis, self.rules.frames(analysis))
    }

    /// [`Self::analyse`], telling `clock` which stage runs.
    ///
    /// # Errors
    /// As [`Self::analyse`].
    pub fn analyse_timed(&self, document: Document, clock: &mut Clock) -> Result<Analysis, Reject> {
        let mut split = split(document, clock)?;
        clock.enter(Stage::Tag);
        let entities = self.tag(&mut split)?;
        Ok(finish(split, entities, clock))
    }

    /// [`Self::analyse_timed`] for each document; the encoder reads all of them at once.
    pub fn analyse_all(&self, documents: Vec<Document>, clock: &mut Clock) -> Vec<Result<Analysis, Reject>> {
        let mut all: Vec<_> = documents.into_iter().map(|document| split(document, clock)).collect();
        clock.enter(Stage::Tag);
        let mut texts: Vec<_> = all.iter_mut().flatten().map(Split::text).collect();
        // When one of them cannot be read, each is read alone, so that it rejects nothing but itself.
        let mut together = self.tagger.tag_all(&mut texts).ok().map(Vec::into_iter);
        let mut read = |mut split: Split| {
            let entities = if let Some(entities) = together.as_mut().and_then(Iterator::next) {
                entities
            } else {
                clock.enter(Stage::Tag);
                self.tag(&mut split)?
            };
            Ok(finish(split, entities, clock))
        };
        all.into_iter().map(|split| split.and_then(&mut read)).collect()
    }

    fn tag(&self, split: &mut Split) -> Result<Vec<Entity>, Reject> {
        let Split { document, sentences, tokens } = split;
        let tagged = self.tagger.tag(document, sentences, tokens);
        tagged.map_err(|error| Reject::new(&document.id, Stage::Tag, "model", error.to_string()))
    }
}

/// A document in sentences and words.
struct Split {
    document: Document,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
}

impl Split {
    fn text(&mut self) -> Text<'_> {
        Text { document: &self.document, sentences: &self.sentences, tokens: &mut self.tokens }
    }
}

fn split(document: Document, clock: &mut Clock) -> Result<Split, Reject> {
    clock.enter(Stage::Tokenize);
    let (sentences, tokens) = dateline_tokenize::tokenize(&document);
    if tokens.len() > MOST_WORDS {
        let message = format!("{} words; the limit for a document is {MOST_WORDS}", tokens.len());
        return Err(Reject::new(&document.id, Stage::Tokenize, "too_large", message));
    }
    Ok(Split { document, sentences, tokens })
}

/// Times, amounts, and who is who.
fn finish(split: Split, entities: Vec<Entity>, clock: &mut Clock) -> Analysis {
    let Split { document, sentences, tokens } = split;
    clock.enter(Stage::Normalise);
    let times = dateline_temporal::find(&document, &sentences, &tokens);
    let values = dateline_values::find(&document, &sentences, &tokens);
    clock.enter(Stage::Extract);
    let mut analysis = Analysis { document, sentences, tokens, entities, times, values };
    dateline_events::name_entities(&mut analysis);
    analysis
}
