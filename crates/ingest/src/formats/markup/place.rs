//! Where an item keeps something: `hedline/hl1`, `pubdata/@date.publication`, `block[@class=full_text]`.

use regex::Regex;
use serde::Deserialize;

use super::tree::Element;

/// Steps through the tree, each to elements at any depth inside, and at last an attribute or the text.
#[derive(Debug)]
pub(super) struct Place {
    steps: Vec<Step>,
    attribute: Option<String>,
    /// Of what stands there, the part in the first group.
    pattern: Option<Regex>,
}

#[derive(Debug)]
struct Step {
    name: String,
    /// An attribute, and the value that it must have; without a value, it must be absent.
    condition: Option<(String, Option<String>)>,
}

/// How a place is written in a data file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Path(String),
    Part { at: String, pattern: String },
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (path, pattern) = match Written::deserialize(deserializer)? {
            Written::Path(path) => (path, None),
            Written::Part { at, pattern } => (at, Some(Regex::new(&pattern).map_err(serde::de::Error::custom)?)),
        };
        Ok(Self { pattern, ..Self::parse(&path) })
    }
}

impl Place {
    fn parse(path: &str) -> Self {
        let mut steps: Vec<&str> = path.split('/').collect();
        let attribute = steps.pop_if(|last| last.starts_with('@')).map(|last| last[1..].to_owned());
        Self { steps: steps.into_iter().map(Step::parse).collect(), attribute, pattern: None }
    }

    /// The elements to which the steps lead, in their order. Of elements inside each other the outer one counts.
    pub(super) fn elements<'a>(&self, item: &'a Element) -> Vec<&'a Element> {
        let Some((first, rest)) = self.steps.split_first() else { return vec![item] };
        let mut found = Vec::new();
        if first.fits(item) {
            found.push(item);
        } else {
            first.add(item, &mut found);
        }
        for step in rest {
            let mut next = Vec::new();
            found.iter().for_each(|element| step.add(element, &mut next));
            found = next;
        }
        found
    }

    /// What stands there, on one line; the first that is not blank.
    pub(super) fn value(&self, item: &Element) -> Option<String> {
        self.elements(item).into_iter().find_map(|element| self.value_of(element))
    }

    fn value_of(&self, element: &Element) -> Option<String> {
        let whole = match &self.attribute {
            Some(name) => element.attribute(name)?.to_owned(),
            None => element.text(),
        };
        let part = match &self.pattern {
            Some(pattern) => pattern.captures(&whole)?.get(1)?.as_str(),
            None => &whole,
        };
        let value = part.split_whitespace().collect::<Vec<_>>().join(" ");
        (!crate::input::is_blank(&value)).then_some(value)
    }
}

impl Step {
    fn parse(step: &str) -> Self {
        let Some((name, condition)) = step.trim_end_matches(']').split_once('[') else {
            return Self { name: step.to_owned(), condition: None };
        };
        let condition = match condition.trim_start_matches(['@', '!']).split_once('=') {
            Some((attribute, value)) => (attribute.to_owned(), Some(value.to_owned())),
            None => (condition.trim_start_matches(['@', '!']).to_owned(), None),
        };
        Self { name: name.to_owned(), condition: Some(condition) }
    }

    fn fits(&self, element: &Element) -> bool {
        let holds = |(attribute, value): &(String, Option<String>)| element.attribute(attribute) == value.as_deref();
        element.name == self.name && self.condition.as_ref().is_none_or(holds)
    }

    fn add<'a>(&self, element: &'a Element, found: &mut Vec<&'a Element>) {
        for inside in element.elements() {
            if self.fits(inside) {
                found.push(inside);
            } else {
                self.add(inside, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::schema::Kind, *};

    const ITEM: &str = "<a v='1'><b c='x'>one<b>two</b></b><d><b c='y'> three\n four </b></d><e f=' 7_20000101 '/></a>";

    fn check(path: &str, expected: Option<&str>) {
        let item = super::super::tree::parse(ITEM, Kind::Xml, 100).unwrap();
        assert_eq!(Place::parse(path).value(&item).as_deref(), expected, "{path}");
    }

    #[test]
    fn steps_lead_to_elements_at_any_depth_and_to_attributes() {
        check("b", Some("onetwo"));
        check("d/b", Some("three four"));
        check("b[@c=y]", Some("three four"));
        check("b[@c=z]", None);
        check("e/@f", Some("7_20000101"));
        check("@v", Some("1"));
        check("a[@v=1]/d", Some("three four"));
        check("a[@v=2]/d", None);
        check("a[!@w]/d", Some("three four"));
        check("a[!@v]/d", None);
        check("e", None);
    }

    #[test]
    fn a_pattern_takes_a_part() {
        let item = super::super::tree::parse(ITEM, Kind::Xml, 100).unwrap();
        let place = Place { pattern: Some(Regex::new(r"_(\d{8})").unwrap()), ..Place::parse("e/@f") };
        assert_eq!(place.value(&item).as_deref(), Some("20000101"));
    }
}
