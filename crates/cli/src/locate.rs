//! Where the model is.

use std::{
    env, fmt,
    path::{Path, PathBuf},
};

use anyhow::bail;

/// The model's folder in a clone, and beside or above an installed program.
const MODEL: &str = "models/news-minilm";

/// The environment variable that names the model's folder.
pub(crate) const VARIABLE: &str = "DATELINE_MODEL";

/// The model's folder: the one that was `given`, else the one in the environment, else the first that is there.
pub(crate) fn model(given: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let named = given.map(|folder| (folder, "--model"));
    let named = named.or_else(|| Some((env::var_os(VARIABLE).filter(|folder| !folder.is_empty())?.into(), VARIABLE)));
    match named {
        Some((folder, _)) if is_model(&folder) => Ok(folder),
        Some((folder, by)) => bail!("no model in {}, which {by} names: it holds no config.json", folder.display()),
        None => search(places()),
    }
}

fn search(places: Vec<PathBuf>) -> anyhow::Result<PathBuf> {
    let found = places.iter().find(|folder| is_model(folder)).cloned();
    found.ok_or_else(|| anyhow::Error::msg(Missing(places).to_string()))
}

fn is_model(folder: &Path) -> bool {
    folder.join("config.json").is_file()
}

/// Where a model may be: the current folder; beside the program, and up to three folders above it (a clone keeps
/// programs in `target/release`, tests theirs in `target/debug/deps`); the data folder of an installation.
fn places() -> Vec<PathBuf> {
    let mut places = vec![PathBuf::from(MODEL)];
    let program = env::current_exe().and_then(|program| program.canonicalize());
    let folders = program.iter().flat_map(|program| program.ancestors().skip(1).take(4));
    places.extend(folders.map(|folder| folder.join(MODEL)));
    let prefix = program.as_ref().ok().and_then(|program| program.parent()?.parent());
    places.extend(prefix.map(|prefix| prefix.join("share/dateline").join(MODEL)));
    places
}

/// All the places where there is no model.
struct Missing(Vec<PathBuf>);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no model found; looked for config.json in\n")?;
        self.0.iter().try_for_each(|place| writeln!(f, "  {}", place.display()))?;
        write!(f, "Name the model's folder with --model DIR, or set {VARIABLE}.")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_first_place_with_a_model_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["one", "two"].map(|name| folder.path().join(name));
        fs::create_dir(&first).unwrap();
        fs::create_dir(&second).unwrap();
        let error = search(vec![first.clone(), second.clone()]).unwrap_err().to_string();
        assert!(error.contains(&first.display().to_string()) && error.contains("--model DIR"), "{error}");
        fs::write(second.join("config.json"), "{}").unwrap();
        assert_eq!(search(vec![first, second.clone()]).unwrap(), second);
    }

    #[test]
    fn a_wrong_folder_is_an_error_even_where_another_model_is() {
        let error = model(Some("no/such/model".into())).unwrap_err().to_string();
        assert_eq!(error, "no model in no/such/model, which --model names: it holds no config.json");
    }
}
