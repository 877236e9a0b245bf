"""The gym logger in a browser beside the plan: a machine that is taken, exercises that no plan asks for, with and without signal."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from browser import browser
from log_scenes import (
    ANN,
    MARCH,
    add_ann,
    all_sent,
    do_sets,
    logging,
    searched,
    skip_rest,
    start,
    stored,
    wait_until,
    worker_ready,
)
from playwright.sync_api import Browser, Page
from served import served
from store_work import ask_on, do_on

from hipdrive import coach
from hipdrive.coach.following.standing import standing
from hipdrive.store import Store, add_person

__all__ = ["browser", "searched"]

pytestmark = pytest.mark.enable_socket
KEPT = "() => caches.match(location.pathname + '/{name}.json').then(Boolean)"
INSTEAD = "Do this instead: Hip flexion with a kettlebell"
TODAY = date.today()  # noqa: DTZ011  the day of the machine, which is that of the browser too


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture
def site(store: Store) -> Iterator[str]:
    with served(store) as address:
        yield address


def has_learnt(page: Page) -> None:
    """Wait until what can be chosen is kept on the phone."""
    for name in ("choices", "stand-ins"):
        wait_until(page, KEPT.format(name=name))


def swap(page: Page) -> None:
    page.get_by_text("Machine taken?").click()
    page.get_by_role("button", name=INSTEAD).click()
    page.get_by_text("Instead of: cable hip flexion").wait_for()


def test_a_taken_machine_is_swapped_without_signal_and_counts_as_done_in_its_place(browser: Browser, store: Store, site: str) -> None:
    add_ann(store)
    with logging(browser, site) as page:
        worker_ready(page)
        has_learnt(page)
        page.context.set_offline(True)
        page.reload()
        start(page)
        swap(page)
        do_sets(page, 6 + MARCH)
        page.get_by_role("button", name="Finish session").click()
        page.context.set_offline(False)
        all_sent(page)
    (session,) = stored(store)
    done = [(one.exercise, one.side, one.reps, str(one.load)) for one in session.sets if not one.skipped and "kettlebell" in one.exercise]
    assert 3 * [("kettlebell_hip_flexion", side, 6, "8kg") for side in ("left", "right")] == done
    assert 6 == sum(one.skipped and one.exercise == "cable_hip_flexion" for one in session.sets)
    changes = standing(ask_on(TODAY, store, coach.follower, "Ann")).changes
    assert [("swapped", "left"), ("swapped", "right")] == sorted(
        (one.rule, one.side) for one in changes if one.exercise == "cable_hip_flexion"
    )


def test_a_swap_that_was_a_slip_is_taken_back_and_the_plan_goes_on_where_it_was(browser: Browser, store: Store, site: str) -> None:
    add_ann(store)
    with logging(browser, site) as page:
        has_learnt(page)
        start(page)
        do_sets(page, 1)
        skip_rest(page)
        swap(page)
        page.get_by_role("button", name="Do the planned exercise after all").click()
        page.get_by_role("heading", name="Cable hip flexion").first.wait_for()
        page.wait_for_function("() => document.querySelectorAll('[data-piece]').length === 1")
        do_sets(page, 1)
        all_sent(page)
    (session,) = stored(store)
    assert [("cable_hip_flexion", "left", False), ("cable_hip_flexion", "right", False)] == [
        (one.exercise, one.side, one.skipped) for one in session.sets
    ]


def test_any_exercise_can_be_logged_without_a_plan(browser: Browser, store: Store, site: str) -> None:
    do_on(TODAY, store, add_person, name="Ann", sex="female", height_m=1.7, consent_on=date(2025, 1, 5), uid=ANN)
    with logging(browser, site) as page:
        page.get_by_role("button", name="Log another exercise").click()
        page.get_by_label("Exercise").select_option("single_leg_barbell_thrust")
        page.get_by_label("Loaded with").select_option("weight")
        page.get_by_label("Weight (kg)").fill("12.5")
        page.get_by_label("Side").select_option("right")
        for _ in range(2):
            page.get_by_role("button", name="Sets: less").click()
        page.get_by_role("button", name="Go on with this").click()
        page.get_by_role("button", name="Reps: less").click()
        page.get_by_role("button", name="Load: more").click()
        page.get_by_role("button", name="Set done", exact=True).click()
        page.get_by_role("button", name="Finish session").wait_for()
        page.get_by_role("button", name="Log another exercise").click()
        page.get_by_label("Exercise").select_option("bent_knee_march")
        page.get_by_label("Loaded with").select_option("band")
        page.get_by_role("combobox", name="Band", exact=True).select_option("green")
        page.get_by_role("button", name="Go on with this").click()
        page.get_by_role("button", name="Take this exercise out again").click()
        page.get_by_role("button", name="Finish session").click()
        all_sent(page)
    (session,) = stored(store)
    assert [("single_leg_barbell_thrust", "right", 7, "15kg", TODAY)] == [
        (one.exercise, one.side, one.reps, str(one.load), session.on) for one in session.sets
    ]
