//! Rule files to rules, checked: every mistake is reported with file and line.

use std::{collections::BTreeMap, str::FromStr};

use dateline_text::{Role, Status, Subtype};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    error::{Error, ErrorKind, Place},
    lists::Lists,
    path::{self, Path},
    phrase::Phrase,
    roles::Roles,
};

/// One rule, ready to match.
#[derive(Debug)]
pub(crate) struct Rule {
    /// `deal/acquisition/buy-company`.
    pub(crate) name: String,
    pub(crate) subtype: Subtype,
    pub(crate) code: Option<String>,
    pub(crate) confidence: f32,
    /// What the event is where nothing around it says otherwise: an offer is possible, not occurred.
    pub(crate) status: Status,
    pub(crate) triggers: Vec<(Class, Phrase)>,
    /// Surface forms, where only some forms of the lemma will do.
    pub(crate) forms: Vec<String>,
    /// Words beside the trigger that tell the event too.
    pub(crate) mentions: Vec<Path>,
    /// All must find something.
    pub(crate) when: Vec<Path>,
    /// None may find anything.
    pub(crate) unless: Vec<Path>,
    /// Of each row, one role must be filled.
    pub(crate) require: Vec<Vec<Role>>,
    /// In the order of [`Role`].
    pub(crate) roles: Vec<(Role, Vec<Path>)>,
}

/// The part of speech of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    Verb,
    Noun,
    Adjective,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "type")]
    subtype: Spanned<String>,
    code: Option<String>,
    confidence: Option<f32>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    paths: BTreeMap<String, Vec<Spanned<String>>>,
    rule: Vec<Spanned<RawRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: String,
    code: Option<String>,
    confidence: Option<f32>,
    status: Option<Status>,
    #[serde(default)]
    verb: Vec<Spanned<String>>,
    #[serde(default)]
    noun: Vec<Spanned<String>>,
    #[serde(default)]
    adjective: Vec<Spanned<String>>,
    #[serde(default)]
    form: Vec<String>,
    #[serde(default)]
    mention: Vec<Spanned<String>>,
    #[serde(default)]
    when: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    require: Vec<Spanned<String>>,
    roles: BTreeMap<String, Vec<Spanned<String>>>,
}

/// Compiles one file of rules.
pub(crate) fn compile(file: &str, text: &str, lists: &Lists, defaults: &Roles) -> Result<Vec<Rule>, Error> {
    let place = Place { file, text, at: 0 };
    let raw: File = toml::from_str(text).map_err(|error| Error::syntax(place, error))?;
    let mut compiler = Compiler { place, lists, macros: BTreeMap::new() };
    for (name, paths) in &raw.paths {
        let paths = compiler.paths(paths)?;
        compiler.macros.insert(name.clone(), paths);
    }
    let subtype = compiler.subtype(&raw.subtype)?;
    let unless = compiler.paths(&raw.unless)?;
    let settings = Settings { subtype, code: raw.code, confidence: raw.confidence.unwrap_or(0.8), unless };
    raw.rule.into_iter().map(|rule| compiler.rule(rule, &settings, defaults)).collect()
}

struct Settings {
    subtype: Subtype,
    code: Option<String>,
    confidence: f32,
    unless: Vec<Path>,
}

struct Compiler<'a> {
    place: Place<'a>,
    lists: &'a Lists,
    macros: BTreeMap<String, Vec<Path>>,
}

