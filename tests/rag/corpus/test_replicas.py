"""Several programs on one PostgreSQL and one Chroma server: one set of versions, one change at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

import rag.index.builder
import rag.index.vector_search
from rag.corpus.service import CorpusService
from rag.corpus.versions.staleness import Why
from rag.errors import CorpusBusy, SearchError
from rag.index.build_process import Builder, Built, Job
from rag.index.builder import build
from rag.index.embedding_cache import Progress
from tests.corpora import HUSHAN, GramEmbeddings, corpus_settings, embed_cheaply, hushan_with, write_reports
from tests.servers import chroma_server, postgres

pytestmark = pytest.mark.long

Replica = Callable[..., CorpusService]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """URLs of a PostgreSQL and a Chroma server."""
    with postgres() as database, chroma_server(tmp_path_factory.mktemp("chroma")) as chroma:
        yield database, chroma


@pytest.fixture
def replica(services: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Replica]:
    """Make a program, not yet open: the same servers and reports, a DATA_DIR of its own."""
    embed_cheaply(monkeypatch)
    write_reports(tmp_path / "reports", a=HUSHAN)
    made: list[CorpusService] = []

    def make(builder: Builder = build, **changes: str) -> CorpusService:
        servers = {"database_url": services[0], "chroma_url": services[1]}
        settings = corpus_settings(tmp_path, data_dir=tmp_path / f"data{len(made)}", **(servers | changes))
        made.append(CorpusService(settings, builder))
        return made[-1]

    yield make
    for corpus in made:
        corpus.close()


def words(corpus: CorpusService) -> str:
    return corpus.current.version.reports[0].text


def test_what_one_publishes_or_takes_back_the_others_notice(replica: Replica, tmp_path: Path) -> None:
    one, other = replica(), replica()
    one.open()
    announced: list[Why] = []
    other.open(announce=announced.append)
    assert announced == []
    assert not other.refresh()
    write_reports(tmp_path / "reports", a=hushan_with(3))
    one.changes.reload()
    assert other.refresh()
    assert words(other) == hushan_with(3)
    other.changes.rollback()
    assert one.refresh()
    assert words(one) == HUSHAN
    assert one.current.nearest.find(GramEmbeddings().embed_query("小学"), 3)


def test_one_changes_at_a_time_and_a_start_meanwhile_does_not_wait(replica: Replica, tmp_path: Path) -> None:
    other = replica()
    third = replica()
    refused: list[CorpusBusy] = []

    def builder(job: Job, progress: Progress, cancelled: object) -> Built:
        if "三" in (tmp_path / "reports" / "a.txt").read_text(encoding="utf-8"):
            with pytest.raises(CorpusBusy) as refusal:
                other.changes.reload()
            refused.append(refusal.value)
            third.open()
        return build(job, progress, cancelled)  # type: ignore[arg-type]

    one = replica(builder)
    one.open()
    other.open()
    before = words(one)
    write_reports(tmp_path / "reports", a=HUSHAN.replace("两所", "三十所"))
    one.changes.reload()
    assert len(refused) == 1
    assert words(third) == before
    assert third.refresh()
    assert "三十所" in words(third)


def test_a_program_with_its_own_index_makes_it_from_the_database(replica: Replica, tmp_path: Path) -> None:
    """Embedded Chroma on a shared database: nothing but the database has to be shared, or backed up."""
    one, other = replica(), replica(chroma_url="")
    one.open()
    other.open()
    write_reports(tmp_path / "reports", a=hushan_with(5))
    one.changes.reload()
    assert other.refresh()
    assert words(other) == hushan_with(5)
    assert other.current.nearest.find(GramEmbeddings().embed_query("小学"), 3)


def test_an_index_that_the_server_has_lost_is_made_again(
    replica: Replica, services: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By one of the programs, for all, where it is asked for every question."""
    monkeypatch.setattr(rag.index.vector_search, "EXACT", 0)
    question, built = GramEmbeddings().embed_query("小学"), []

    def builder(job: Job, progress: Progress, cancelled: object) -> Built:
        built.append(job)
        return build(job, progress, cancelled)  # type: ignore[arg-type]

    both = replica(builder), replica(builder)
    for one in both:
        one.open()
    _empty(services[1])
    built.clear()
    for one in both:
        with pytest.raises(SearchError):
            one.current.nearest.find(question, 3)
        assert one.refresh()
        assert one.current.nearest.find(question, 3)
        assert not one.refresh()
    assert len(built) == 1


def _empty(server: str) -> None:
    """As a server is that starts on an empty disk."""
    with httpx.Client(base_url=f"{server}/api/v2/tenants/default_tenant/databases/default_database/") as client:
        for collection in client.get("collections").json():
            client.delete(f"collections/{collection['name']}").raise_for_status()


def test_another_installation_on_the_same_server_is_left_alone(replica: Replica, tmp_path: Path) -> None:
    one = replica()
    one.open()
    stranger = replica(database_url=f"sqlite:///{tmp_path / 'stranger.db'}")
    stranger.open()
    assert one.current.nearest.find(GramEmbeddings().embed_query("小学"), 3)
    one.close()
    one.open()
    assert stranger.current.nearest.find(GramEmbeddings().embed_query("小学"), 3)
