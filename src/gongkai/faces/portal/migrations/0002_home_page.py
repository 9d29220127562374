"""A home page at the root of the editors' tree, in the place of Wagtail's page of welcome."""

from django.apps.registry import Apps as StateApps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def create_home_page(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="portal", model="homepage"
    )
    page = apps.get_model("wagtailcore", "Page")
    site = apps.get_model("wagtailcore", "Site")
    if page.objects.filter(depth=2).exclude(pk=2).exists():
        return
    site.objects.filter(root_page_id=2).delete()
    page.objects.filter(pk=2).delete()
    home = apps.get_model("portal", "HomePage").objects.create(
        title="首页",
        draft_title="首页",
        slug="home",
        content_type=content_type,
        locale=apps.get_model("wagtailcore", "Locale").objects.order_by("pk").first(),
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        live=True,
    )
    page.objects.filter(depth=1).update(numchild=1)
    site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True)


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(create_home_page, migrations.RunPython.noop)]