impl Compiler<'_> {
    fn rule(&self, raw: Spanned<RawRule>, settings: &Settings, defaults: &Roles) -> Result<Rule, Error> {
        let at = raw.span().start;
        let raw = raw.into_inner();
        let triggers = self.triggers(&raw)?;
        if triggers.is_empty() {
            return Err(self.error(ErrorKind::Dead, at, "the rule has no trigger: verb, noun or adjective"));
        }
        let mut roles = self.roles(&raw.roles, at)?;
        defaults.complete(settings.subtype, &mut roles);
        let require = self.require(&raw.require, &roles)?;
        Ok(Rule {
            name: format!("{}/{}/{}", settings.subtype.event_type(), settings.subtype, raw.name),
            subtype: settings.subtype,
            code: raw.code.or_else(|| settings.code.clone()),
            confidence: raw.confidence.unwrap_or(settings.confidence),
            status: raw.status.unwrap_or(Status::Occurred),
            triggers,
            forms: raw.form,
            mentions: self.paths(&raw.mention)?,
            when: self.paths(&raw.when)?,
            unless: [settings.unless.clone(), self.paths(&raw.unless)?].concat(),
            require,
            roles: roles.into_iter().collect(),
        })
    }

    fn triggers(&self, raw: &RawRule) -> Result<Vec<(Class, Phrase)>, Error> {
        let mut triggers = Vec::new();
        for (class, words) in [(Class::Verb, &raw.verb), (Class::Noun, &raw.noun), (Class::Adjective, &raw.adjective)] {
            for word in words {
                let expanded = self.lists.words(word.as_ref());
                let expanded =
                    expanded.map_err(|message| self.error(ErrorKind::Unknown, word.span().start, message))?;
                let phrase = if class == Class::Noun { Phrase::nominal } else { Phrase::verbal };
                triggers.extend(expanded.iter().map(|word| (class, phrase(word))));
            }
        }
        triggers.sort_by(|(_, a), (_, b)| a.head.cmp(&b.head));
        Ok(triggers)
    }

    fn roles(
        &self,
        raw: &BTreeMap<String, Vec<Spanned<String>>>,
        at: usize,
    ) -> Result<BTreeMap<Role, Vec<Path>>, Error> {
        let mut roles = BTreeMap::new();
        for (name, paths) in raw {
            let at = paths.first().map_or(at, |path| path.span().start);
            let role = Role::from_str(name).map_err(|error| self.error(ErrorKind::Unknown, at, error.to_string()))?;
            roles.insert(role, self.paths(paths)?);
        }
        Ok(roles)
    }

    fn require(&self, raw: &[Spanned<String>], roles: &BTreeMap<Role, Vec<Path>>) -> Result<Vec<Vec<Role>>, Error> {
        let read = |row: &Spanned<String>| {
            row.as_ref()
                .split('|')
                .map(|name| {
                    let at = row.span().start;
                    let role = Role::from_str(name.trim())
                        .map_err(|error| self.error(ErrorKind::Unknown, at, error.to_string()))?;
                    let filled = roles.contains_key(&role);
                    filled
                        .then_some(role)
                        .ok_or_else(|| self.error(ErrorKind::Dead, at, format!("nothing fills `{role}`")))
                })
                .collect()
        };
        raw.iter().map(read).collect()
    }

    /// Paths, with `$name` standing for the paths of the file's macro.
    fn paths(&self, raw: &[Spanned<String>]) -> Result<Vec<Path>, Error> {
        let mut paths = Vec::new();
        for text in raw {
            match text.as_ref().strip_prefix('$') {
                Some(name) => {
                    let known = self.macros.get(name);
                    let unknown =
                        || self.error(ErrorKind::Unknown, text.span().start, format!("no path is called `{name}`"));
                    paths.extend_from_slice(known.ok_or_else(unknown)?);
                }
                None => paths.push(self.path(text)?),
            }
        }
        Ok(paths)
    }

    fn path(&self, text: &Spanned<String>) -> Result<Path, Error> {
        path::parse(text.as_ref(), self.lists)
            .map_err(|message| self.error(ErrorKind::Path, text.span().start, message))
    }

    fn subtype(&self, text: &Spanned<String>) -> Result<Subtype, Error> {
        let unknown = || {
            let message = format!("`{}` is no type/subtype", text.as_ref());
            self.error(ErrorKind::Unknown, text.span().start, message)
        };
        let (family, subtype) = text.as_ref().split_once('/').ok_or_else(unknown)?;
        let subtype = Subtype::from_str(subtype).map_err(|_| unknown())?;
        if subtype.event_type().as_str() == family { Ok(subtype) } else { Err(unknown()) }
    }

    fn error(&self, kind: ErrorKind, at: usize, message: impl Into<String>) -> Error {
        Error::new(kind, self.place.at(at), message)
    }
}
