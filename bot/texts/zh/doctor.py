"""The Chinese texts of ``wenbao doctor``. Pure. How to add one: ``bot.texts``."""

from __future__ import annotations


class DoctorTexts:
    """Chinese; every other language has the same names."""

    __slots__ = ()

    unchecked = "这一项没能检查（{kind}），先看它的设置对不对。"
    chosen = "设了 {names}，其余用默认值。"
    by_default = "全部用默认值。"
    # Telegram
    telegram_unset = "没有设 TELEGRAM_BOT_TOKEN；终端用不着它，wenbao run 需要它。"
    telegram_unreachable = "{address} 连不上（{kind}），请检查网络和 TELEGRAM_API_URL。"
    telegram_unknown = "Telegram 不认识 TELEGRAM_BOT_TOKEN，请从 @BotFather 重新复制。"
    telegram_wrong = "{address} 回应的状态是 {status}，请检查 TELEGRAM_API_URL。"
    bot = "机器人是 @{name}。"
    # What is kept
    external_database = "外部数据库可用。"
    sqlite = "{folder} 下的 SQLite 可用。"
    readable = "{folder} 可以读取，下次启动建立索引。"
    version = "第 {number} 版，{reports} 份报告，{sentences} 句。"
    version_pending = "第 {number} 版，{reports} 份报告，{sentences} 句；之后文件有变化，下次启动生效。"
    chroma_embedded = "内置，版本 {version}。"
    chroma_away = "{address} 的 Chroma 服务器没有回应（{kind}），请启动它，或者改正 CHROMA_URL。"
    chroma = "{address} 的服务器可用。"
    # Models
    at = "（{address}）"
    own_calibration = "自己的校准"
    general_calibration = "通用校准"
    embedding = "{model}{at}：{dimensions} 维，{calibration}，每个问题 {seconds} 秒。"
    no_model = "没有设语言模型，回答引用报告原文。"
    no_format = "{model} 有回应，但不按要求的格式；仍会引用报告原文，请换一个 LLM_MODEL。"
    model = "{model} 按要求的格式回应；{first} 秒出第一个字，{whole} 秒说完。{trial}"
    tried_later = "有了报告以后再试用。"
    not_tried = "没能用报告试用它；试用之前，它只改写引用的原文。"
    passed = "用报告里的内容出了 {asked} 个问题，它答对 {passed} 个：它可以挑选材料，自己措辞。"
    failed = "用报告里的内容出了 {asked} 个问题，它答对 {passed} 个：它只改写引用的原文。"
