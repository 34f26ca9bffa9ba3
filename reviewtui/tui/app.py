"""The app: one open review, its screens, saving, and leaving without a loss."""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from reviewtui.characters import visible
from reviewtui.errors import InputError
from reviewtui.session.room import BY_SIZE, load_view, save_view
from reviewtui.settings import Settings
from reviewtui.tui.keyed import Keyed
from reviewtui.tui.leaving import Attended
from reviewtui.tui.messages import Joined, Noticed, Stored
from reviewtui.tui.notes import Notes
from reviewtui.tui.remembering import Remembering
from reviewtui.tui.screens.review import ReviewScreen
from reviewtui.tui.theme import role_colours, wear
from reviewtui.tui.user_keys import keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from textual.screen import Screen

    from reviewtui.reviews import Merged, Place, Saver
    from reviewtui.reviews.bulk import Marked
    from reviewtui.reviews.merging import Conflict
    from reviewtui.reviews.renaming import FileChanges
    from reviewtui.session.desk import Desk
    from reviewtui.session.library import Library
    from reviewtui.session.opening import Recovered
    from reviewtui.session.room import View
    from reviewtui.tui.several import Several
    from reviewtui.tui.warming import Warming
    from reviewtui.tui.widgets.over import Over


def _new_of_others(desk: Desk, place: Place | None) -> Mapping[str, int]:
    if place is None:
        return {}
    from reviewtui.reviews.others import new_of_others

    return new_of_others(desk.review, desk.reviewer, place.others)


def _layout(settings: Settings) -> View:
    if settings.layout and settings.path:
        from reviewtui.session.layout import view_of

        return view_of(settings.layout, settings.path)
    return BY_SIZE


