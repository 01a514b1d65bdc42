//! The tree of structure elements and the parent tree, as they stand in the file.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};

/// A piece of marked content: its page, counted from 0, and its id there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub page: usize,
    pub id: i64,
}

/// A structure element.
pub struct Element {
    pub id: ObjectId,
    /// The standard type it stands for, such as `TH`.
    pub kind: String,
    pub kids: Vec<Kid>,
    pub alt: Option<String>,
    pub scope: Option<String>,
    pub columns: usize,
    pub rows: usize,
}

/// What an element holds.
pub enum Kid {
    Element(Element),
    Mark(Mark),
}

/// All of a document's structure.
pub struct Tree {
    pub kids: Vec<Kid>,
    /// What the parent tree says under each key.
    pub parents: BTreeMap<i64, Vec<Option<ObjectId>>>,
    /// What could not be read.
    pub faults: Vec<String>,
}

impl Element {
    /// The elements right under this one.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        elements(&self.kids)
    }

    /// Calls with this element and everything under it, in the tree's order.
    pub fn each<'t>(&'t self, visit: &mut impl FnMut(&'t Element)) {
        visit(self);
        for element in self.elements() {
            element.each(visit);
        }
    }
}

fn elements(kids: &[Kid]) -> impl Iterator<Item = &Element> {
    kids.iter().filter_map(|kid| match kid {
        Kid::Element(element) => Some(element),
        Kid::Mark(_) => None,
    })
}

impl Tree {
    /// Reads the whole tree.
    ///
    /// # Errors
    /// What is wrong, if the document has none.
    pub fn read(pdf: &Document) -> Result<Self, String> {
        let untagged = || "the document has no structure tree".to_owned();
        let catalog = pdf.catalog().map_err(|error| error.to_string())?;
        let root_id =
            catalog.get(b"StructTreeRoot").and_then(Object::as_reference).map_err(|_| untagged())?;
        let root = pdf.get_dictionary(root_id).map_err(|_| untagged())?;
        let pages = pdf.page_iter().zip(0..).collect();
        let mut reader = Reader {
            pdf,
            pages,
            roles: dictionary(pdf, root, b"RoleMap"),
            seen: BTreeSet::new(),
            faults: Vec::new(),
        };
        let kids = reader.kids(root, root_id, None);
        let mut parents = BTreeMap::new();
        match dictionary(pdf, root, b"ParentTree") {
            Some(node) => reader.numbers(node, &mut parents, 0),
            None => reader.faults.push("there is no parent tree".into()),
        }
        Ok(Self { kids, parents, faults: reader.faults })
    }

    /// The elements at the top.
    pub fn tops(&self) -> impl Iterator<Item = &Element> {
        elements(&self.kids)
    }

    /// Every element in the tree's order.
    pub fn all(&self) -> Vec<&Element> {
        let mut all = Vec::new();
        for top in self.tops() {
            top.each(&mut |element| all.push(element));
        }
        all
    }

    /// Every mark in the tree's order, with its element.
    pub fn marks(&self) -> Vec<(Mark, &Element)> {
        fn gather<'t>(element: &'t Element, marks: &mut Vec<(Mark, &'t Element)>) {
            for kid in &element.kids {
                match kid {
                    Kid::Element(element) => gather(element, marks),
                    Kid::Mark(mark) => marks.push((*mark, element)),
                }
            }
        }
        let mut marks = Vec::new();
        self.tops().for_each(|top| gather(top, &mut marks));
        marks
    }
}

fn dictionary<'p>(pdf: &'p Document, from: &'p Dictionary, key: &[u8]) -> Option<&'p Dictionary> {
    from.get_deref(key, pdf).and_then(Object::as_dict).ok()
}

fn name(from: &Dictionary, key: &[u8]) -> Option<String> {
    from.get(key).and_then(Object::as_name).ok().map(|name| String::from_utf8_lossy(name).into_owned())
}

struct Reader<'p> {
    pdf: &'p Document,
    pages: BTreeMap<ObjectId, usize>,
    roles: Option<&'p Dictionary>,
    seen: BTreeSet<ObjectId>,
    faults: Vec<String>,
}

impl<'p> Reader<'p> {
    fn kids(&mut self, owner: &'p Dictionary, id: ObjectId, page: Option<usize>) -> Vec<Kid> {
        let Ok(held) = owner.get(b"K") else { return Vec::new() };
        // A list of kids may be an object of its own; so may an element.
        let list = match self.pdf.dereference(held) {
            Ok((_, Object::Array(list))) => list.iter().collect(),
            _ => vec![held],
        };
        list.into_iter().filter_map(|kid| self.kid(kid, id, page)).collect()
    }

