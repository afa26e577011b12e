//! What the records of a run depend on: when it is the same, so are the records.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, Serialize};

/// Program, model, rules, options and inputs of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The program's version.
    pub version: String,
    /// The model's name with its hash.
    pub model: String,
    /// Hash of the rules of events.
    pub rules: Option<String>,
    /// The options that the records depend on, by name.
    pub options: BTreeMap<String, String>,
    /// What is read, in order.
    pub inputs: Vec<InputFile>,
}

/// One input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// Its name in the ids of its documents.
    pub id: String,
    /// The file, or `-` for standard input.
    pub path: String,
    /// Its size; nothing where it could not be read, or is a stream.
    pub bytes: Option<u64>,
    /// The BLAKE3 hash of its bytes.
    pub blake3: Option<String>,
}

/// What differs between two runs, one thing a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differences(Vec<String>);

impl Differences {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How many are said.
const FEW: usize = 8;

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let few: Vec<_> = self.0.iter().take(FEW).map(|difference| format!("  {difference}")).collect();
        f.write_str(&few.join("\n"))?;
        match self.0.len().saturating_sub(FEW) {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

impl Identity {
    /// What is different `now`.
    pub fn differences(&self, now: &Self) -> Differences {
        let mut lines = Vec::new();
        let mut compare = |what: &str, before: Option<&str>, now: Option<&str>| {
            if before != now {
                lines.push(format!("{what} was {}, now {}", before.unwrap_or("not given"), now.unwrap_or("not given")));
            }
        };
        compare("the program's version", Some(&self.version), Some(&now.version));
        compare("the model", Some(&self.model), Some(&now.model));
        compare("the rules' hash", self.rules.as_deref(), now.rules.as_deref());
        for name in self.options.keys().chain(now.options.keys()).collect::<BTreeSet<_>>() {
            let [before, now] = [self, now].map(|identity| identity.options.get(name).map(String::as_str));
            compare(&format!("the option {name}"), before, now);
        }
        self.compare_inputs(now, &mut lines);
        Differences(lines)
    }

    fn compare_inputs(&self, now: &Self, lines: &mut Vec<String>) {
        let [before, after] = [self, now]
            .map(|identity| identity.inputs.iter().map(|input| (input.id.as_str(), input)).collect::<BTreeMap<_, _>>());
        let known = lines.len();
        for input in &self.inputs {
            match after.get(input.id.as_str()) {
                None => lines.push(format!("the input {} is gone", input.path)),
                Some(other) if (other.bytes, &other.blake3) != (input.bytes, &input.blake3) => {
                    lines.push(format!("the input {} has changed", input.path));
                }
                Some(other) if *other != input => {
                    lines.push(format!("the input {} is now given as {}", input.path, other.path));
                }
                Some(_) => {}
            }
        }
        let appeared = now.inputs.iter().filter(|input| !before.contains_key(input.id.as_str()));
        lines.extend(appeared.map(|input| format!("the input {} is new", input.path)));
        if lines.len() == known && self.inputs != now.inputs {
            lines.push("the inputs are given in another order".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(id: &str, hash: &str) -> InputFile {
        InputFile { id: id.into(), path: format!("news/{id}"), bytes: Some(1), blake3: Some(hash.into()) }
    }

    fn identity() -> Identity {
        Identity {
            version: "1".into(),
            model: "m@1".into(),
            rules: Some("r".into()),
            options: BTreeMap::from([("precision".into(), "f32".into()), ("published".into(), "2021-05-28".into())]),
            inputs: vec![input("a.txt", "1"), input("b.txt", "2")],
        }
    }

    #[track_caller]
    fn check(change: impl Fn(&mut Identity), said: &[&str]) {
        let mut now = identity();
        change(&mut now);
        let lines: Vec<_> = said.iter().map(|line| format!("  {line}")).collect();
        assert_eq!(identity().differences(&now).to_string(), lines.join("\n"));
    }

    #[test]
    fn what_changed_is_named() {
        check(|_| {}, &[]);
        check(|now| now.version = "2".into(), &["the program's version was 1, now 2"]);
        check(|now| now.model = "m@2".into(), &["the model was m@1, now m@2"]);
        check(|now| now.rules = None, &["the rules' hash was r, now not given"]);
        check(
            |now| now.options = BTreeMap::from([("precision".into(), "i8".into())]),
            &["the option precision was f32, now i8", "the option published was 2021-05-28, now not given"],
        );
    }

    #[test]
    fn inputs_that_changed_went_or_came_are_named() {
        check(|now| now.inputs[1] = input("b.txt", "3"), &["the input news/b.txt has changed"]);
        check(
            |now| now.inputs[0] = input("c.txt", "1"),
            &["the input news/a.txt is gone", "the input news/c.txt is new"],
        );
        check(|now| now.inputs[0].path = "./a.txt".into(), &["the input news/a.txt is now given as ./a.txt"]);
        check(|now| now.inputs.reverse(), &["the inputs are given in another order"]);
    }

    #[test]
    fn a_long_list_is_cut() {
        let many = |hash: &str| (0..20).map(|number| input(&number.to_string(), hash)).collect();
        let [before, now] = ["1", "2"].map(|hash| Identity { inputs: many(hash), ..identity() });
        let said = before.differences(&now).to_string();
        assert_eq!(said.lines().count(), FEW + 1);
        assert!(said.ends_with("  and 12 more"), "{said}");
    }
}
