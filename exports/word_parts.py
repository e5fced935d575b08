"""The fixed parts of our Word documents: package, styles, settings, footer."""

from __future__ import annotations

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

DOCUMENT_START = f"{_XML}<w:document {_W} {_R}><w:body>"
DOCUMENT_END = "</w:body></w:document>"

_CONTENT_TYPES = f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>"""

_PACKAGE_RELATIONS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>"""

_DOCUMENT_RELATIONS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_RELATIONS}/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="{_RELATIONS}/footer" Target="footer1.xml"/>
</Relationships>"""

# Fields (page numbers of the contents) are reckoned when the file is opened.
_SETTINGS = f'{_XML}<w:settings {_W}><w:updateFields w:val="true"/></w:settings>'


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_FOOTER = (
    f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Foot"/></w:pPr><w:r><w:t xml:space="preserve">'
    f'第 </w:t></w:r>{_field("PAGE")}<w:r><w:t xml:space="preserve"> 页，共 </w:t></w:r>'
    f'{_field("NUMPAGES")}<w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>'
)

_SONG, _HEI = "宋体", "黑体"


def _style(
    code: str,
    size: float,
    *,
    font: str = _SONG,
    bold: bool = False,
    paragraph: str = "",
    outline: int | None = None,
    based: str = "Normal",
) -> str:
    """A paragraph style: `size` in points, `paragraph` its further properties as XML."""
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    heavy = "<w:b/>" if bold else ""
    half_points = round(size * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{code}"><w:name w:val="{code}"/>'
        f'<w:basedOn w:val="{based}"/><w:pPr>{paragraph}{level}</w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>{heavy}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


_CENTRED = '<w:jc w:val="center"/>'
_DOTS = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{}"/></w:tabs>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = (
    f"{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{_SONG}" w:hAnsi="{_SONG}" w:eastAsia="{_SONG}"/>'
    '<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr>'
    f"<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>"
    '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    + _style("Sheet", 16, font=_HEI, bold=True, outline=0,
             paragraph='<w:spacing w:after="160"/>' + _CENTRED)
    + _style("Cell", 7.5)
    + _style("Centre", 7.5, paragraph=_CENTRED)
    + _style("Head", 8, font=_HEI, paragraph=_CENTRED)
    + _style("Foot", 9, paragraph=_CENTRED)
    + _style("Cover", 30, font=_HEI, bold=True, paragraph='<w:spacing w:before="4200" w:after="600"/>' + _CENTRED)
    + _style("Under", 16, paragraph='<w:spacing w:after="200"/>' + _CENTRED)
    + _style("Chapter", 18, font=_HEI, bold=True, outline=0,
             paragraph='<w:keepNext/><w:spacing w:before="480" w:after="160"/>')
    + _style("Item", 13, font=_HEI, bold=True, outline=1,
             paragraph='<w:keepNext/><w:spacing w:before="300" w:after="100"/>')
    + _style("Fact", 10.5, paragraph='<w:spacing w:after="40"/><w:ind w:left="1260" w:hanging="1260"/>')
    + _style("Words", 10.5, paragraph='<w:spacing w:after="120"/>')
    + _style("Contents1", 12, font=_HEI, paragraph=_DOTS.format(9900) + '<w:spacing w:before="160"/>')
    + _style("Contents2", 10.5, paragraph=_DOTS.format(9900) + '<w:ind w:left="420"/>')
    + "</w:styles>"
)  # fmt: skip


def parts(title: str) -> dict[str, str]:
    """Name → XML of every part but the document itself; `title` is escaped already."""
    core = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
    return {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": _DOCUMENT_RELATIONS,
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _FOOTER,
    }
