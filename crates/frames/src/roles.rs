//! What a filler of each role must be, where it stands unless a rule says so, and how much of its phrase is taken.

use std::{collections::BTreeMap, str::FromStr};

use dateline_text::{Role, Subtype};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    error::{Error, ErrorKind, Place},
    kind::Kind,
    lists::Lists,
    path::{self, Path},
};

/// How much of a phrase a filler takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Extent {
    /// The name, or the noun with what stands before it and its `of`.
    Name,
    /// The noun with what stands before it.
    Noun,
    /// The whole phrase without relative clauses, coordination included.
    Phrase,
}

/// The settings of all roles, from `roles.toml`.
#[derive(Debug)]
pub(crate) struct Roles {
    roles: BTreeMap<Role, Setting>,
}

#[derive(Debug)]
struct Setting {
    kind: Kind,
    extent: Extent,
    paths: Vec<Path>,
    within: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSetting {
    kind: Spanned<String>,
    extent: Extent,
    #[serde(default)]
    paths: Vec<Spanned<String>>,
    #[serde(default)]
    within: Vec<String>,
}

impl Roles {
    /// Reads `roles.toml`.
    pub(crate) fn compile(file: &str, text: &str, lists: &Lists) -> Result<Self, Error> {
        let place = Place { file, text, at: 0 };
        let raw: BTreeMap<String, Spanned<RawSetting>> =
            toml::from_str(text).map_err(|error| Error::syntax(place, error))?;
        let mut roles = BTreeMap::new();
        for (name, raw) in raw {
            let unknown = |at: usize, message: String| Error::new(ErrorKind::Unknown, place.at(at), message);
            let role = Role::from_str(&name).map_err(|error| unknown(raw.span().start, error.to_string()))?;
            roles.insert(role, Setting::new(raw.into_inner(), lists, unknown)?);
        }
        Ok(Self { roles })
    }

    /// Adds the usual places of roles that `roles` leaves open for a rule of `subtype`.
    pub(crate) fn complete(&self, subtype: Subtype, roles: &mut BTreeMap<Role, Vec<Path>>) {
        let (family, subtype) = (subtype.event_type().as_str(), subtype.as_str());
        for (&role, setting) in &self.roles {
            let meant = setting.within.iter().any(|name| name == family || name == subtype);
            if meant && !setting.paths.is_empty() {
                roles.entry(role).or_insert_with(|| setting.paths.clone());
            }
        }
    }

    pub(crate) fn kind(&self, role: Role) -> Kind {
        self.roles.get(&role).map_or(Kind::Any, |setting| setting.kind)
    }

    pub(crate) fn extent(&self, role: Role) -> Extent {
        self.roles.get(&role).map_or(Extent::Name, |setting| setting.extent)
    }
}

impl Setting {
    fn new(raw: RawSetting, lists: &Lists, unknown: impl Fn(usize, String) -> Error) -> Result<Self, Error> {
        let kind = raw.kind.as_ref().parse().map_err(|message| unknown(raw.kind.span().start, message))?;
        let read = |text: &Spanned<String>| {
            path::parse(text.as_ref(), lists).map_err(|message| unknown(text.span().start, message))
        };
        let paths = raw.paths.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { kind, extent: raw.extent, paths, within: raw.within })
    }
}
