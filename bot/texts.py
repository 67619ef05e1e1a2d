"""Every fixed sentence users read, in Chinese and in English. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.errors import CorpusBusy, EmptyCorpus, ModelError, SearchError, StorageError
from rag.types import Answer, Reason

if TYPE_CHECKING:
    from rag.versions import Why


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of one language."""

    start: str
    help: str
    ask_usage: str
    """/ask without a question."""
    unknown_command: str
    text_only: str
    """A message without words in a private chat."""

    small_talk: str
    off_topic: str
    absent: str
    other_year: str
    other_place: str
    nearest: str
    """Above the nearest passages, when none of them answers."""

    source: str
    """A button that opens the source; the mark follows."""
    previous: str
    next: str
    back: str
    """From a source to the answer it was opened from."""
    up: str
    """From a section to the one that contains it."""
    contents: str
    """Above the list of reports or parts."""
    previous_page: str
    next_page: str
    gone: str
    """A button for words that today's corpus does not hold."""
    answer_gone: str
    """A way back to an answer that can no longer be made."""
    old_button: str

    empty_corpus: str
    search_failed: str
    model_failed: str
    storage_failed: str
    busy: str
    failed: str

    ask_command: str
    sections_command: str
    help_command: str
    start_command: str

    terminal_start: str
    terminal_help: str
    nothing_found: str
    """A search in the terminal without a result."""
    indexing_first: str
    indexing_files: str
    indexing_program: str
    indexing_bar: str
    """Beside the bar; the count of sentences follows."""

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """The menu of commands: name and description."""
        return (
            ("ask", self.ask_command),
            ("sections", self.sections_command),
            ("help", self.help_command),
            ("start", self.start_command),
        )

    def refusal(self, answer: Answer) -> str:
        """What is said where nothing was answered."""
        match answer.reason:
            case Reason.SMALL_TALK:
                return self.small_talk
            case Reason.OFF_TOPIC:
                return self.off_topic
            case Reason.OTHER_YEAR:
                return self.other_year
            case Reason.OTHER_PLACE:
                return self.other_place
            case _:
                return self.absent

    def indexing(self, why: Why) -> str:
        """Why answers have to wait until something is indexed."""
        sentences = {
            "first": self.indexing_first,
            "files": self.indexing_files,
            "program": self.indexing_program,
        }
        return sentences[why.value]

    def problem(self, error: BaseException | None) -> str:
        """What a user is told of an error: never its own words."""
        match error:
            case EmptyCorpus():
                return self.empty_corpus
            case CorpusBusy():
                return self.busy
            case SearchError():
                return self.search_failed
            case ModelError():
                return self.model_failed
            case StorageError():
                return self.storage_failed
            case _:
                return self.failed


ZH = Texts(
    start=(
        "这里可以问政府工作报告里的内容，每句回答都附报告原文。\n"
        "直接发一个问题就行，例如：今年的主要目标是什么？\n"
        "/sections 浏览报告目录，/help 查看用法。"
    ),
    help=(
        "私聊：直接发问题；改了问题，回答会跟着改。\n"
        "群里：发 /ask 加问题，或者 @ 我，或者回复我的消息；用 /ask 回复别人的消息，就是问那条消息。\n"
        "别的消息我不理会。\n"
        "回答里的 [1] 是引文编号：点开下面的引文看原话，点“原文”按钮看它所在的段落。\n"
        "报告里没有的内容，回答是“报告未提及”。\n"
        "/sections 浏览报告目录。"
    ),
    ask_usage="在 /ask 后面写上问题，例如：/ask 今年的主要目标是什么；也可以用 /ask 回复一条消息。",
    unknown_command="没有这个命令。直接发问题就行，/help 查看用法。",
    text_only="我只读文字，请把问题写出来。",
    small_talk="我回答政府工作报告里的问题，发一个问题就行，例如：今年的主要目标是什么？",
    off_topic="这个问题和政府工作报告无关，我只回答报告里的内容。",
    absent="报告未提及。",
    other_year="报告未提及：没有所问年份的内容。",
    other_place="报告未提及：没有所问地方的内容。",
    nearest="最接近的段落如下，仅供参考，不是答案：",
    source="原文",
    previous="‹ 上一段",
    next="下一段 ›",
    back="返回回答",
    up="返回上级",
    contents="目录",
    previous_page="‹ 上一页",
    next_page="下一页 ›",
    gone="这句话已不在现在的报告里。",
    answer_gone="这条回答已经打不开了，请把问题再发一次。",
    old_button="这个按钮已经失效。",
    empty_corpus="现在没有可以问的报告，请等管理员放入报告后再问。",
    search_failed="检索暂时不能用，请过一会儿再问。",
    model_failed="语言模型暂时不能用，请过一会儿再问。",
    storage_failed="数据暂时读不出来，请过一会儿再试。",
    busy="报告正在更新，请过一会儿再试。",
    failed="这次没有成功，请过一会儿再试。",
    ask_command="问一个问题",
    sections_command="浏览报告目录",
    help_command="用法",
    start_command="开始",
    terminal_start="直接输入问题，回车得到回答。/help 查看用法，/quit 或 Ctrl-D 结束。",
    terminal_help=(
        "直接输入问题；可以接着上一个问题追问。\n"
        "回答里的 [1] 是引文编号，引文在回答下面，加粗的是回答所依据的字句。\n"
        "/sections 浏览报告目录，/help 查看用法，/quit 或 Ctrl-D 结束。"
    ),
    nothing_found="没有找到相关的段落。",
    indexing_first="第一次使用，先为报告建立索引。",
    indexing_files="报告有变化，重新建立索引。",
    indexing_program="程序或向量模型有变化，重新建立索引。",
    indexing_bar="建立索引",
)

