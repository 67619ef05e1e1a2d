"""What our errors tell admins, in Chinese, by the English sentence that ``rag`` raises. Pure."""

from __future__ import annotations

REASONS = {
    # A report
    "{file} is no name for a report, it would be left alone; give it another.": (
        "{file} 这个文件名不会当作报告读取，请改名后再试。"
    ),
    "{file} changed while it was read; try again.": "{file} 在读取时被改动了，请再试一次。",
    "{file} cannot be read ({reason}); check the file and its rights.": (
        "{file} 读不出来（{reason}），请检查文件和权限。"
    ),
    "{file} cannot be read: {reason}; check the file and its permissions": (
        "{file} 读不出来（{reason}），请检查文件和权限。"
    ),
    "{file} is larger than {megabytes} MB; send the report alone": "{file} 超过 {megabytes} MB，请只发报告本身。",
    "{file} is larger than {megabytes} MB; save the page without pictures": (
        "{file} 超过 {megabytes} MB，请保存不带图片的网页。"
    ),
    "{file} holds more than {most} characters; send the report alone": "{file} 超过 {most} 字，请只发报告本身。",
    "{file} holds more than {most} elements; send the text of the report alone": (
        "{file} 的网页元素超过 {most} 个，请只发报告的文字。"
    ),
    "{file} holds more than {most} brackets and stars; send the text of the report alone": (
        "{file} 的括号和星号超过 {most} 个，请只发报告的文字。"
    ),
    "{file} is nested too deeply for a report; send its text alone": "{file} 嵌套太深，不像报告，请只发它的文字。",
    "{file} holds no text; check that the file was saved completely": "{file} 里没有文字，请检查文件是否保存完整。",
    "{file} is damaged or no text: it holds what is no character; save it again as UTF-8": (
        "{file} 已损坏或不是文本，里面有不是文字的内容，请重新存成 UTF-8。"
    ),
    "{file} is damaged: it cannot be read as {encoding}; save it as UTF-8": (
        "{file} 已损坏，不能按 {encoding} 读取，请存成 UTF-8。"
    ),
    "{file} is not a text file in UTF-8, UTF-16 or GB18030; save it as UTF-8": (
        "{file} 不是 UTF-8、UTF-16 或 GB18030 的文本文件，请存成 UTF-8。"
    ),
    "{file} is of a format that cannot be read; send {kinds}": "{file} 的格式读不了，请发 {kinds}。",
    "{file} is {kind}, whatever its ending says; save it in the format of its ending": (
        "{file} 的后缀与内容不符，它其实是{kind}，请按后缀的格式另存。"
    ),
    "{file} {kind}": "{file} {kind}。",
    "{file} is protected by a password; save it without one": "{file} 有密码保护，请另存为不带密码的文件。",
    "{file} has {pages} pages, more than {most}; send the report alone": (
        "{file} 有 {pages} 页，超过 {most} 页，请只发报告本身。"
    ),
    "{file} has no text layer, it looks scanned; send a PDF with text, or the Word file": (
        "{file} 没有文字层，像是扫描件，请发带文字的 PDF，或者 Word 文件。"
    ),
    "{file} cannot be read as a PDF file; print it to PDF again": "{file} 不能按 PDF 读取，请重新打印成 PDF。",
    "{file} is an old .doc or a password-protected file; save it as .docx without a password": (
        "{file} 是旧的 .doc 或者有密码，请另存为不带密码的 .docx。"
    ),
    "{file} cannot be read as a Word file; open it in Word and save it again as .docx": (
        "{file} 不能按 Word 读取，请用 Word 打开，再存成 .docx。"
    ),
    "{file} is not a Word file; save the report as .docx": "{file} 不是 Word 文件，请把报告存成 .docx。",
    "{file} expands to {megabytes} MB, too much; save its text alone as .docx": (
        "{file} 解压后有 {megabytes} MB，太大了，请只把文字存成 .docx。"
    ),
    "{file} contains macros; save it as .docx without macros": "{file} 带有宏，请存成不带宏的 .docx。",
    "{file} declares XML entities, which Word never does; save it again with Word": (
        "{file} 里有 Word 不会写的 XML 实体，请用 Word 重新保存。"
    ),
    "{files} are the same report, {report}; keep one of them in the corpus folder.": (
        "{files} 是同一份报告（{report}），请在报告文件夹里只留一个。"
    ),
    # reports.toml
    "{toml} in the corpus folder is no TOML in UTF-8 ({reason}); mend or remove it.": (
        "报告文件夹里的 {toml} 不是 UTF-8 的 TOML（{reason}），请改正或删掉。"
    ),
    "{toml} in the corpus folder cannot be read ({reason}); check its rights.": (
        "报告文件夹里的 {toml} 读不出来（{reason}），请检查权限。"
    ),
    '{toml} may hold, under ["{file}"], {keys} and nothing else; mend it.': (
        '{toml} 的 ["{file}"] 下面只能写 {keys}，请改正。'
    ),
    '{toml} does not give {kind} as the {key} of "{file}"; mend it.': (
        '{toml} 里 "{file}" 的 {key} 应当是{kind}，请改正。'
    ),
    # The folder
    "The corpus folder {folder} does not exist; make it or set CORPUS_DIR.": (
        "报告文件夹 {folder} 不存在，请建立它，或者设置 CORPUS_DIR。"
    ),
    "The corpus folder {folder} cannot be read ({reason}); check its rights.": (
        "报告文件夹 {folder} 读不出来（{reason}），请检查权限。"
    ),
    "The corpus folder {folder} holds no report; put files there ({kinds}) or set CORPUS_DIR.": (
        "报告文件夹 {folder} 里没有报告，请放入文件（{kinds}），或者设置 CORPUS_DIR。"
    ),
    "{file} cannot be written ({reason}); check the folder's rights.": (
        "{file} 写不进去（{reason}），请检查目录的权限。"
    ),
    "{file} cannot be removed ({reason}); check the folder's rights.": "{file} 删不掉（{reason}），请检查目录的权限。",
    "The old files cannot be kept in {folder} ({reason}); check its rights.": (
        "旧文件存不进 {folder}（{reason}），请检查权限。"
    ),
    "{folder} holds no report named {report}; see wenbao corpus status.": (
        "{folder} 里没有名为 {report} 的报告，用 /corpus 看有哪些。"
    ),
    "{report} is the only report; add another one before removing it.": (
        "{report} 是唯一的报告，请先加入另一份，再移除它。"
    ),
    # A build
    "The build failed ({kind}); the log has the details.": "建立索引失败（{kind}），详情见日志。",
    "The build ended early (exit status {status}); start it again.": (
        "建立索引中途结束（退出状态 {status}），请再来一次。"
    ),
    "The build was cancelled; nothing has changed.": "已取消，什么都没有改变。",
    "The embedding model failed ({kind}); check EMBEDDING_MODEL and its service.": (
        "向量模型出错（{kind}），请检查 EMBEDDING_MODEL 和它的服务。"
    ),
    "The index cannot be written ({reason}); check the disk of DATA_DIR.": (
        "索引写不进去（{reason}），请检查 DATA_DIR 所在的磁盘。"
    ),
    "The index {index} holds {held} of {clauses} clauses; start again to remake it.": (
        "索引 {index} 只有 {clauses} 条中的 {held} 条，重新启动会重建它。"
    ),
    "{what} ({reason}); check the disk, or the server at CHROMA_URL if it is set.": (
        "{what}（{reason}），请检查磁盘；设了 CHROMA_URL 时请检查那台服务器。"
    ),
    "The canary questions cannot be read: {reason}; correct the file.": "核对问题读不出来：{reason}，请改正文件。",
    # Versions
    "There is no older version to return to; see wenbao corpus list.": (
        "没有更早的版本可以退回，用 /versions 看有哪些。"
    ),
    "There is no version {number} to return to; see wenbao corpus list.": (
        "没有第 {number} 版可以退回，用 /versions 看有哪些。"
    ),
    "Version {number} can no longer be published; reload or send the file again.": (
        "第 {number} 版不能再发布了，请重新 /reload 或重发文件。"
    ),
    "Version {number} is held: {count} answers that are right would be lost; wenbao corpus draft shows them, wenbao "
    "corpus publish --force publishes it all the same.": (
        "第 {number} 版暂缓发布：有 {count} 个原来答对的问题会答错。用 /reload 看是哪些，可以仍然发布。"
    ),
    "Another change of the corpus is under way; wait for its end or cancel it.": (
        "另一次更改正在进行，请等它结束，或者取消它。"
    ),
    "Another wenbao uses {folder}; stop it or set another DATA_DIR.": (
        "另一个 wenbao 正在使用 {folder}，请停掉它，或者另设 DATA_DIR。"
    ),
    "The corpus is not open; put reports into CORPUS_DIR and start again.": (
        "还没有报告，请放入 CORPUS_DIR 后重新启动。"
    ),
    "The corpus was never indexed; put reports into CORPUS_DIR and ask something first.": (
        "报告还没有建立过索引，请放入 CORPUS_DIR，先问一个问题。"
    ),
    "The corpus was never indexed; put reports into CORPUS_DIR and start again.": (
        "报告还没有建立过索引，请放入 CORPUS_DIR 后重新启动。"
    ),
    # The database
    "{folder} cannot be written ({reason}); set DATA_DIR.": "{folder} 写不进去（{reason}），请设置 DATA_DIR。",
    "The database failed ({reason}); check DATABASE_URL, the disk and its rights.": (
        "数据库出错（{reason}），请检查 DATABASE_URL、磁盘和权限。"
    ),
    "The database has lost {file}; send it again.": "数据库里找不到 {file} 了，请重发一次。",
    "The database was made by a newer wenbao; install that version again.": (
        "数据库是由更新的 wenbao 建立的，请装回那个版本。"
    ),
    "The database file is another program's; set DATA_DIR or DATABASE_URL to another place.": (
        "数据库文件是别的程序的，请把 DATA_DIR 或 DATABASE_URL 设到别处。"
    ),
    # Details that are words
    "is an old Word file; save it as .docx": "是旧的 Word 文件，请另存为 .docx",
    "may contain macros; save it as .docx": "可能带有宏，请另存为 .docx",
    "is a WPS file; save it as .docx": "是 WPS 文件，请另存为 .docx",
    "is a web archive; save the page as .html": "是网页归档，请把网页另存为 .html",
    "a PDF file": "PDF 文件",
    "a Word file or another archive": "Word 文件或压缩包",
    "an old Office file or one with a password": "旧的 Office 文件或带密码的文件",
    "an RTF file": "RTF 文件",
    "a web page": "网页",
    "a year such as 2025": "年份，例如 2025",
    "a date such as 2024-12-23": "日期，例如 2024-12-23",
    "a text in quotes": "引号里的文字",
    "The vectors could not be written": "向量写不进去",
    "The index could not be completed": "索引没能完成",
    "The index could not be opened": "索引打不开",
    "An index could not be removed": "索引删不掉",
    "The Chroma server did not answer": "Chroma 服务器没有回应",
    "The vector search failed": "向量检索出错",
    "No space left on device": "磁盘已满",
    "File too large": "文件太大",
    "Permission denied": "没有权限",
    "No such file or directory": "文件不存在",
    "Is a directory": "是目录",
    "Read-only file system": "文件系统只读",
    "Input/output error": "磁盘读写错误",
    "database or disk is full": "数据库或磁盘已满",
    "disk I/O error": "磁盘读写错误",
}
