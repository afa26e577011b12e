//! Completions and manual pages: nothing of the command line is missing in them.

use std::{fs, process::Command};

use crate::support::{dateline, ending, folder, said, text};

const COMMANDS: [&str; 10] =
    ["extract", "annotate", "inspect", "eval", "report", "worker", "bench", "schema", "completions", "man"];

/// The long options of a command, as its help lists them.
fn long_options(command: &str) -> Vec<String> {
    let help = said(&dateline([command, "-h"]).output().unwrap().stdout);
    let words = help.lines().filter(|line| line.trim_start().starts_with('-')).flat_map(str::split_whitespace);
    let options: Vec<_> = words.filter(|word| word.starts_with("--")).map(str::to_owned).collect();
    assert!(options.len() > 3, "{help}");
    options.into_iter().map(|option| option.trim_end_matches([',', '.']).to_owned()).collect()
}

fn script(shell: &str) -> String {
    let output = dateline(["completions", shell]).output().unwrap();
    assert_eq!(ending(&output), (0, String::new()));
    said(&output.stdout)
}

#[test]
fn every_script_knows_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = script(shell);
        for command in COMMANDS {
            assert!(script.contains(command), "{shell}: {command}");
            for option in long_options(command) {
                let name = option.trim_start_matches('-');
                assert!(script.contains(name), "{shell}: {command} {option}");
            }
        }
        assert!(!script.contains("bench-alone"), "{shell} shows a hidden command");
    }
}

#[test]
fn bash_understands_its_script() {
    let folder = folder([("dateline.bash", script("bash").as_bytes())]);
    // Where there is no bash, nobody needs the script.
    if let Ok(check) = Command::new("bash").arg("-n").arg(folder.path().join("dateline.bash")).output() {
        assert!(check.status.success(), "{}", said(&check.stderr));
    }
}

#[test]
fn a_shell_that_there_is_not_is_a_usage_error() {
    let (code, error) = ending(&dateline(["completions", "csh"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("[possible values: bash, elvish, fish, powershell, zsh]"), "{error}");
}

/// A page without the marks of roff.
fn plain(page: &str) -> String {
    page.replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "")
}

#[test]
fn every_command_has_a_page_with_its_options_exit_codes_and_examples() {
    let folder = folder([]);
    let output = dateline(["man", text(&folder.path().join("man1"))]).output().unwrap();
    assert_eq!(ending(&output), (0, String::new()));
    for command in COMMANDS {
        let page = plain(&fs::read_to_string(folder.path().join(format!("man1/dateline-{command}.1"))).unwrap());
        assert!(page.contains(".SH \"EXIT STATUS\"") && page.contains("130"), "{page}");
        assert!(page.contains(".SH EXAMPLES") && page.contains(&format!("dateline {command} ")), "{page}");
        for option in long_options(command) {
            assert!(page.contains(&option), "{command} {option}:\n{page}");
        }
    }
    let names: Vec<_> = fs::read_dir(folder.path().join("man1")).unwrap().collect();
    assert_eq!(names.len(), COMMANDS.len() + 1);
}

#[test]
fn the_page_of_the_program_names_the_pages_of_its_commands() {
    let page = plain(&said(&dateline(["man"]).output().unwrap().stdout));
    for command in COMMANDS {
        assert!(page.contains(&format!("dateline-{command}(1)")), "{command}:\n{page}");
    }
    assert!(!page.contains("bench-alone"), "{page}");
}
