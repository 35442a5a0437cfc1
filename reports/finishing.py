"""The last hand on a PDF: what PDF/UA-1 and PDF/A-3a ask for beyond what WeasyPrint writes.

``describe_pictures`` goes before it, to the HTML. ``finish`` is WeasyPrint's `finisher`, called
when every object of the PDF is made and none is written. Objects refer to each other as b"12 0 R";
structure elements have a type (S) and children (K).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

# WeasyPrint writes the identifier of one standard; this adds that of the other, with the schema
# that PDF/A wants to see for every property it does not know itself.
UA_IDENTIFIER = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>The part of ISO 14289 it conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""

# Level 9, WeasyPrint's own, takes thrice as long for one part in a hundred.
COMPRESSION = 6


SVG = "{http://www.w3.org/2000/svg}"


def describe_pictures(root: Any) -> None:
    """Have what is seen in a picture read aloud with its title, as WeasyPrint takes that alone."""
    for picture in root.iter(f"{SVG}svg"):
        title, seen = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
        if title is not None and seen is not None:
            title.text = f"{title.text}. {seen.text}"


def finish(document: Any, pdf: Any) -> None:
    claim_accessibility(pdf)
    name_links(document)
    set_apart_running_lines(pdf)
    gather_items(pdf)
    tag_contents(pdf)
    compress(pdf)


def claim_accessibility(pdf: Any) -> None:
    """Say in the metadata of a PDF/A that it is PDF/UA as well."""
    metadata = at(pdf, pdf.catalog["Metadata"])
    metadata.stream = [part.replace(b"</rdf:RDF>", UA_IDENTIFIER) for part in metadata.stream]


def name_links(document: Any) -> None:
    """Describe each link by its words; WeasyPrint gives its address, such as “find-out”."""
    for page in document.pages:
        for _, _, _, box in page.links:
            if box.link_annotation:
                words = " ".join("".join(box.element.itertext()).split())
                box.link_annotation["Contents"].string = words


def set_apart_running_lines(pdf: Any) -> None:
    """Mark what stands at the edges of every page as decoration, which is not read aloud.

    WeasyPrint leaves it out of the tree of tags, and yet marks it as content.
    """
    heard = {each.reference for each in elements(pdf)}
    # What owns the content of each page, by its number: numbers and lists take turns.
    owners = at(pdf, tree(pdf)["ParentTree"])["Nums"]
    for page in [each for each in pdf.objects if kind(each) == "/Page"]:
        owned_by = owners[2 * page["StructParents"] + 1]
        stream = at(pdf, page["Contents"]).stream
        for place, item in enumerate(stream):
            if isinstance(item, dict) and "MCID" in item and owned_by[item["MCID"]] not in heard:
                owned_by[item["MCID"]] = "null"
                stream[place - 1] = "/Artifact"
                item.clear()
                item["Type"] = "/Pagination"


def gather_items(pdf: Any) -> None:
    """Put what an item of a list holds into its body; WeasyPrint leaves paragraphs beside it."""
    for item in elements(pdf):
        loose = [each for each in children(pdf, item) if each["S"] not in ("/Lbl", "/LBody")]
        if item["S"] == "/LI" and loose:
            references = [each.reference for each in loose]
            body = type(item)(item | {"S": "/LBody", "K": type(item["K"])(references)})
            body["P"] = item.reference
            pdf.add_object(body)
            for each in loose:
                each["P"] = body.reference
            kept = [each for each in item["K"] if each not in references]
            item["K"][:] = [*kept, body.reference]


def tag_contents(pdf: Any) -> None:
    """Tag a list that holds nothing but links to places in the document as a table of contents."""
    for each in elements(pdf):
        items = list(children(pdf, each))
        if each["S"] == "/L" and all(leads_within(pdf, item) for item in items):
            each["S"] = "/TOC"
            for item in items:
                item["S"] = "/TOCI"
                for body in children(pdf, item):
                    body["S"] = "/Reference"


def leads_within(pdf: Any, item: Any) -> bool:
    """Return whether an item of a list holds only links to places in the document."""
    links = [link for body in children(pdf, item) for link in children(pdf, body)]
    return bool(links) and all(link["S"] == "/Link" and "Dest" in led(pdf, link) for link in links)


def led(pdf: Any, link: Any) -> Any:
    """Return what makes a link lead somewhere."""
    held = (at(pdf, each) for each in link["K"] if isinstance(each, bytes))
    return next((at(pdf, each["Obj"]) for each in held if kind(each) == "/OBJR"), {})


def compress(pdf: Any) -> None:
    """Compress every stream once; WeasyPrint would do it twice, as a PDF/A has an identifier."""
    for each in pdf.objects:
        if getattr(each, "compress", False):
            each.compress = False
            _, _, written = each.data.partition(b"\nstream\n")
            each.stream = [zlib.compress(written.removesuffix(b"\nendstream"), COMPRESSION)]
            each.extra["Filter"] = "/FlateDecode"


def tree(pdf: Any) -> Any:
    return at(pdf, pdf.catalog["StructTreeRoot"])


def elements(pdf: Any) -> list[Any]:
    """Return all elements of the tree of tags, in the order they are read."""
    found, waiting = [], list(children(pdf, tree(pdf)))
    while waiting:
        found.append(waiting.pop())
        waiting.extend(reversed(list(children(pdf, found[-1]))))
    return found


def children(pdf: Any, element: Any) -> Iterator[Any]:
    """Return the elements right below one; what else it holds is content."""
    held = (at(pdf, each) for each in element["K"] if isinstance(each, bytes))
    return (each for each in held if "S" in each)


def at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def kind(thing: Any) -> str:
    return str(thing.get("Type", "")) if isinstance(thing, dict) else ""
