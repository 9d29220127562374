"""What an editor can put on a page: headings, text, quotations, pictures, questions, lists of addresses."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

# No colours, sizes or alignments: an editor says what a thing is, the style sheet how it looks.
FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):  # type: ignore[misc]
    """A heading below the title of the page."""

    text = blocks.CharBlock(label=_("标题文字"), max_length=100)
    level = blocks.ChoiceBlock(label=_("级别"), choices=[("2", _("二级")), ("3", _("三级"))], default="2")

    class Meta:
        """Rendered as h2 or h3."""

        label = _("小标题")
        icon = "title"
        template = "portal/blocks/heading.html"


class FigureBlock(blocks.StructBlock):  # type: ignore[misc]
    """A picture with words for those who do not see it, and a caption."""

    image = ImageBlock(label=_("图片"))
    caption = blocks.CharBlock(label=_("图注"), max_length=300, required=False)

    class Meta:
        """Rendered as a figure."""

        label = _("图片")
        icon = "image"
        template = "portal/blocks/figure.html"


class QuestionBlock(blocks.StructBlock):  # type: ignore[misc]
    """A question with its answer, which opens without script."""

    question = blocks.CharBlock(label=_("问"), max_length=200)
    answer = blocks.RichTextBlock(label=_("答"), features=FEATURES)

    class Meta:
        """Rendered as details."""

        label = _("问答")
        icon = "help"
        template = "portal/blocks/question.html"


class AddressBlock(blocks.StructBlock):  # type: ignore[misc]
    """An address within the site or outside."""

    text = blocks.CharBlock(label=_("文字"), max_length=120)
    address = blocks.URLBlock(label=_("网址"))

    class Meta:
        """A line of a list."""

        label = _("网址")
        icon = "link"


class BodyBlock(blocks.StreamBlock):  # type: ignore[misc]
    """The body of a page."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("正文"), features=FEATURES, icon="pilcrow")
    quote = blocks.BlockQuoteBlock(label=_("引文"), icon="openquote")
    figure = FigureBlock()
    question = QuestionBlock()
    addresses = blocks.ListBlock(
        AddressBlock(), label=_("网址列表"), icon="list-ul", template="portal/blocks/addresses.html"
    )

    class Meta:
        """In the order of the page."""

        block_counts: ClassVar[dict[str, dict[str, int]]] = {}
