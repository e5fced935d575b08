"""Refusals about files in and out."""

from http import HTTPStatus

from catalog_app.errors import DomainError


class FileRefused(DomainError):
    """Nothing of the file can be used; `reason` is the reader's own sentence, `refusal` its code."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "file-refused"
    title = "这个文件不能导入"
    detail = "“{file}”：{reason}目录没有任何改动。"


class NoFileChosen(DomainError):
    """An upload was sent without a file."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "no-file-chosen"
    title = "没有选择文件"
    detail = (
        "请先选择要导入的文件（.xlsx、.xls、.csv、.docx 或网页另存的 .html），再点“上传并核对”。"
    )


class BatchSettled(DomainError):
    """The batch was applied, undone or discarded already."""

    status = HTTPStatus.CONFLICT
    code = "batch-settled"
    title = "这次导入已经处理过"
    detail = "“{file}”这次导入现在是“{state}”，不能再{action}。请在导入记录中查看，需要时重新上传。"


class NothingToImport(DomainError):
    """Nothing of the batch is taken, so applying it would change nothing."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "nothing-to-import"
    title = "没有可以导入的内容"
    detail = (
        "按现在的选择，没有要新增、修改或撤下的事项，目录没有改动。请核对各表的领域和“采用”的勾选。"
    )


class PlaceNotConfirmed(DomainError):
    """The file names another region than the one it would be imported into."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "place-not-confirmed"
    title = "请先确认地区"
    detail = (
        "文件里写的是“{named}”，而现在要导入到“{chosen}”，目录没有改动。请回到核对页面：选错了地区，"
        "点“改到这个地区”改正；确实要导入到{chosen}，点“确认导入到{chosen}”后再导入。"
    )


class DomainNotConfirmed(DomainError):
    """A table's domain is only guessed from its contents."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "domain-not-confirmed"
    title = "请先确认领域"
    detail = (
        "“{table}”没有写明领域，系统只是按内容猜它是“{domain}”，目录没有改动。请回到核对页面，在“各表的领域”中"
        "确认或改选领域，不要这张表的选“不导入这张表”，再导入。"
    )


class CatalogStartedMeanwhile(DomainError):
    """The preview was made for a catalogue that did not exist, and now it does."""

    status = HTTPStatus.CONFLICT
    code = "catalog-started-meanwhile"
    title = "目录刚刚由别人建立"
    detail = (
        "导入期间有人建立了同一领域的目录，本次导入未作任何改动。请回到核对页面重新比对后再导入。"
    )


class NothingToExport(DomainError):
    """The scope holds no entry the user may see."""

    status = HTTPStatus.NOT_FOUND
    code = "nothing-to-export"
    title = "没有可以导出的目录"
    detail = "{place}还没有公开事项，没有生成文件。请先建立目录或导入事项。"


class NoStandardItems(DomainError):
    """A template was asked for of a domain whose guide has no items yet."""

    status = HTTPStatus.NOT_FOUND
    code = "no-standard-items"
    title = "这个领域没有模板"
    detail = (
        "系统里没有“{domain}”领域标准指引的事项，做不出模板。请用县里现有的表格导入，或逐项录入。"
    )


class ExportRefused(DomainError):
    """The entries do not fit the format; `reason` says which and what to do."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "export-refused"
    title = "无法导出"
    detail = "{reason}"


class ComparisonNeedsDomain(DomainError):
    """Regions are compared in one domain, and none was chosen."""

    code = "comparison-needs-domain"
    title = "请先选一个领域"
    detail = "对照表把一个领域在各地的目录放在一张表里，请在“领域”中选一个，再导出。"


class PrintOneRegion(DomainError):
    """Pages to print are made for one region at a time."""

    code = "print-one-region"
    title = "一次只能打印一个地区"
    detail = "打印用的网页一次只放一个地区的目录，没有生成。请把“范围”改成“本级的目录”，或改为导出 Word 文档。"


class PlaceUnclear(DomainError):
    """The command line could not tell whose catalogue the file is."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "place-unclear"
    title = "看不出是哪个地区的目录"
    detail = "“{file}”的标题和文件名看不出是哪个地区的目录。请加上 --region，例如 --region 222403。"


class FileNotKept(DomainError):
    """The file is not there (any more)."""

    status = HTTPStatus.NOT_FOUND
    code = "file-not-kept"
    title = "这个文件没有保存"
    detail = (
        "没有保存“{file}”：原文件里有个人信息的不保存，其余到期删去；问题报告要先生成。"
        "需要时请重新上传，或重新生成。"
    )


class IntakeAtWork(DomainError):
    """Many files are still being read, applied or undone in the background."""

    status = HTTPStatus.CONFLICT
    code = "intake-at-work"
    title = "这批文件现在不能这样做"
    detail = "这批文件现在是“{state}”，没有任何改动。请等它完成，或先点“停止”，再试一次。"


class NothingChosen(DomainError):
    """No file of a bulk import was ticked."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "nothing-chosen"
    title = "没有可以处理的文件"
    detail = (
        "选中的文件里没有可以这样处理的，目录没有改动。请在列表里勾选文件；"
        "能改地区的、能导入的，都是还没有导入的文件。"
    )
