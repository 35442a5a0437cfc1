"""HTML as a list of tags and words, so that two renderings can be compared strictly."""

from html.parser import HTMLParser

Token = str | tuple[str, tuple[tuple[str, str], ...]]


class Tokens(HTMLParser):
    """Collects tags, attributes and words; knows no difference in white space or attribute order.

    Inside a textarea or pre white space is content, and counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Token] = []
        self.kept_as_typed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted((name, written(value)) for name, value in attrs))))
        self.kept_as_typed += tag in {"textarea", "pre"}

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")
        self.kept_as_typed -= tag in {"textarea", "pre"}

    def handle_data(self, data: str) -> None:
        words = data if self.kept_as_typed else " ".join(data.split())
        if words:
            self.found.append(words)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def written(value: str | None) -> str:
    return " ".join((value or "").split())


def tokens(html: str) -> list[Token]:
    """Return the tags and words of some HTML."""
    parser = Tokens()
    parser.feed(html)
    parser.close()
    return parser.found


def attributes_of(html: str, **wanted: str) -> dict[str, str]:
    """Return the attributes of the one tag that has the wanted ones (class_="…" for class)."""
    asked = {(name.rstrip("_"), value) for name, value in wanted.items()}
    found = [
        token[1] for token in tokens(html) if isinstance(token, tuple) and asked <= set(token[1])
    ]
    assert len(found) == 1, f"{len(found)} tags have {wanted} in {html}"
    return dict(found[0])
