//! The stages in their order, on one document.

use std::path::Path;

use dateline_frames::Rules;
use dateline_tagger::{Precision, Tagger};
use dateline_text::{Analysis, Document, Event, Reject, Stage};

use crate::{Clock, Error};

/// The most words of a document. The longest document that is read (see [`crate::Settings`]) holds fewer when it is
/// prose; four megabytes of nothing but brackets would take six gigabytes.
const MOST_WORDS: usize = 1_000_000;

/// A loaded model with the rules: reads documents and finds their events. Shared by all threads.
pub struct Engine {
    tagger: Tagger,
    rules: &'static Rules,
}

impl Engine {
    /// Loads the model in the folder `model`, to be run by the native backend.
    pub fn load(model: &Path, precision: Precision) -> Result<Self, Error> {
        Ok(Self::new(Tagger::load(model, precision).map_err(|error| Error::model(model, error))?))
    }

    /// The built-in rules on top of a loaded model, whatever its backend and precision.
    pub fn new(tagger: Tagger) -> Self {
        Self { tagger, rules: Rules::builtin() }
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
    pub fn analyse(&self, document: Document) -> Result<Analysis, Reject> {
        self.analyse_timed(document, &mut Clock::start(Stage::Tokenize))
    }

    /// Finds the events of a document.
    pub fn events(&self, analysis: &Analysis) -> Vec<Event> {
        dateline_events::events(analysis, self.rules.frames(analysis))
    }

    /// [`Self::analyse`], telling `clock` which stage runs.
    pub fn analyse_timed(&self, document: Document, clock: &mut Clock) -> Result<Analysis, Reject> {
        clock.enter(Stage::Tokenize);
        let (sentences, mut tokens) = dateline_tokenize::tokenize(&document);
        if tokens.len() > MOST_WORDS {
            let message = format!("{} words; the limit for a document is {MOST_WORDS}", tokens.len());
            return Err(Reject::new(&document.id, Stage::Tokenize, "too_large", message));
        }
        clock.enter(Stage::Tag);
        let entities = self
            .tagger
            .tag(&document, &sentences, &mut tokens)
            .map_err(|error| Reject::new(&document.id, Stage::Tag, "model", error.to_string()))?;
        clock.enter(Stage::Normalise);
        let times = dateline_temporal::find(&document, &sentences, &tokens);
        let values = dateline_values::find(&document, &sentences, &tokens);
        clock.enter(Stage::Extract);
        let mut analysis = Analysis { document, sentences, tokens, entities, times, values };
        dateline_events::name_entities(&mut analysis);
        Ok(analysis)
    }
}
