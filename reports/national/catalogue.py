"""The fixed catalogue: which tables are published, of which rows. Another one is another policy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from reports.national.contributions import LED, NO_LEADER, NOT_KNOWN
from reports.national.groups import GROUPS, Group

MOST_TABLES = 12


@dataclass(frozen=True)
class Value:
    """One possible answer of a row, and the levels of the questionnaire that count as it."""

    key: str
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A question that every organisation of a group falls under with exactly one value.

    What is no level of any other value counts as the last one.
    """

    key: str
    title: str
    values: tuple[Value, ...]

    @cached_property
    def codes(self) -> Mapping[str, str]:
        return {level: value.key for value in self.values for level in value.levels}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(value.key for value in self.values)

    def code(self, level: str) -> str:
        return self.codes.get(level, self.values[-1].key)


@dataclass(frozen=True)
class Measure:
    """A bounded score of which the mean is shown. What lies outside counts as the bound."""

    key: str
    title: str
    of: str
    lowest: int = 0
    highest: int = 100

    def bounded(self, score: float) -> float:
        return min(max(score, self.lowest), self.highest)


@dataclass(frozen=True)
class Table:
    key: str
    title: str
    rows: tuple[Row, ...] = ()
    measures: tuple[Measure, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(row.key for row in self.rows) + tuple(each.key for each in self.measures)


@dataclass(frozen=True)
class Bond:
    """Rows that tell of each other, with the values of them that can go together."""

    rows: tuple[str, ...]
    together: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Catalogue:
    tables: tuple[Table, ...]
    groups: tuple[Group, ...]
    bonds: tuple[Bond, ...] = ()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for table in self.tables for row in table.rows)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(measure for table in self.tables for measure in table.measures)

    @cached_property
    def table_of(self) -> Mapping[str, str]:
        return {key: table.key for table in self.tables for key in table.keys}

    def blocks(self) -> Iterator[tuple[tuple[Row, ...], tuple[tuple[str, ...], ...]]]:
        """Yield rows that tell of each other, with the values that can go together.

        Most rows stand alone, with each of their values.
        """
        by_key = {row.key: row for row in self.rows}
        bound = {key for bond in self.bonds for key in bond.rows}
        for bond in self.bonds:
            yield tuple(by_key[key] for key in bond.rows), bond.together
        for row in self.rows:
            if row.key not in bound:
                yield (row,), tuple((key,) for key in row.keys)

    def document(self) -> dict[str, object]:
        """Return what is published of the catalogue: everything."""
        return {
            "tables": [
                {
                    "key": table.key,
                    "title": table.title,
                    "rows": [
                        {
                            "key": row.key,
                            "title": row.title,
                            "values": [
                                {
                                    "key": value.key,
                                    "name": value.name,
                                    "levels": list(value.levels),
                                }
                                for value in row.values
                            ],
                        }
                        for row in table.rows
                    ],
                    "measures": [
                        {
                            "key": measure.key,
                            "title": measure.title,
                            "lowest": measure.lowest,
                            "highest": measure.highest,
                        }
                        for measure in table.measures
                    ],
                }
                for table in self.tables
            ],
            "groups": [
                {"key": each.key, "kind": each.kind, "name": each.name, "takes": list(each.takes)}
                for each in self.groups
            ],
        }

    @cached_property
    def fingerprint(self) -> str:
        written = json.dumps(self.document(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


UNKNOWN = Value(NOT_KNOWN, "Not known or not applicable", ())


def scale(key: str, title: str, low: str, middle: str, high: str) -> Row:
    """Return a row for a question of five levels, shown as three: the ends two levels each."""
    return Row(
        key,
        title,
        (
            Value("low", low, ("1", "2")),
            Value("middle", middle, ("3",)),
            Value("high", high, ("4", "5")),
            UNKNOWN,
        ),
    )


def readiness(key: str, title: str) -> Row:
    """Return a row for a question of readiness. Levels 1 and 2 are a gap."""
    return scale(key, title, "A gap", "Partly in place", "In place")


CORE = (
    ("place_based", "Place-based"),
    ("outcome_based", "Outcome-based"),
    ("relational", "Relational"),
    ("competitive", "Competitive"),
)
FURTHER = (
    ("integrated", "Integrated with health"),
    ("strengths_based", "Strengths-based"),
    ("personalised", "Personalised"),
    ("human_learning", "Human learning systems"),
)

LEADING = Row(
    "leading",
    "Which approach fits best",
    (
        *(Value(key, name, (key,)) for key, name in CORE),
        Value(NO_LEADER, "No approach leads clearly", (NO_LEADER,)),
    ),
)

VERDICT = Row(
    "verdict",
    "How sure the result is",
    (
        Value("clear", "Clear", ("clear",)),
        Value("leaning", "Leaning", ("leaning",)),
        Value("no_clear_difference", "No clear difference", ("no_clear_difference",)),
        Value("too_early", "Too early to say", ("too_early",)),
    ),
)

BEST_SCORE = Row(
    "best_score",
    "How well the best-fitting core approach scores",
    (
        Value("under_50", "Under 50", ("under_50",)),
        Value("50_to_55", "50 to under 55", ("50_to_55",)),
        Value("55_to_60", "55 to under 60", ("55_to_60",)),
        Value("60_and_over", "60 and over", ("60_and_over",)),
    ),
)

# An approach leads exactly where the verdict is clear or leaning.
LEADING_AND_VERDICT = Bond(
    ("leading", "verdict"),
    (
        *product((key for key, _ in CORE), LED),
        (NO_LEADER, "no_clear_difference"),
        (NO_LEADER, "too_early"),
    ),
)

PEOPLE_AND_NEEDS = (
    Row(
        "service",
        "What the appraisal is about",
        (
            Value("homecare", "Home care", ("homecare",)),
            Value("carehomes", "Care homes for older people", ("carehomes",)),
            Value("disability", "Learning disability, autism and mental health", ("ld_sl", "mh")),
            Value(
                "early",
                "Short-term help, prevention and unpaid carers",
                ("reable", "prevent", "carers"),
            ),
            Value(
                "other",
                "Equipment, several difficulties at once, everything together, or not known",
                ("equip", "complex", "whole"),
            ),
        ),
    ),
    scale(
        "volume",
        "How many people use the support in a year",
        "Under 200",
        "200 to 999",
        "1,000 or more",
    ),
    scale("lives_vary", "How different people’s situations are", "Alike", "Some variety", "Varied"),
    scale("agencies_and_pace", "How much coordination people need", "Little", "Some", "A lot"),
    scale("entitlement", "How much is fixed by law", "Little", "About half", "Most or all"),
    scale(
        "specification_stable",
        "Whether a description would hold for two years",
        "Hardly",
        "Partly",
        "Mostly",
    ),
    Row(
        "change_in_need",
        "How need is changing",
        (
            Value("steady", "Steady or falling", ("stable", "falling")),
            Value("grow_pred", "Growing as predicted", ("grow_pred",)),
            Value("grow_unpred", "Growing unpredictably", ("grow_unpred",)),
            UNKNOWN,
        ),
    ),
)

RESULTS_AND_QUALITY = (
    scale("outcomes_measurable", "Whether results can be measured", "Hardly", "Partly", "Well"),
    scale(
        "outcomes_attributable",
        "Whether a provider’s effect can be told apart",
        "Hardly",
        "Partly",
        "Mostly",
    ),
    scale(
        "waiting_for_start",
        "People waiting over 28 days for support to start",
        "Under 2%",
        "2% to under 5%",
        "5% or more",
    ),
    scale(
        "quality_ratings",
        "Support rated Good or Outstanding",
        "Under 75%",
        "75% to under 85%",
        "85% or more",
    ),
)

MARKET = (
    scale(
        "workforce_turnover",
        "Yearly turnover of care workers",
        "29% or more",
        "24% to under 29%",
        "Under 24%",
    ),
    scale("provider_count", "Providers that could take on work", "Up to 3", "4 to 9", "10 or more"),
    scale(
        "market_concentration",
        "Share of the three largest providers",
        "60% or more",
        "45% to under 60%",
        "Under 45%",
    ),
    scale("ease_of_entry", "How easy it is for a new provider to start", "Hard", "Fair", "Easy"),
    scale(
        "provider_exits",
        "Providers that left or handed work back in a year",
        "6% or more",
        "3% to under 6%",
        "Under 3%",
    ),
    scale(
        "fee_against_cost",
        "Fees as a percentage of what sustainable care costs",
        "Under 90%",
        "90% to under 95%",
        "95% or more",
    ),
    scale(
        "self_funders",
        "Care home residents who pay for themselves",
        "Under 35%",
        "35% to under 50%",
        "50% or more",
    ),
    scale("harm_of_change", "How harmful a change of provider would be", "Little", "Some", "Very"),
    Row(
        "kind_of_place",
        "What kind of place it is",
        (
            Value("urban", "Dense town or city", ("urban",)),
            Value("mixed", "Town and country", ("mixed",)),
            Value("sparse", "Sparse, rural or coastal", ("sparse",)),
            UNKNOWN,
        ),
    ),
)

TIMING = (
    Row(
        "benefits_due",
        "How soon benefits must show",
        (
            Value("soon", "Within a year", ("lt12",)),
            Value("middle", "After 1 to 2 years", ("y1_2",)),
            Value("later", "After more than 2 years", ("y3_5", "gt5")),
            UNKNOWN,
        ),
    ),
    scale(
        "year_one_cash",
        "How much must be cash in year one",
        "Under a quarter",
        "A quarter to a half",
        "More than half",
    ),
    Row(
        "current_approach",
        "What the present arrangement is closest to",
        (
            *(Value(key, name, (key,)) for key, name in CORE),
            Value("further", "One of the further approaches", tuple(key for key, _ in FURTHER)),
            Value(NOT_KNOWN, "A mix, or not known", ("mixed",)),
        ),
    ),
)

PEOPLE_AND_COMMUNITY = (
    readiness("coproduction", "People who draw on support share decisions"),
    readiness("unpaid_carers", "Unpaid carers are partners"),
    readiness("budget_support", "Help to run one’s own care budget"),
    readiness("voluntary_sector", "A strong voluntary sector where need is greatest"),
    readiness("led_by_and_for", "Organisations led by and for the people they serve take part"),
    readiness("community_networks", "Strong informal community life"),
)

PROVIDERS_AND_PARTNERS = (
    readiness("stability", "Stable organisations behind the service"),
    readiness("provider_trust", "Providers trust the council"),
    readiness("provider_collaboration", "Providers work together"),
    readiness("nhs_readiness", "The NHS is ready to commission jointly"),
    readiness("trusted_partnership", "A partnership trusted to decide"),
    readiness("regional_partners", "Neighbouring councils are ready to do this jointly"),
)

MONEY_AND_CRAFT = (
    Row(
        "budget_position",
        "Room in the budget",
        (
            Value(
                "low",
                "A gap: savings of more than 5% a year or emergency measures",
                ("save5plus", "efs"),
            ),
            Value("middle", "Tight, or savings of up to 5% a year", ("tight", "save5")),
            Value("high", "Stable", ("stable",)),
            UNKNOWN,
        ),
    ),
    readiness("payment_risk", "Providers could bear a delay in payment"),
    readiness("multi_year_funding", "Money is committed for several years"),
    readiness("commissioning_team", "A strong commissioning team"),
    readiness("data_and_evidence", "Good information about the service"),
    Row(
        "contract_end",
        "Time until new arrangements must be in place",
        (
            Value("low", "A gap: less than 6 months", ("lt6",)),
            Value("middle", "6 to 18 months", ("m6_18",)),
            Value("high", "More than 18 months, or no end date", ("m19_36", "gt36", "open")),
            UNKNOWN,
        ),
    ),
)

ROOM_AND_LEADERSHIP = (
    readiness("room_for_manoeuvre", "Freedom to shape support"),
    readiness("in_house_capacity", "The council could deliver some itself"),
    readiness("procurement_flexibility", "Procurement uses the room the law gives"),
    readiness("leadership_backing", "Leaders back a change of approach"),
    readiness("appetite_for_uncertainty", "The council accepts uncertainty"),
    readiness("councillor_support", "Councillors back comparable changes"),
    readiness("shared_learning", "People learn together when things go wrong"),
)

READINESS = tuple(
    Measure(f"readiness_{key}", f"Readiness for {name.lower()} commissioning", key)
    for key, name in CORE
)

TABLES = (
    Table("leading", "The approach that fits best", (LEADING,)),
    Table("verdict", "How sure the results are", (VERDICT,)),
    Table("scores", "How well the best-fitting approach scores", (BEST_SCORE,)),
    Table("readiness", "How ready councils are, on average", measures=READINESS),
    Table("needs", "Situations: people and their needs", PEOPLE_AND_NEEDS),
    Table("results", "Situations: results and quality", RESULTS_AND_QUALITY),
    Table("market", "Situations: the market and the place", MARKET),
    Table("timing", "Situations: timing, and the arrangement today", TIMING),
    Table("gaps-people", "Readiness gaps: people and community", PEOPLE_AND_COMMUNITY),
    Table("gaps-partners", "Readiness gaps: providers and partners", PROVIDERS_AND_PARTNERS),
    Table("gaps-money", "Readiness gaps: money and commissioning craft", MONEY_AND_CRAFT),
    Table("gaps-room", "Readiness gaps: room to act and leadership", ROOM_AND_LEADERSHIP),
)

CATALOGUE = Catalogue(TABLES, GROUPS, (LEADING_AND_VERDICT,))
