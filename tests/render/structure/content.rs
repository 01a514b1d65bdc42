//! What a page paints, and under which marks.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// The marks of a page.
#[derive(Default)]
pub struct Page {
    /// The ids of marked content, in the order it is painted.
    pub marks: Vec<i64>,
    /// The page's key in the parent tree.
    pub key: Option<i64>,
    pub faults: Vec<String>,
}

/// An open sequence of marked content.
struct Open {
    artifact: bool,
    marked: bool,
    /// The text object in which it began.
    text: Option<usize>,
}

#[derive(Default)]
struct Walk {
    open: Vec<Open>,
    /// The number of text objects so far, and whether one is open.
    texts: usize,
    in_text: bool,
    bare: Vec<String>,
    page: Page,
}

/// Operators that leave something to see.
const PAINTING: &[&str] =
    &["Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "BI"];

impl Page {
    /// Follows a page's content, and what it calls.
    pub fn read(pdf: &Document, id: ObjectId) -> Self {
        let mut walk = Walk::default();
        let page = pdf.get_dictionary(id).expect("a page is a dictionary");
        walk.page.key = page.get(b"StructParents").and_then(Object::as_i64).ok();
        let resources = resources(pdf, page);
        walk.content(pdf, &pdf.get_page_content(id), resources, false);
        walk.close();
        walk.page
    }
}

/// The resources of a page or a form; those above a page are not looked for, since archives want each page to name its own.
fn resources<'p>(pdf: &'p Document, owner: &'p Dictionary) -> Option<&'p Dictionary> {
    owner.get_deref(b"Resources", pdf).and_then(Object::as_dict).ok()
}

fn resource<'p>(
    pdf: &'p Document,
    from: Option<&'p Dictionary>,
    kind: &[u8],
    name: &[u8],
) -> Option<&'p Object> {
    from?.get_deref(kind, pdf).and_then(Object::as_dict).ok()?.get_deref(name, pdf).ok()
}

impl Walk {
    fn fault(&mut self, fault: impl Into<String>) {
        self.page.faults.push(fault.into());
    }

    fn content(&mut self, pdf: &Document, bytes: &[u8], resources: Option<&Dictionary>, form: bool) {
        let Ok(content) = Content::decode_strict(bytes) else {
            return self.fault("the content cannot be read");
        };
        for operation in &content.operations {
            self.operation(pdf, operation, resources, form);
        }
    }

    fn operation(&mut self, pdf: &Document, operation: &Operation, from: Option<&Dictionary>, form: bool) {
        match operation.operator.as_str() {
            "BMC" => self.begin(operation, None, form),
            "BDC" => {
                let properties = match operation.operands.get(1) {
                    Some(Object::Name(name)) => resource(pdf, from, b"Properties", name),
                    other => other,
                };
                self.begin(operation, properties.and_then(|properties| properties.as_dict().ok()), form);
            }
            "EMC" => self.end(),
            "BT" => {
                self.texts += 1;
                self.in_text = true;
            }
            "ET" => self.in_text = false,
            "Do" => {
                let name =
                    operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                self.call(pdf, resource(pdf, from, b"XObject", name));
            }
            painting if PAINTING.contains(&painting) => self.paint(painting),
            _ => {}
        }
    }

    fn text(&self) -> Option<usize> {
        self.in_text.then_some(self.texts)
    }

    fn begin(&mut self, operation: &Operation, properties: Option<&Dictionary>, form: bool) {
        let artifact =
            operation.operands.first().is_some_and(|tag| tag.as_name().is_ok_and(|tag| tag == b"Artifact"));
        let id = properties.and_then(|properties| properties.get(b"MCID").and_then(Object::as_i64).ok());
        if artifact && self.open.iter().any(|open| open.marked) {
            self.fault("an artifact lies inside marked content");
        }
        if let Some(id) = id {
            if self.open.iter().any(|open| open.artifact) {
                self.fault(format!("mark {id} lies inside an artifact"));
            }
            if self.open.iter().any(|open| open.marked) {
                self.fault(format!("mark {id} lies inside another"));
            }
            if form {
                self.fault(format!("mark {id} stands in a form, which may be painted twice"));
            }
            if self.page.marks.contains(&id) {
                self.fault(format!("mark {id} is given twice"));
            }
            self.page.marks.push(id);
        }
        self.open.push(Open { artifact, marked: id.is_some(), text: self.text() });
    }

    fn end(&mut self) {
        match self.open.pop() {
            None => self.fault("a marked sequence ends that did not begin"),
            Some(open) if open.text != self.text() => {
                self.fault("a marked sequence begins and ends on two sides of a text object's edge");
            }
            Some(_) => {}
        }
    }

    fn paint(&mut self, operator: &str) {
        if !self.open.iter().any(|open| open.artifact || open.marked) {
            self.bare.push(operator.to_owned());
        }
    }

    fn call(&mut self, pdf: &Document, called: Option<&Object>) {
        let Some(Ok(stream)) = called.map(Object::as_stream) else {
            return self.fault("what is painted is not there");
        };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind != b"Form") {
            return self.paint("Do");
        }
        let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let (text, depth) = (std::mem::take(&mut self.in_text), self.open.len());
        self.content(pdf, &bytes, resources(pdf, &stream.dict), true);
        if self.open.len() != depth {
            self.fault("a form leaves a marked sequence open, or ends another's");
        }
        self.in_text = text;
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.fault("a marked sequence does not end");
        }
        if let Some(first) = self.bare.first() {
            let fault = format!(
                "{} things are painted outside any mark or artifact, first by {first}",
                self.bare.len()
            );
            self.fault(fault);
        }
    }
}