EN = Texts(
    start=(
        "Ask me about the government work report; every sentence of an answer comes with the report's own words.\n"
        "Just send a question, for example: What are the main targets for this year?\n"
        "/sections browses the report, /help says how to use me."
    ),
    help=(
        "In private: send a question; edit it, and the answer is edited too.\n"
        "In groups: send /ask with a question, mention me, or reply to me; /ask in reply to a message asks it.\n"
        "I leave everything else alone.\n"
        "[1] in an answer is the number of a quote: open the quote below to read it, or press “Source” to see the "
        "paragraph it stands in.\n"
        "Where the report says nothing, the answer is “The report does not mention this”.\n"
        "/sections browses the report."
    ),
    ask_usage="Write a question after /ask, for example /ask What are the main targets, or answer a message with it.",
    unknown_command="There is no such command. Just send a question; /help says how to use me.",
    text_only="I only read text; please write the question out.",
    small_talk="I answer questions about the government work report, such as: What are the main targets for this year?",
    off_topic="This has nothing to do with the government work report, and I only answer from the report.",
    absent="The report does not mention this.",
    other_year="The report does not mention this: it says nothing on the year asked about.",
    other_place="The report does not mention this: it says nothing on the place asked about.",
    nearest="The nearest passages, for reference only; they do not answer the question:",
    source="Source",
    previous="‹ Previous",
    next="Next ›",
    back="Back to the answer",
    up="Up",
    contents="Contents",
    previous_page="‹ Previous page",
    next_page="Next page ›",
    gone="These words are not in the report of today.",
    answer_gone="This answer can no longer be opened; please ask again.",
    old_button="This button no longer works.",
    empty_corpus="There is no report to ask at the moment; please wait until an administrator adds one.",
    search_failed="Searching does not work at the moment; please ask again in a while.",
    model_failed="The language model does not work at the moment; please ask again in a while.",
    storage_failed="The data cannot be read at the moment; please try again in a while.",
    busy="The report is being updated; please try again in a while.",
    failed="That did not work; please try again in a while.",
    ask_command="Ask a question",
    sections_command="Browse the report",
    help_command="How to use the bot",
    start_command="Start",
    terminal_start="Type a question and press Enter. /help says more, /quit or Ctrl-D ends.",
    terminal_help=(
        "Type a question; a next one may lean on it.\n"
        "[1] in an answer is the number of a quote below it; the words that answer are bold there.\n"
        "/sections shows the outline of the report, /help this, /quit or Ctrl-D ends."
    ),
    nothing_found="No passage was found.",
    indexing_first="First start: the reports are indexed.",
    indexing_files="The reports have changed: they are indexed again.",
    indexing_program="The program or the embedding model has changed: the reports are indexed again.",
    indexing_bar="Indexing",
)


def texts_for(language_code: str | None) -> Texts:
    """English for clients that say so (IETF tag, ``en`` or ``en-…``), else Chinese."""
    return EN if language_code and language_code.lower().startswith("en") else ZH
