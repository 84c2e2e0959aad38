"""A site in which everything that can be hidden is hidden, beside public things that point at it.

Every text of every thing is a word of its own (`words.py`, `filling.py`). Hidden pages are released
first where their state asks for it (`states.py`), then linked to from a public post, then hidden; a
second public post links to them when they are hidden already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Locale,
    Page,
    Site,
)
from wagtail.signal_handlers import disable_reference_index_auto_update

from blog.models import (
    BlogIndexPage,
    BlogPage,
    Disclaimer,
    NavigationLink,
    Person,
    SiteSettings,
)
from cms.images.models import CustomImage
from home.models import FeaturedPost, HomePage, StandardPage
from tests.builders import publish
from tests.canary.corpus import Corpus
from tests.canary.filling import Filler
from tests.canary.states import MUCH_LATER, STATES, State, schedule
from tests.canary.things import (
    Document,
    disclaimer,
    document,
    picture,
    saved,
    shared_things,
    version,
)

SHORT = 2  # blocks


def build() -> Corpus:
    """Make the site below the root of the tree.

    Without Wagtail's own indexes, which no reader's request reads and which take most of the time.
    """
    with disable_reference_index_auto_update():
        return _Building().whole()


class _Building:
    def __init__(self) -> None:
        self.corpus = Corpus()
        hidden = self.corpus.filler("the editor")
        self.editor = User.objects.create_user(
            *(hidden.word("User.username"), f"{hidden.word('User.email')}@example.org", "secret"),
            first_name=hidden.word("User.first_name"),
            last_name=hidden.word("User.last_name"),
        )
        self.targets: list[Any] = []

    def whole(self) -> Corpus:
        self._files()
        self._front()
        self._public_pages()
        branches = [(state, self._branch(state)) for state in STATES]
        self._pointing_post("a post that linked to pages before they were hidden")
        for state, pages in branches:
            for page in pages:
                state.hide(Page.objects.get(pk=page.pk).specific)
        self._hide_files()
        self.targets = [page for page in self.targets if Page.objects.filter(pk=page.pk).exists()]
        self._pointing_post("a post that links to hidden pages")
        self._point_from_everywhere()
        self._newer_drafts()
        self._used_by_nobody()
        return self.corpus

    # --- What is public --------------------------------------------------------------------------

    def _files(self) -> None:
        """Files that are public until `_hide_files`, and one that stays so."""
        root = Collection.get_first_root_node()
        hidden = self.corpus.filler("a private collection")
        self.collections = {
            kind: root.add_child(name=hidden.word("wagtailcore.Collection.name"))
            for kind in ("groups", "login", "password")
        }
        below = self.collections["groups"].add_child(
            name=hidden.word("wagtailcore.Collection.name")
        )
        self.private_image = picture(hidden, below)
        self.private_logo = picture(hidden, self.collections["login"])
        self.private_files = [
            document(hidden, each)
            for each in (self.collections["groups"], below, self.collections["password"])
        ]
        for thing in (self.private_image, self.private_logo, *self.private_files):
            self.corpus.keep_id(thing)
            self.corpus.hidden_files.append(thing.file.name)
        self.corpus.documents.hidden.extend(each.url for each in self.private_files)
        self.open_file = document(self.corpus.filler("a public file", "shown"))
        self.corpus.documents.public.append(self.open_file.url)

    def _hide_files(self) -> None:
        """Their collections become private; a picture and a document are moved into one."""
        for kind, collection in self.collections.items():
            CollectionViewRestriction.objects.create(
                collection=collection, restriction_type=kind, password="canary"
            )

    def _front(self) -> None:
        shown = self.corpus.filler("the front", "shown")
        shown.things[CustomImage] = [picture(shown)]
        root = Page.get_first_root_node()
        self.home = self._page(shown, HomePage, root)
        site, _ = Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "testserver", "port": 80, "root_page": self.home},
        )
        self.settings = saved(
            shown.fill(
                SiteSettings.for_site(site),
                site=site,
                logo=self.private_logo,
                default_disclaimer=disclaimer(shown),
            )
        )
        self.blog = self._page(shown, BlogIndexPage, self.home)
        self.corpus.index = self.blog.get_url()
        for page in (self.home, self.blog):
            self.corpus.keep_page(page, is_public=True)

    def _public_pages(self) -> None:
        shown = self.corpus.filler("a public post", "shown", {Document: [self.open_file]})
        self.shared = shared_things(shown)
        self.corpus.keep_shared(self.shared, is_public=True)
        self.post = self._page(shown, BlogPage, self.blog)
        shown = self.corpus.filler("a public page", "shown", {**self.shared, BlogPage: [self.post]})
        self.standing = self._page(shown, StandardPage, self.home)
        for page in (self.post, self.standing):
            self.corpus.keep_page(page, is_public=True)

    def _page(
        self,
        filler: Filler,
        model: Any,
        parent: Page,
        release: Callable[[Any], Any] = publish,
        **given: Any,
    ) -> Any:
        given["owner"] = self.editor
        if model is BlogPage:
            given["reviewer"] = reviewer = saved(filler.fill(Person()))
            is_public = filler.kind is not self.corpus.words.hidden
            self.corpus.slugs["person"].add(reviewer.slug, is_public)
        page = filler.fill(model(), **given)
        if model is BlogPage:
            page.tags.add(*filler.choices(Tag))
        parent.add_child(instance=page)
        release(page)
        return page

    # --- What is hidden --------------------------------------------------------------------------

    def _branch(self, state: State) -> list[Any]:
        """A post, a page with a child and an index with a post in a state, and aliases of them.

        Returns those that are still to be hidden.
        """
        hidden = self.corpus.filler(f"a {state.name} page")
        self.corpus.keep_shared(shared_things(hidden), is_public=False)
        post = self._page(hidden, BlogPage, self.blog, state.release)
        body = self._short_body(hidden, StandardPage)
        standing = self._page(hidden, StandardPage, self.home, state.release, body=body)
        index = self._page(hidden, BlogIndexPage, self.home, state.release)
        made = [post, standing, index]
        below = [
            self._below(state, hidden, StandardPage, standing),
            self._below(state, hidden, BlogPage, index),
        ]
        for page in made:
            self.corpus.keep_page(page, is_public=False)
        for page in below:
            self.corpus.keep_page(page, is_public=not state.hides_below)
        # Wagtail makes an alias of a deleted page a page of its own.
        if state.name != "deleted":
            slug = hidden.word("slug of an alias")
            alias = post.create_alias(parent=self.blog, update_slug=slug)
            self.corpus.keep_page(alias, is_public=False)
        self.targets += [post, standing, *(below[1:] if state.hides_below else ())]
        return made

    def _below(self, state: State, hidden: Filler, model: Any, parent: Any) -> Any:
        """A published child: it is its place that hides it or does not."""
        filler = hidden
        if not state.hides_below:
            self.corpus.words.let_out(parent.slug)
            owner = f"a child of a {state.name} page"
            filler = self.corpus.filler(owner, "loose", self.shared)
        return self._page(filler, model, parent, body=self._short_body(filler, model))

    def _short_body(self, filler: Filler, model: Any) -> list[dict[str, Any]]:
        """For pages whose state matters: posts have every block there is."""
        return filler.stream(model.body.field.stream_block, f"{model._meta.label}.body")[:SHORT]

    def _newer_drafts(self) -> None:
        """Revisions that are newer than what is public, and a translation that is not."""
        hidden = self.corpus.filler(
            "a draft of a public page", "hidden", {Document: self.private_files}
        )
        shared_things(hidden)
        for page in (self.post, self.blog, self.home):
            draft = hidden.fill(type(page).objects.get(pk=page.pk))
            draft.save_revision(user=self.editor)
        schedule(hidden.fill(StandardPage.objects.get(pk=self.standing.pk)))
        french = Locale.objects.create(language_code="fr")
        translation = self.post.copy_for_translation(french, copy_parents=True)
        hidden.fill(translation).save_revision(user=self.editor)
        self.corpus.keep_page(translation, is_public=False)
        for of in (self.shared[Disclaimer][0], self.settings.default_disclaimer):
            version(hidden, of, effective_from=None).save_revision()
            future = version(hidden, of, effective_from=timezone.now() + MUCH_LATER)
            publish(future)
            self.corpus.keep_id(future)
        Comment.objects.create(
            page=self.post, user=self.editor, text=hidden.word("Comment.text"), contentpath="title"
        )

    def _used_by_nobody(self) -> None:
        shared = shared_things(self.corpus.filler("what nobody uses"))
        self.corpus.keep_shared(shared, is_public=False)

    # --- What points at it -----------------------------------------------------------------------

    def _pointing_post(self, owner: str) -> None:
        """A public post all of whose links, pictures and choices are hidden things."""
        filler = self.corpus.filler(
            owner, "loose", {Page: self.targets, Document: self.private_files}
        )
        self.corpus.keep_shared(shared_things(filler, image=self.private_image), is_public=True)
        self.corpus.keep_page(self._page(filler, BlogPage, self.blog), is_public=True)

    def _point_from_everywhere(self) -> None:
        """The front page, the index, the menu and redirects lead to hidden pages."""
        hidden = self.corpus.filler("a link to a hidden page", "hidden", {Page: self.targets})
        shown = self.corpus.filler("the front", "shown", hidden.things)
        for page in (self.home, self.blog):
            page.intro = shown.rich(f"{page._meta.label}.intro")
        self.home.featured_posts = [FeaturedPost(post=page) for page in self.targets]
        for page in (self.home, self.blog):
            publish(page)
        for page in self.targets:
            label = hidden.word("blog.NavigationLink.label")
            NavigationLink.objects.create(settings=self.settings, page=page, label=label)
            self._redirect(hidden, page)
        self._redirect(self.corpus.filler("a redirect", "shown"), self.post)
        private = self.targets[-1]
        private.slug = hidden.word("slug of a renamed page")
        publish(private)
        self.corpus.keep_page(private, is_public=False)

    def _redirect(self, filler: Filler, page: Page) -> None:
        old = f"/{filler.word('wagtailredirects.Redirect.old_path')}"
        Redirect.objects.create(old_path=old, redirect_page=page)
        self.corpus.paths.add(f"{old}/", is_public=filler.kind is not self.corpus.words.hidden)
