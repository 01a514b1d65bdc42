//! A small tagged document made by hand, to be spoilt in one thing.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A document about to be written.
pub struct Draft {
    /// The content of each page, in pieces.
    pub pages: Vec<Vec<String>>,
    /// A form that pages may call as `/Form`.
    pub form: &'static str,
    /// The elements; the first holds all others.
    pub elements: Vec<Part>,
    /// The parent tree's key of each page.
    pub keys: Vec<i64>,
    /// The parent tree by page and mark, as indices of elements.
    pub parents: Vec<Vec<Option<usize>>>,
    pub language: bool,
    pub marked: bool,
    pub tree: bool,
    /// Written the longer way: marks as dictionaries, sets of attributes as lists, own names for kinds, the parent tree in
    /// two steps.
    pub long: bool,
}

/// An element about to be written.
pub struct Part {
    pub kind: &'static str,
    /// The index of the element it stands in.
    pub parent: usize,
    /// Its page and marks.
    pub marks: Vec<(usize, i64)>,
    pub attributes: Dictionary,
    pub alt: Option<&'static str>,
    /// The element it names as parent, if that is another.
    pub claimed: Option<usize>,
}

/// A piece of text under a mark.
pub fn text(tag: &str, id: i64, said: &str) -> String {
    format!("/{tag} <</MCID {id}>> BDC BT /F 9 Tf 50 {} Td ({said}) Tj ET EMC", 700 - 20 * id)
}

fn part(kind: &'static str, parent: usize, marks: &[(usize, i64)]) -> Part {
    let attributes = match kind {
        "TH" => dictionary! { "O" => "Table", "Scope" => "Column" },
        _ => Dictionary::new(),
    };
    Part { kind, parent, marks: marks.to_vec(), attributes, alt: None, claimed: None }
}

/// A heading, a sentence, a picture, and a table over two pages whose head has two rows.
pub fn sound() -> Draft {
    let mut elements = vec![
        part("Document", 0, &[]),
        part("H1", 0, &[(0, 0)]),
        part("P", 0, &[(0, 1)]),
        part("Figure", 0, &[(0, 2)]),
        part("Table", 0, &[]),
        part("TR", 4, &[]),
        part("TH", 5, &[(0, 3)]),
        part("TH", 5, &[(0, 4)]),
        part("TR", 4, &[]),
        part("TH", 8, &[(0, 5)]),
        part("TH", 8, &[(0, 6)]),
        part("TR", 4, &[]),
        part("TD", 11, &[(0, 7)]),
        part("TD", 11, &[(0, 8)]),
        part("TD", 11, &[(0, 9)]),
        part("TR", 4, &[]),
        part("TD", 15, &[(1, 0)]),
        part("TD", 15, &[]),
        part("TD", 15, &[(1, 1)]),
        part("P", 0, &[(1, 2)]),
    ];
    elements[3].alt = Some("A square");
    elements[6].attributes.set("RowSpan", 2);
    elements[7].attributes.set("ColSpan", 2);
    let mut first =
        vec!["/Artifact BMC 0 0 m 99 0 l S EMC".to_owned(), text("H1", 0, "Voters"), text("P", 1, "Some")];
    first.push("/Figure <</MCID 2>> BDC 9 9 9 9 re f EMC".into());
    let cells = ["Number", "Name", "Family", "Given", "1", "Le", "Binh"];
    first.extend(cells.iter().zip(3..).map(|(cell, id)| text("TD", id, cell)));
    let second = [
        "/Artifact <</Type /Pagination>> BDC /Form Do EMC".to_owned(),
        text("TD", 0, "2"),
        text("TD", 1, "An"),
    ];
    let pages = vec![first, [&second[..], &[text("P", 2, "Signed")]].concat()];
    let parents =
        vec![[1, 2, 3, 6, 7, 9, 10, 12, 13, 14].map(Some).to_vec(), [16, 18, 19].map(Some).to_vec()];
    Draft {
        pages,
        form: "BT /F 9 Tf (Head) Tj ET",
        elements,
        keys: vec![0, 1],
        parents,
        language: true,
        marked: true,
        tree: true,
        long: false,
    }
}

impl Draft {
    /// Takes an element out, and its marks out of the parent tree; others keep their indices.
    pub fn orphan(&mut self, element: usize) {
        self.elements[element].parent = usize::MAX;
    }

