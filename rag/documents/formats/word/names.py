"""The names of Word's elements that the modules here ask for (Office Open XML, ECMA-376 part 1). Pure."""

from __future__ import annotations

from docx.oxml.ns import qn

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

VALUE = qn("w:val")
PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
"""Hold paragraphs and rows as if they were not there."""
DELETED = (qn("w:del"), qn("w:moveFrom"))
BOX = qn("w:txbxContent")
CHOICE, FALLBACK = f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"
ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