class ReviewApp(Attended[int], Remembering):
    """Runs one review in the terminal; returns the exit status."""

    CSS_PATH = "reviewtui.tcss"
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = False
    warming: Warming | None = None  # once the first screen is there
    TITLE = "reviewtui"

    def __init__(
        self,
        desk: Desk,
        library: Library,
        saver: Saver,
        *,
        store_place: Callable[[Place, tuple[Marked, ...]], bool],
        place: Place | None = None,
        recovered: Recovered | None = None,
        files_changed: FileChanges | None = None,
        settings: Settings | None = None,
    ) -> None:
        """`store_place` writes where the reviewer is and what is marked; it is called in a worker.
        `recovered` is what the last session could not save, and is in the desk's review. Raises
        InputError for keys that cannot be used."""
        super().__init__()
        self.desk, self.library = desk, library
        self.settings = settings or Settings()
        self.keys = keys_of(self.settings)
        self.saver, self._store_place = saver, store_place
        self._several: Several | None = None
        self.notes = Notes(self, place.drafts if place is not None else ())
        self._resumed = place
        self.recovered = recovered
        self.files_changed = files_changed
        self._others = _new_of_others(desk, place)
        self._storing = Lock()
        self.layout = _layout(self.settings)
        self.view = load_view(self.layout)
        self.animation_level = "none"
        wear(self)
        self.review_screen = ReviewScreen(self)

    def get_default_screen(self) -> Screen[None]:
        """The review is the first screen."""
        return self.review_screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours for our roles in themes that have none for them."""
        return {**role_colours(self.current_theme)}

    def on_mount(self) -> None:
        """Paints all again when the reviewer is back from the shell."""
        self.app_resume_signal.subscribe(self, self._returned)

    def _returned(self, _app: object) -> None:
        """Back from the shell: the terminal's screen is empty, whatever was painted before."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    def _fatal_error(self) -> None:
        """Lets go of the policies that are being read, too."""
        self.library.close()
        super()._fatal_error()

    @property
    def several(self) -> Several:
        """What gives one verdict for several; loaded when it is asked for."""
        if self._several is None:
            from reviewtui.tui.several import Several

            self._several = Several(self)
        return self._several

    # saving

    def save(self) -> None:
        """Hands the review to the saver, which reports with `stored` or `failed`."""
        self.saver.submit(self.desk.review)

    def all_saved(self) -> bool:
        """Whether every decision is on the disk."""
        return self.saver.saved

    def stored(self) -> None:
        """From the saver's thread: a review is on the disk."""
        self.review_screen.post_message(Stored())

    def failed(self, reason: str) -> None:
        """From the saver's thread: it is not, and why."""
        self.review_screen.post_message(Stored(reason))

    def merged(self, merged: Merged) -> None:
        """From the saver's thread: somebody else had changed the file."""
        self.review_screen.post_message(Joined(merged))

    @property
    def copy(self) -> Path | None:
        """Where a copy is kept while the review itself cannot be saved."""
        return self.saver.copy

    def ask_for_copy(self) -> None:
        """Asks where a copy is to be saved, and saves it there."""
        from reviewtui.tui.screens.copy import copy_screen

        def save(typed: str) -> None:
            from pathlib import Path

            path = Path(typed).expanduser()
            try:
                self.saver.save_copy(path)
            except InputError as error:
                self.review_screen.post_message(Noticed(f"No copy: {error.lines[0]}", "bad"))
            else:
                self.call_from_thread(self.review_screen.copy_saved, visible(str(path)))

        def closed(typed: str | None) -> None:
            if typed is not None:
                self.run_worker(partial(save, typed), thread=True, group="copy")

        self.push_screen(copy_screen(self.desk.review_path, self.saver.reason, self.keys), closed)

    # coming back

    @property
    def greeting(self) -> str:
        """What is said before how much is left to do."""
        desk = self.desk
        known = self._resumed is not None or any(
            entry.reviewer == desk.reviewer for entry in desk.review.entries.values()
        )
        return "Welcome back" if known else f"New to {visible(desk.reviewer)}"

    def unsettled(self) -> list[Conflict]:
        """What two people had decided when this reviewer was here last, and nobody settled."""
        if self._resumed is None or not self._resumed.conflicts:
            return []
        from reviewtui.reviews.settling import unsettled

        return unsettled(self.desk.review, self._resumed.conflicts)

    def leave(self, status: int = 0) -> None:
        """Ends the app; whoever runs it flushes the saver and writes the place."""
        self.library.close()  # else the end would wait for a policy that is being read
        self.exit(status)

    async def action_quit(self) -> None:
        """Textual's own key for leaving (ctrl+q) does what `q` does."""
        self.review_screen.action_do("quit")

    def action_help_quit(self) -> None:
        """Textual's own key ctrl+c: says how to leave."""
        self.review_screen.say("q quits; everything decided is saved.")
        self.review_screen.footer.repaint()

    def keep_view(self, view: View) -> None:
        """What the reviewer has made of the screen, from now on and at the next start."""
        self.view = view

        def save() -> None:
            if view is self.view and not save_view(view, self.layout):
                self.not_kept("Not kept: how the screen is arranged; is the disk full?")

        self.run_worker(save, thread=True, group="view")

    # screens

    def show_list(self, rows: Sequence[tuple[str, str, str]], opened_by: str) -> None:
        """Rows to read, over the screen that is seen, for the action `opened_by`."""
        from reviewtui.tui.widgets.listing import Listing

        listing = Listing(rows)
        listing.opened_by = opened_by
        self.show_over(listing)

    def show_over(self, content: Over) -> None:
        """A list over the screen that is seen."""
        screen = self.screen if isinstance(self.screen, Keyed) else self.review_screen
        screen.show_over(content)

    def repaint_over(self) -> None:
        """What lies over the screen that is seen may say it: something changed below."""
        if isinstance(self.screen, Keyed) and self.screen.over is not None:
            self.screen.over.repaint()

    def show_finished(self) -> None:
        """What was decided, when nothing is left to decide."""
        from reviewtui.tui.screens.finished import FinishedList
        from reviewtui.tui.screens.gated import GatedScreen

        review = self.review_screen
        footer = self.screen.footer if isinstance(self.screen, GatedScreen) else review.footer
        self.show_over(FinishedList(self.desk, review, footer))
