//! `dateline inspect`

use std::{io::Write, ops::ControlFlow, path::PathBuf};

use clap::Args;
use dateline_ingest::Options;
use dateline_pipeline::{Engine, Inputs};
use dateline_text::{Document, Reject, Unread};

use crate::{
    ending::Ending,
    options::{Dates, Model},
    terminal::say,
    view::{self, Look},
};

/// Show a story as the program reads it: names, times, amounts and events marked, furniture dimmed.
///
/// In a pipe, or without colours, marks are written as [Putin person].
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Inspect {
    /// A file, or - for documents on standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    dates: Dates,

    #[command(flatten)]
    model: Model,
}

const EXAMPLES: &str = "\
Examples:
  dateline inspect seeds/000_bac605cd06ec2dba.txt
  dateline inspect story.html --published 2021-05-28
  dateline inspect --color always story.txt | less -R";

impl Inspect {
    pub(crate) fn run(self) -> anyhow::Result<Ending> {
        let inputs = dateline_ingest::discover(std::slice::from_ref(&self.file), &Options::default());
        if inputs.items.is_empty() {
            Inputs::find(std::slice::from_ref(&self.file), &Options::default())?; // says why there is nothing to read
        }
        let options = Options::default().with_published(self.dates.published);
        let engine = super::engine(&self.model)?;
        let mut shown =
            Shown { engine: &engine, look: Look::of_stdout(), ending: Ending::Done, count: 0, failed: None };
        inputs.rejects.into_iter().for_each(|reject| shown.reject(&reject));
        for item in &inputs.items {
            dateline_ingest::read_documents(item, &options, &mut |outcome| shown.take(outcome));
        }
        let Shown { ending, failed, .. } = shown;
        failed.map_or(Ok(ending), |error| Err(error.into()))
    }
}

/// Shows documents one after the other.
struct Shown<'a> {
    engine: &'a Engine,
    look: Look,
    ending: Ending,
    count: usize,
    failed: Option<std::io::Error>,
}

impl Shown<'_> {
    /// Shows a document; stops when standard output does not take it.
    fn take(&mut self, outcome: Result<Document, Unread>) -> ControlFlow<()> {
        let page = outcome.and_then(|document| Ok(self.page(document)?));
        match page {
            Ok(page) => self.print(&page),
            Err(Unread::Reject(reject)) => {
                self.reject(&reject);
                ControlFlow::Continue(())
            }
            Err(Unread::Skip(skip)) => {
                say(format_args!("{}: {}", skip.source, skip.message));
                ControlFlow::Continue(())
            }
        }
    }

    fn page(&self, document: Document) -> Result<String, Reject> {
        let analysis = self.engine.analyse(document)?;
        Ok(view::page(&analysis, &self.engine.events(&analysis), self.look))
    }

    fn print(&mut self, page: &str) -> ControlFlow<()> {
        let gap = if self.count > 0 { "\n\n" } else { "" };
        self.count += 1;
        let mut out = anstream::stdout().lock();
        match write!(out, "{gap}{page}").and_then(|()| out.flush()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn reject(&mut self, reject: &Reject) {
        self.ending = Ending::Rejects;
        say(format_args!("{}", crate::progress::line(reject)));
    }
}
