"""Work on pictures that no reader should wait for."""

from django_tasks import task
from wagtail.images import get_image_model

from cms.renditions import specs_for


@task()
def make_renditions(image_id: int) -> None:
    """Make what the list of sizes asks of one image and is not there yet.

    An image that has been deleted meanwhile is none of ours any more.
    """
    image = get_image_model().objects.filter(pk=image_id).first()
    if image:
        image.get_renditions(*specs_for(image))
