//! Who is who in the document: everybody and everything named, with country, office and every word that refers to them.

mod antecedent;
mod country;
mod describe;
mod home;
mod introduce;
mod leader;
mod member;
mod naming;
mod office;
mod plural;
mod pronoun;
mod read;
mod speaker;

use std::collections::HashMap;

use dateline_text::{Analysis, Span};

use crate::lexicon::Country;
pub(crate) use country::{Evoked, only_country};
pub(crate) use member::{Member, Sort};
pub(crate) use office::Office;
pub(crate) use pronoun::Pronoun;

/// How a word refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// By a name.
    Named,
    /// By a description: "Malaysia's state oil firm".
    Described,
    /// By a description that says nothing of its own: "the company".
    Bare,
    /// By a pronoun.
    Pronoun,
}

/// One reference to one or several members of the cast.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mention {
    /// Indices into [`Cast::members`]; one, or two for "the two leaders".
    pub(crate) members: Vec<usize>,
    /// The words: the name, or the word that refers.
    pub(crate) span: Span,
    /// The word that heads the reference.
    pub(crate) head: usize,
    pub(crate) sentence: usize,
    pub(crate) article: usize,
    pub(crate) subject: bool,
    pub(crate) how: How,
    /// Whether it is the full name.
    pub(crate) whole: bool,
}

/// Everybody and everything that the document refers to.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) members: Vec<Member>,
    /// In text order of their heads.
    pub(crate) mentions: Vec<Mention>,
    /// The mention that each word takes part in.
    by_token: HashMap<usize, usize>,
    /// Words that evoke a country, in text order.
    pub(crate) evoked: Vec<Evoked>,
}

impl Cast {
    /// Reads the whole document once.
    pub(crate) fn read(analysis: &Analysis) -> Self {
        read::read(analysis)
    }

    /// The mention that the word takes part in.
    pub(crate) fn at(&self, token: usize) -> Option<&Mention> {
        self.by_token.get(&token).map(|&index| &self.mentions[index])
    }

    /// The member that is this country in this article, if the article refers to it.
    pub(crate) fn country(&self, article: usize, country: Country) -> Option<usize> {
        self.members.iter().position(|member| {
            member.article == article && member.sort == Sort::Country && member.country == Some(country)
        })
    }

    /// The same, made when it was not there.
    fn country_or_new(&mut self, article: usize, country: Country) -> usize {
        self.country(article, country).unwrap_or_else(|| {
            self.members.push(Member::country(article, country));
            self.members.len() - 1
        })
    }

    /// The place where the article names `member` best: with the full name, nearest before `token`, else the first after.
    pub(crate) fn best_naming(&self, member: usize, token: usize) -> Option<&Mention> {
        let named = |mention: &&Mention| mention.how == How::Named && mention.members == [member];
        let rank = |mention: &&Mention| {
            let before = mention.head <= token;
            (mention.whole, before, if before { mention.head } else { usize::MAX - mention.head })
        };
        self.mentions.iter().filter(named).max_by_key(rank)
    }

    fn push(&mut self, mention: Mention, tokens: impl IntoIterator<Item = usize>) {
        let index = self.mentions.len();
        self.mentions.push(mention);
        for token in tokens {
            self.by_token.entry(token).or_insert(index);
        }
    }
}
