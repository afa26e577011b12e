//! The pattern language of the grammar files.
//!
//! A pattern is a row of steps: a terminal (`MONTH`), a literal word or mark (`of`, `,`), or alternatives (`in|on`).
//! `( ... )` groups, `|` stands between alternatives, `?` after a step or group makes it optional, and `<` and `>`
//! bound what belongs to the expression; what stands outside is context. Steps are separated by blanks, so that a
//! group is written `( of|in the )?`. A pattern stands for a finite set of rows, which is what keeps matching linear.

/// One way to read a pattern: its steps, and which of them belong to the expression.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// Terminals and literals as they are written.
    pub(crate) steps: Vec<String>,
    /// Index of the first step of the expression, where `<` is given.
    pub(crate) start: Option<usize>,
    /// Index after the last step of the expression, where `>` is given.
    pub(crate) end: Option<usize>,
}

impl Row {
    /// This row followed by `next`.
    fn then(&self, next: &Self) -> Self {
        let at = self.steps.len();
        Self {
            steps: self.steps.iter().chain(&next.steps).cloned().collect(),
            start: self.start.or_else(|| next.start.map(|start| at + start)),
            end: self.end.or_else(|| next.end.map(|end| at + end)),
        }
    }
}

/// All rows that `pattern` stands for, or what is wrong with it.
pub(crate) fn rows(pattern: &str) -> Result<Vec<Row>, String> {
    let mut words = pattern.split_whitespace().peekable();
    let rows = alternatives(&mut words, false)?;
    if words.peek().is_some() {
        return Err(format!("a group is closed that was not opened in {pattern:?}"));
    }
    Ok(rows)
}

/// Reads rows separated by `|` until the pattern or the group ends.
fn alternatives<'a>(
    words: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>,
    inside: bool,
) -> Result<Vec<Row>, String> {
    let mut done = Vec::new();
    let mut current = vec![Row::default()];
    while let Some(&word) = words.peek() {
        if matches!(word, ")" | ")?") {
            break;
        }
        words.next();
        match word {
            "|" => done.append(&mut std::mem::replace(&mut current, vec![Row::default()])),
            "(" => {
                let mut group = alternatives(words, true)?;
                match words.next() {
                    Some(")?") => group.push(Row::default()),
                    Some(")") => {}
                    _ => return Err("a group is not closed".to_owned()),
                }
                current = product(&current, &group);
            }
            _ => current = product(&current, &step(word)),
        }
    }
    if !inside && words.peek().is_some() {
        return Err("a group is closed that was not opened".to_owned());
    }
    done.append(&mut current);
    Ok(done)
}

/// The rows of one step: `a|an`, `of?`, `<`.
fn step(word: &str) -> Vec<Row> {
    match word {
        "<" => return vec![Row { start: Some(0), ..Row::default() }],
        ">" => return vec![Row { end: Some(0), ..Row::default() }],
        _ => {}
    }
    let (word, optional) = match word.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (word, false),
    };
    let mut rows: Vec<Row> =
        word.split('|').map(|choice| Row { steps: vec![choice.to_owned()], ..Row::default() }).collect();
    if optional {
        rows.push(Row::default());
    }
    rows
}

/// Every row of `left` followed by every row of `right`.
fn product(left: &[Row], right: &[Row]) -> Vec<Row> {
    left.iter().flat_map(|first| right.iter().map(|second| first.then(second))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pattern: &str) -> Vec<String> {
        rows(pattern).unwrap().iter().map(|row| row.steps.join(" ")).collect()
    }

    #[test]
    fn a_pattern_stands_for_rows() {
        assert_eq!(written("MONTH DAY ,? YEAR"), ["MONTH DAY , YEAR", "MONTH DAY YEAR"]);
        assert_eq!(written("a|an UNIT"), ["a UNIT", "an UNIT"]);
        assert_eq!(written("( of the | in )? YEAR"), ["of the YEAR", "in YEAR", "YEAR"]);
    }

    #[test]
    fn angles_bound_the_expression() {
        let row = &rows("since < YEAR > .").unwrap()[0];
        assert_eq!((row.start, row.end, row.steps.len()), (Some(1), Some(2), 3));
    }

    #[test]
    fn unbalanced_groups_are_errors() {
        assert!(rows("( MONTH").is_err());
        assert!(rows("MONTH )").is_err());
    }
}