    /// Writes the document.
    pub fn bytes(&self) -> Vec<u8> {
        let mut pdf = Document::with_version("1.7");
        let pages: Vec<ObjectId> = self.pages.iter().map(|_| pdf.new_object_id()).collect();
        let elements: Vec<ObjectId> = self.elements.iter().map(|_| pdf.new_object_id()).collect();
        let (tree, root) = (pdf.new_object_id(), pdf.new_object_id());
        self.write_pages(&mut pdf, root, &pages);
        for at in 0..elements.len() {
            let element = self.element(at, tree, &elements, &pages);
            pdf.set_object(elements[at], element);
        }
        let numbers: Vec<Object> = self.numbers(&elements);
        let parents = if self.long {
            let node =
                pdf.add_object(dictionary! { "Nums" => numbers, "Limits" => vec![0.into(), 1.into()] });
            dictionary! { "Kids" => vec![node.into()] }
        } else {
            dictionary! { "Nums" => numbers }
        };
        let roles = dictionary! { "Sentence" => "P" };
        let top = dictionary! {
            "Type" => "StructTreeRoot", "K" => elements[0], "ParentTree" => parents, "RoleMap" => roles,
        };
        pdf.set_object(tree, top);
        let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => root };
        catalog.set("MarkInfo", dictionary! { "Marked" => self.marked });
        if self.language {
            catalog.set("Lang", Object::string_literal("vi-VN"));
        }
        if self.tree {
            catalog.set("StructTreeRoot", tree);
        }
        let catalog = pdf.add_object(catalog);
        pdf.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        pdf.save_to(&mut bytes).expect("memory takes all");
        bytes
    }

    fn write_pages(&self, pdf: &mut Document, root: ObjectId, ids: &[ObjectId]) {
        let face = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let fonts = dictionary! { "F" => pdf.add_object(face) };
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 99.into(), 99.into()],
            "Resources" => dictionary! { "Font" => fonts.clone() },
        };
        let form = pdf.add_object(Stream::new(form, self.form.into()));
        for ((pieces, id), key) in self.pages.iter().zip(ids).zip(&self.keys) {
            let content = pdf.add_object(Stream::new(Dictionary::new(), pieces.join("\n").into_bytes()));
            let resources = dictionary! {
                "Font" => fonts.clone(), "XObject" => dictionary! { "Form" => form },
                "Properties" => dictionary! { "Named" => dictionary! { "MCID" => 1 } },
            };
            let page = dictionary! {
                "Type" => "Page", "Parent" => root, "Contents" => content, "Resources" => resources,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()], "StructParents" => *key,
            };
            pdf.set_object(*id, page);
        }
        let kids: Vec<Object> = ids.iter().map(|id| (*id).into()).collect();
        pdf.set_object(root, dictionary! { "Type" => "Pages", "Count" => ids.len() as u32, "Kids" => kids });
    }

    fn numbers(&self, elements: &[ObjectId]) -> Vec<Object> {
        let list = |parents: &Vec<Option<usize>>| -> Object {
            let parents =
                parents.iter().map(|parent| parent.map_or(Object::Null, |parent| elements[parent].into()));
            parents.collect::<Vec<Object>>().into()
        };
        self.parents.iter().zip(0..).flat_map(|(parents, key)| [Object::from(key), list(parents)]).collect()
    }

    fn element(&self, at: usize, tree: ObjectId, elements: &[ObjectId], pages: &[ObjectId]) -> Dictionary {
        let part = &self.elements[at];
        let mut kids: Vec<Object> = Vec::new();
        for (page, id) in &part.marks {
            kids.push(if self.long {
                dictionary! { "Type" => "MCR", "Pg" => pages[*page], "MCID" => *id }.into()
            } else {
                (*id).into()
            });
        }
        let under = self.elements.iter().zip(elements).skip(1).filter(|(kid, _)| kid.parent == at);
        kids.extend(under.map(|(_, id)| Object::from(*id)));
        let kind = if self.long && part.kind == "P" { "Sentence" } else { part.kind };
        let parent = if at == 0 {
            tree
        } else {
            elements[part.claimed.unwrap_or(part.parent).min(elements.len() - 1)]
        };
        let mut element = dictionary! { "Type" => "StructElem", "S" => kind, "P" => parent };
        match (kids.len(), self.long) {
            (0, _) => {}
            (1, true) => element.set("K", kids.remove(0)),
            _ => element.set("K", kids),
        }
        if let (false, Some((page, _))) = (self.long, part.marks.first()) {
            element.set("Pg", pages[*page]);
        }
        if let Some(alt) = part.alt {
            element.set("Alt", Object::string_literal(alt));
        }
        match (part.attributes.is_empty(), self.long) {
            (true, _) => {}
            (false, false) => element.set("A", part.attributes.clone()),
            (false, true) => {
                let other = dictionary! { "O" => "Layout", "Placement" => "Block" };
                element.set("A", vec![other.into(), part.attributes.clone().into()]);
            }
        }
        element
    }
}