    fn kid(&mut self, kid: &'p Object, parent: ObjectId, page: Option<usize>) -> Option<Kid> {
        if let Ok(id) = kid.as_i64() {
            return self.mark(page, id);
        }
        let (id, object) = self.pdf.dereference(kid).ok()?;
        let Ok(dictionary) = object.as_dict() else {
            self.faults.push(format!("element {} holds something that is no element", parent.0));
            return None;
        };
        match (name(dictionary, b"Type").as_deref(), id) {
            (Some("MCR"), _) => {
                let own = dictionary.get(b"Pg").and_then(Object::as_reference).ok();
                let page = own.map_or(page, |own| self.pages.get(&own).copied());
                let id = dictionary.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1);
                self.mark(page, id)
            }
            (None | Some("StructElem"), Some(id)) => self.element(dictionary, id, parent).map(Kid::Element),
            (kind, _) => {
                self.faults.push(format!("element {} holds a direct or unknown {kind:?}", parent.0));
                None
            }
        }
    }

    fn mark(&mut self, page: Option<usize>, id: i64) -> Option<Kid> {
        if page.is_none() {
            self.faults.push(format!("mark {id} is held without its page"));
        }
        page.map(|page| Kid::Mark(Mark { page, id }))
    }

    fn element(&mut self, from: &'p Dictionary, id: ObjectId, parent: ObjectId) -> Option<Element> {
        if !self.seen.insert(id) {
            self.faults.push(format!("element {} is reached twice", id.0));
            return None;
        }
        if from.get(b"P").and_then(Object::as_reference).ok() != Some(parent) {
            self.faults.push(format!("element {} names another parent than {}", id.0, parent.0));
        }
        let own = name(from, b"S").unwrap_or_default();
        let kind = self.roles.and_then(|roles| name(roles, own.as_bytes())).unwrap_or(own);
        let page = from.get(b"Pg").and_then(Object::as_reference).ok();
        let page = page.and_then(|page| self.pages.get(&page).copied());
        let span = |attributes: &[&Dictionary], key: &[u8]| {
            let found = attributes.iter().find_map(|set| set.get(key).and_then(Object::as_i64).ok());
            found.map_or(1, |span| usize::try_from(span).unwrap_or(0))
        };
        let attributes = self.attributes(from);
        let alt = from.get_deref(b"Alt", self.pdf).and_then(Object::as_str);
        Some(Element {
            id,
            kind,
            alt: alt.ok().map(|alt| String::from_utf8_lossy(alt).into_owned()),
            scope: attributes.iter().find_map(|set| name(set, b"Scope")),
            columns: span(&attributes, b"ColSpan"),
            rows: span(&attributes, b"RowSpan"),
            kids: self.kids(from, id, page),
        })
    }

    /// The attributes of tables: given at the element itself, one set or several.
    fn attributes(&self, element: &'p Dictionary) -> Vec<&'p Dictionary> {
        let sets = match element.get_deref(b"A", self.pdf) {
            Ok(Object::Array(sets)) => sets.iter().collect(),
            Ok(set) => vec![set],
            Err(_) => Vec::new(),
        };
        let sets = sets.into_iter().filter_map(|set| self.pdf.dereference(set).ok()?.1.as_dict().ok());
        sets.filter(|set| name(set, b"O").as_deref() == Some("Table")).collect()
    }

    /// A node of the parent tree and what is under it.
    fn numbers(
        &mut self,
        node: &'p Dictionary,
        into: &mut BTreeMap<i64, Vec<Option<ObjectId>>>,
        depth: usize,
    ) {
        let kids = node.get_deref(b"Kids", self.pdf).and_then(Object::as_array);
        for kid in kids.into_iter().flatten().filter(|_| depth < 16) {
            match self.pdf.dereference(kid).map(|(_, kid)| kid.as_dict()) {
                Ok(Ok(kid)) => self.numbers(kid, into, depth + 1),
                _ => self.faults.push("a node of the parent tree cannot be read".into()),
            }
        }
        let numbers = node.get_deref(b"Nums", self.pdf).and_then(Object::as_array);
        let numbers = numbers.map(Vec::as_slice).unwrap_or_default();
        for pair in numbers.chunks(2) {
            let read =
                pair[0].as_i64().ok().zip(pair.get(1).and_then(|held| self.pdf.dereference(held).ok()));
            match read {
                Some((key, (_, Object::Array(list)))) => {
                    into.insert(key, list.iter().map(|held| held.as_reference().ok()).collect());
                }
                Some(_) => {}
                None => self.faults.push("an entry of the parent tree cannot be read".into()),
            }
        }
    }
}
