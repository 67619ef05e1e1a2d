"""English words that tell nothing of a matter by themselves. Pure."""

from __future__ import annotations

# Grammatical words, and words for telling and doing that add no fact. None that narrows, widens, ranks or denies.
_LIGHT_WORDS = (
    "a an the this that these those it its they their there which who of in on at by for to from with as and or is "
    "are was were be been being will would has have had do does did s year years period total totaled totalled "
    "amount amounted number value figure rate level percent percentage point points about approximately around "
    "nearly over more than least up reach reached reaching achieve achieved complete completed carry carried out "
    "implement implemented provide provided set make made take taken report government work target targets expect "
    "expected plan planned aim aims aimed project projected estimate estimated also both each respectively year-on- "
    "year yoy compared while million billion trillion thousand hundred yuan rmb us dollars unit units case cases "
    "piece pieces"
)
LIGHT = frozenset(_LIGHT_WORDS.split())

# What questions are made of, beside those.
_ASKING_WORDS = (
    "what how many much when where why whom whose whether i we you he she me my our your us them his her so if then "
    "here into during between per through across about any some all every each other others another most few several "
    "such can could should may might must shall not no yes please tell say says said told mention mentions mentioned "
    "admit admits face faces describe explain give gives given list name show shows know want find get gets got go "
    "going went come use used work works worked working thing things kind kinds type types way ways main key major "
    "important biggest largest best next last past previous coming current currently now still already ever yet "
    "recently planned plans happen happened happens achieve help helped improve improved improving improvement change "
    "changed changes deal handle tackle address support supported increase increased decrease decreased grow grew "
    "growing rise rose fall fell drop dropped build built open opened start started begin began finish finished add "
    "added create created hold held spend spent cost costs pay paid receive received win won long big large high old "
    "just only also be been being am there like same different good better new"
)
ASKING = LIGHT | frozenset(_ASKING_WORDS.split())
_GENERAL_WORDS = "district city county province region area town government report work year local public"
GENERAL = frozenset(_GENERAL_WORDS.split())
"""Words with an official form that every report holds everywhere."""
PLANNED = frozenset({"plan", "plans", "planned", "planning"})
"""Words that ask how far something has come, and for nothing by themselves."""
