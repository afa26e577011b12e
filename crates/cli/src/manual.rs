//! Manual pages, from the texts of the help.

use clap::Command;
use clap_mangen::{
    Man,
    roff::{Roff, roman},
};

/// What every page says of exit codes.
const EXIT_STATUS: [(&str, &str); 4] =
    [("0", "Done."), ("1", "Done, with rejected documents."), ("2", "Usage or fatal."), ("130", "Interrupted.")];

/// The name of a command's page.
pub(crate) fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// The page of a command that was built, in roff.
pub(crate) fn page(command: &Command) -> Vec<u8> {
    let man = Man::new(command.clone()).title(name(command).to_uppercase()).manual("Dateline");
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = man
        .render_title(&mut page)
        .and_then(|()| man.render_name_section(&mut page))
        .and_then(|()| man.render_synopsis_section(&mut page))
        .and_then(|()| man.render_description_section(&mut page))
        .and_then(|()| man.render_options_section(&mut page));
    if command.has_subcommands() {
        let _ = man.render_subcommands_section(&mut page);
    }
    let _ = ending(command).to_writer(&mut page);
    page
}

/// Exit codes, and what stands at the end of the help, its lists line by line.
fn ending(command: &Command) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in EXIT_STATUS {
        roff.control("TP", []).text([roman(code)]).text([roman(meaning)]);
    }
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    for part in text.split("\n\n").filter(|part| !part.starts_with("Exit codes:")) {
        let (heading, lines) = part.split_once(":\n").unwrap_or(("Notes", part));
        roff.control("SH", [heading.to_uppercase().as_str()]).control("nf", []);
        lines.lines().for_each(|line| _ = roff.text([roman(line)]));
        roff.control("fi", []);
    }
    roff
}
