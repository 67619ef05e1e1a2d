"""Whoever changes how files are read makes existing installations read theirs again."""

from __future__ import annotations

from rag.documents.reading_stages import STAGES, ReadingStage, reader_version
from tests.reading_stages import RECORD, meaning, raised, reading_modules, stage_digests, stage_of

COMMAND = "run: python -m tests.reading_stages"
DIGESTS = {"formats": "a1", "structure": "b2"}


def record(*stages: ReadingStage) -> str:
    lines = "".join(f'    ReadingStage("{stage.name}", {stage.version}, "{stage.digest}"),\n' for stage in stages)
    return f"STAGES = (\n{lines})\nEND = (1,)\n"


def test_code_that_reads_otherwise_has_another_version() -> None:
    recorded = {stage.name: stage.digest for stage in STAGES}
    changed = [stage for stage, digest in stage_digests().items() if recorded.get(stage) != digest]
    assert not changed, f"files are read otherwise than before ({', '.join(changed)}); {COMMAND}"


def test_the_record_is_as_the_command_writes_it() -> None:
    source = RECORD.read_text(encoding="utf-8")
    assert raised(source, {stage.name: stage.digest for stage in STAGES}) == source, COMMAND


def test_the_version_of_the_reader_has_those_of_all_stages() -> None:
    assert reader_version().split(".") == [str(stage.version) for stage in STAGES]
    assert all(stage.version > 0 for stage in STAGES)


def test_wrapping_headings_splitting_and_digits_shape_what_is_read() -> None:
    """So do the modules that only other readers import, and none of the rest of the program."""
    stages = {module: stage_of(module) for module in reading_modules()}
    assert stages["rag.documents.formats.word.numbering"] == "formats"
    assert stages["rag.documents.structure.line_wrapping"] == "structure"
    assert stages["rag.documents.structure.headings"] == "structure"
    assert stages["rag.text.segmentation"] == "structure"
    assert stages["rag.text.figures.numerals"] == "figures"
    assert stages["rag.documents.structure.front_matter"] == "metadata"
    assert not any(module.startswith(("rag.index", "rag.retrieval")) for module in stages)


def test_comments_and_docstrings_change_nothing() -> None:
    plain = "X = 1\n\ndef read(text):\n    return text[X:]\n"
    told = (
        '"""Reads."""\nX = 1  # from 1\n"""One."""\n\ndef read(\n  text\n):\n    """It reads."""\n    return text[X:]\n'
    )
    assert meaning(plain) == meaning(told)
    assert meaning(plain) != meaning(plain.replace("1", "2"))
    assert meaning("x = f('')") != meaning("x = f()")


def test_only_the_versions_of_changed_stages_are_raised() -> None:
    known = record(ReadingStage("formats", 3, "a1"), ReadingStage("structure", 7, "b1"))
    assert raised(known, DIGESTS) == record(ReadingStage("formats", 3, "a1"), ReadingStage("structure", 8, "b2"))


def test_a_new_stage_begins_at_one() -> None:
    assert raised(record(), DIGESTS) == record(ReadingStage("formats", 1, "a1"), ReadingStage("structure", 1, "b2"))


def test_a_merge_conflict_in_the_record_is_resolved() -> None:
    """Where two changes raised one version, what both together read has a third."""
    ours, theirs = ReadingStage("structure", 8, "b1"), ReadingStage("structure", 8, "b3")
    known = record(ReadingStage("formats", 3, "a1"), ours, theirs)
    marked = known.replace(
        '    ReadingStage("structure", 8, "b1")', '<<<<<<< HEAD\n    ReadingStage("structure", 8, "b1")'
    )
    marked = marked.replace(
        '    ReadingStage("structure", 8, "b3"),\n', '=======\n    ReadingStage("structure", 8, "b3"),\n>>>>>>> x\n'
    )
    assert raised(marked, DIGESTS) == record(ReadingStage("formats", 3, "a1"), ReadingStage("structure", 9, "b2"))
