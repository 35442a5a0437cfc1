"""GOV.UK Frontend's components as HTML: one Jinja environment for the whole process."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from jinja2 import Environment, PackageLoader, PrefixLoader, TemplateNotFound

PACKAGE = "govuk_frontend_jinja"
# What stands where something is to be filled in. Unicode keeps it for such uses: no text has it.
GAP = SafeString("\ufdd0")


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """Return the HTML of a component, such as "button", filled with its params."""
    return SafeString(macro(name)(filled(params)))


def one_below_the_other(components: Iterable[SafeString]) -> SafeString:
    return SafeString("\n".join(components))


@dataclass(frozen=True)
class Around:
    """The HTML of a component around a gap; without one, all of it comes before."""

    before: str
    after: str

    def html(self, text: str = "") -> SafeString:
        """Return the component with a text in its gap, or with HTML that was marked safe."""
        filled = conditional_escape(text) if text else ""
        return SafeString(f"{self.before}{filled}{self.after}")


def around(name: str, params: Mapping[str, Any]) -> Around:
    """Return the HTML of a component, made once to be shown often: GAP stands for what differs.

    A macro takes a tenth of a millisecond and more, and a page of questions has some seventy.
    """
    before, _, after = component(name, params).partition(GAP)
    return Around(before, after)


@cache
def environment() -> Environment:
    """Return the one environment that holds the component macros."""
    environment = Environment(
        loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=lambda value: "" if value is None else value,
    )
    # The macros indent whatever they nest. In a textarea that would add spaces to what a person
    # wrote, and more at every save.
    environment.filters["indent"] = lambda text, *args, **kwargs: text
    return environment


@cache
def macro(name: str) -> Callable[[Mapping[str, Any]], str]:
    """Return the macro of a component by its name in the design system."""
    try:
        template = environment().get_template(f"{PACKAGE}/components/{name}/macro.html")
    except TemplateNotFound:
        raise LookupError(f"GOV.UK Frontend has no component called “{name}”.") from None
    found: Callable[[Mapping[str, Any]], str] = getattr(
        template.module, "govuk" + name.title().replace("-", "")
    )
    return found


def filled(value: Any, name: str = "", parent: str = "") -> Any:
    """Return params fit for a macro: text as text, HTML only where marked safe.

    The macros believe every param called html. So a text is escaped even when it was marked
    safe, and an html is escaped unless it was marked safe: who confuses the two sees it at once,
    and nobody can slip in a script.
    """
    match value:
        case Mapping():
            return {key: filled(each, str(key), name) for key, each in value.items()}
        case list() | tuple():
            return [filled(each, name, parent) for each in value]
        case Promise():
            return filled(str(value), name, parent)
        case str() if name in {"html", "attributes"} or name.endswith("Html") or parent == "slots":
            if name == "attributes" and not hasattr(value, "__html__"):
                raise TypeError("Give a component's attributes as a mapping of name to value.")
            return conditional_escape(value)
        case str():
            return "" + value  # adding makes a plain string, even of one that was marked safe
        case _:
            return value
