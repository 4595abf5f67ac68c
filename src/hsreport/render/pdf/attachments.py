"""The files that go with a PDF, taken out again."""

from io import BytesIO

from hsreport.errors import SourceError
from hsreport.render.pdf.book import Attachment


def attachments_of(data: bytes, name: str) -> tuple[Attachment, ...]:
    """Return the attached files of a PDF, byte for byte, in the order of their names; `name` is how messages call the PDF.

    Raises `SourceError` where it is no PDF, or nothing is attached to it.
    """
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            held = list(pdf.attachments.values())
            attached = [Attachment(file.filename, file.get_file().read_bytes(), file.description) for file in held]
    except pikepdf.PdfError:
        raise SourceError("it is no PDF that can be opened", file=name, hint="name a PDF that hsreport made") from None
    if not attached:
        raise SourceError("no file is attached to it", file=name, hint="name a PDF that hsreport made")
    return tuple(sorted(attached, key=lambda file: file.name))
