"""The Chinese texts of ``wenbao --help``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from bot.texts.report_kinds import KINDS


class CommandHelp(NamedTuple):
    """The words on a command."""

    short: str
    """One line in the list of commands."""
    more: str = ""
    """The rest of what its own help says."""


class CommandTexts:
    """Chinese; every other language has the same names."""

    __slots__ = ()

    headings: ClassVar[Mapping[str, str]] = {  # by what the library of commands writes
        "Usage: ": "用法：",
        "Arguments:": "参数：",
        "Options:": "选项：",
        "Commands:": "命令：",
        "[required]": "[必填]",
        "[default: ": "[默认：",
    }
    gap = ""  # between two sentences
    examples_heading = "例如："
    help_option = "显示这段说明。"
    # What commands say
    see_help = "用法不对：{reason}；见 wenbao --help。"
    crashed = "wenbao 出错了（{kind}），请用 LOG_LEVEL=DEBUG 再运行一次，看错在哪里。"
    stopped = "已停止。"
    line_failed = "{file} 第 {number} 行：{reason}"
    asking = "提问"
    all_questions = "全部"
    recall = "前 {characters} 字找到"
    at_rank = "前 {rank} 名找到"
    measures = (
        "问题", "答对", "引文齐全", "引文有用", "该拒的拒了", "不该拒的拒了", "只给相关", "列全", "列全且不多",
        "没有出处的数字", "位置不对", "长度", "p50 毫秒", "p95 毫秒",
    )  # fmt: skip
    times = "次数"
    answers, checks = "回答", "检查"
    backed_up = "{file}：{rows} 行。"
    restored = "已恢复 {rows} 行。"
    reports_put = "{count} 份报告已放进 {folder}。"
    older_answers = "现在用较早的版本回答：{reason}"
    left_out = "没有读入：{reason}"
    folder_made = (
        "{folder} 已建好。报告放进 {reports}，设置写在 {settings}，在那里运行 wenbao：\n  cd {folder} && wenbao chat"
    )
    commands: ClassVar[Mapping[str, CommandHelp]] = {  # by the words that call them
        "": CommandHelp("问政府工作报告，得到报告原文。", "设置写在环境变量或 .env 里，见 docs/settings.zh-CN.md。"),
        "init": CommandHelp("新建一个文件夹，放自己的设置、报告和提示词。", "在那里运行 wenbao 就用它们。"),
        "chat": CommandHelp("在终端里问答，回答和机器人的一样。"),
        "ask": CommandHelp("回答一个问题，或者一个文件里的所有问题。"),
        "search": CommandHelp("列出与问题相关的段落，不作回答，最相关的在前。"),
        "cite": CommandHelp("打开一条引文：原文所在的段落，以及后来有没有变。", "机器人运行的时候也可以用。"),
        "verify": CommandHelp("把一段话逐条和报告对照。", "每条一致、不一致，或者报告未提及，并附原句。"),
        "figures": CommandHelp("列出报告里的数字。", "每个数字是什么、哪一年的、目标还是结果、出自哪一句。"),
        "targets": CommandHelp("目标对账：上一份报告的目标，下一份报告的结果。"),
        "chart": CommandHelp("把一个指标画成图。", "逐年画，或者同一年各地方对比。"),
        "run": CommandHelp("运行 Telegram 机器人。", "不设 WEBHOOK_URL 就轮询，设了就用 webhook。"),
        "serve": CommandHelp("通过 HTTP 提供报告，供阅读和别的程序用。", "监听地址是 SERVE_LISTEN。"),
        "export": CommandHelp("把报告写成网页文件，不用服务器就能读。", "机器人运行的时候也可以用。"),
        "mcp": CommandHelp("把报告作为工具提供给别的程序（MCP）。", "用标准输入和输出。"),
        "eval": CommandHelp("用问题文件测量检索、回答、引文和拒答。"),
        "doctor": CommandHelp("检查设置、token、报告、Chroma、数据库和模型。", "有一项不行，退出状态就是 1。"),
        "backup": CommandHelp(
            "把报告、版本、回答和历史写进一个文件。",
            "机器人运行的时候也可以。这个文件和数据库一样要保密："
            "wenbao backup - | age -r 收件人 > 文件，写出来就是加密的。",
        ),
        "restore": CommandHelp("从备份恢复全部内容。", "DATA_DIR 或数据库须是空的；索引在下次启动时重建。"),
        "corpus": CommandHelp("查看和更换报告。"),
        "corpus status": CommandHelp("显示现在的版本，以及下次启动会做什么。"),
        "corpus list": CommandHelp("列出可以退回的版本，最新的在前。"),
        "corpus gaps": CommandHelp("列出没答上或没答好的问题，以及核定过的出处。"),
        "corpus reload": CommandHelp("重新读取 CORPUS_DIR，并发布。"),
        "corpus rollback": CommandHelp("退回以前的一个版本。"),
        "corpus add": CommandHelp("把一份报告复制到 CORPUS_DIR，和其他报告一起发布。"),
        "corpus remove": CommandHelp("把一份报告移出 CORPUS_DIR，发布其余的。", "文件留在 DATA_DIR 下。"),
        "corpus draft": CommandHelp("显示待发布的版本：会改什么，会失去哪些回答。"),
        "corpus publish": CommandHelp("发布待发布的版本。"),
        "corpus discard": CommandHelp("放弃待发布的版本。"),
        "corpus audit": CommandHelp("列出改动和改动的人，最近的在前。"),
    }
    parameters: ClassVar[Mapping[str, str]] = {  # by name; "ask text" is that of one command
        "_version": "显示版本。",
        "install_completion": "为现在的 shell 安装补全。",
        "show_completion": "显示补全脚本，以便复制或修改。",
        "as_csv": "输出 CSV。",
        "as_json": "输出 JSON。",
        "batch": "问题文件，每行一个 JSON；- 读标准输入。输出 JSON。",
        "dry_run": "只显示会有什么变化。",
        "file": "文件。",
        "folder": "还不存在的或空的文件夹。",
        "force": "即使会失去正确的回答，也发布。",
        "indicator": "只看这个指标。",
        "k": "最多几段。",
        "limit": "最多几条。",
        "region": "只看这个地方。",
        "report": "corpus status 里显示的报告名或文件名。",
        "sentence": "引文的编号或链接。",
        "text": "问题。",
        "version": "版本号；不写就是上一个。",
        "year": "只看这一年。",
        "backup file": "ZIP 文件；- 是标准输出。",
        "chart indicator": "要画的指标，例如 GDP增速。",
        "chart out": "PNG 写到哪里。",
        "corpus add file": f"报告：{'、'.join(KINDS[:-1])} 或 {KINDS[-1]}。",
        "export html": "写到哪个文件夹。",
        "eval file": "问题文件，每行一个 JSON。",
        "restore file": "ZIP 文件；- 是标准输入。",
        "targets region": "哪个地方的目标。",
        "targets year": "哪一年的目标。",
        "verify batch": "要核对的话，每行一个 JSON；- 读标准输入。输出 JSON。",
        "verify text": "要核对的话。",
    }
    examples: ClassVar[Mapping[str, tuple[str, ...]]] = {  # the same in every language
        "": (
            "wenbao ask 2025年GDP目标是多少",
            'wenbao verify "全区生产总值增长5.8%"',
            "wenbao targets 雨山区 2025 --csv > targets.csv",
            "wenbao corpus add report.docx",
            "wenbao init my-reports && cd my-reports && wenbao run",
        ),
        "init": ("wenbao init my-reports",),
        "chat": ("wenbao chat", "wenbao chat < questions.txt"),
        "ask": ("wenbao ask 2025年GDP目标是多少", "wenbao ask --batch questions.jsonl --json > answers.jsonl"),
        "search": ("wenbao search 新建学校 -k 5",),
        "cite": ("wenbao cite xifv5g3ebszo", "wenbao cite 'https://t.me/my_bot?start=xifv5g3ebszo'"),
        "verify": ('wenbao verify "全区生产总值增长5.8%"', "wenbao verify --batch claims.jsonl --json"),
        "figures": ("wenbao figures --indicator 社会消费品零售总额", "wenbao figures --year 2024 --csv > figures.csv"),
        "targets": ("wenbao targets 雨山区 2025", "wenbao targets --csv > targets.csv"),
        "chart": ("wenbao chart GDP增速 --out gdp.png", "wenbao chart GDP增速 --year 2024"),
        "run": ("wenbao doctor && wenbao run",),
        "serve": ("wenbao serve", "SERVE_LISTEN=127.0.0.1:9000 wenbao serve"),
        "mcp": ("wenbao mcp",),
        "eval": ("wenbao eval questions.jsonl", "wenbao eval questions.jsonl --json > measured.json"),
        "doctor": ("wenbao doctor",),
        "backup": ("wenbao backup wenbao.zip", "wenbao backup - | age -r RECIPIENT > wenbao.zip.age"),
        "restore": ("wenbao restore wenbao.zip", "age -d wenbao.zip.age | wenbao restore -"),
        "export": ("wenbao export --html pages",),
        "corpus": ("wenbao corpus status", "wenbao corpus add report.docx", "wenbao corpus rollback"),
        "corpus status": ("wenbao corpus status",),
        "corpus list": ("wenbao corpus list",),
        "corpus gaps": ("wenbao corpus gaps --json",),
        "corpus reload": ("wenbao corpus reload --dry-run", "wenbao corpus reload"),
        "corpus rollback": ("wenbao corpus rollback", "wenbao corpus rollback 3"),
        "corpus add": ("wenbao corpus add report.docx",),
        "corpus remove": ("wenbao corpus remove report.docx", "wenbao corpus remove 雨山区2025年政府工作报告"),
        "corpus draft": ("wenbao corpus draft",),
        "corpus publish": ("wenbao corpus publish",),
        "corpus discard": ("wenbao corpus discard",),
        "corpus audit": ("wenbao corpus audit -n 20",),
    }
