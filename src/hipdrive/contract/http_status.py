"""The HTTP status of each error code, for a door that speaks HTTP."""

from collections.abc import Mapping
from types import MappingProxyType

UNKNOWN, CONFLICT, UNUSABLE, BROKEN, BUSY = 404, 409, 422, 500, 503
LOGIN_FIRST, FORBIDDEN, TOO_LARGE, MISDIRECTED, TOO_MANY = 401, 403, 413, 421, 429

HTTP_STATUS: Mapping[str, int] = MappingProxyType(
    {
        # What was named is not there.
        "unknown_name": UNKNOWN,
        "unknown_entry": UNKNOWN,
        "unknown_setting": UNKNOWN,
        "no_such_session": UNKNOWN,
        "no_plan": UNKNOWN,
        "unknown_person": UNKNOWN,
        "no_such_page": UNKNOWN,
        # A request that is not let in.
        "port_taken": CONFLICT,
        "host_refused": MISDIRECTED,
        "cross_site": FORBIDDEN,
        "body_too_large": TOO_LARGE,
        "wrong_request": UNUSABLE,
        # Who asks may not, or not yet.
        "login_needed": LOGIN_FIRST,
        "wrong_login": LOGIN_FIRST,
        "not_allowed": FORBIDDEN,
        "too_many_requests": TOO_MANY,
        "invitation_ended": UNKNOWN,
        "link_ended": UNKNOWN,
        "accounts_needed": CONFLICT,
        "address_unusable": CONFLICT,
        "obsolete": CONFLICT,
        # Files that are sent, and work in the background.
        "unknown_upload": UNKNOWN,
        "unknown_job": UNKNOWN,
        "other_upload": CONFLICT,
        "other_job": CONFLICT,
        "too_many_files": CONFLICT,
        "cut_off": UNUSABLE,
        "work_too_long": UNUSABLE,
        "work_too_large": UNUSABLE,
        "work_broken": BROKEN,
        # What was sent stands against what is stored, or against itself.
        "duplicate": CONFLICT,
        "id_taken": CONFLICT,
        "entry_replaced": CONFLICT,
        "contradiction": CONFLICT,
        "few_free_days": CONFLICT,
        "plan_outdated": CONFLICT,
        "plan_replaced": CONFLICT,
        "runs_not_comparable": CONFLICT,
        "consent_missing": CONFLICT,
        "referred": CONFLICT,  # the request is sound; the answered screen stands against it until somebody has looked
        # A value, a file or a declaration that cannot be used, or an answer that is missing.
        "input_file": UNUSABLE,
        "value_out_of_range": UNUSABLE,
        "unreadable_speed": UNUSABLE,
        "unknown_equipment": UNUSABLE,
        "unknown_language": UNUSABLE,
        "unclear_equipment": UNUSABLE,
        "declaration": UNUSABLE,
        "path_for_id": UNUSABLE,
        "spreadsheet_cell": UNUSABLE,
        "screen_incomplete": UNUSABLE,
        "screen_missing": UNUSABLE,
        "body_mass_missing": UNUSABLE,
        "budget_too_small": UNUSABLE,
        "nothing_to_plan": UNUSABLE,
        "nothing_asked": UNUSABLE,
        "nothing_owned": UNUSABLE,
        "no_load_curve": UNUSABLE,
        "nothing_to_draw": UNUSABLE,
        "impossible_anchor": UNUSABLE,
        "hip_path": UNUSABLE,
        "unreachable_pose": UNUSABLE,
        "no_end": UNUSABLE,
        "unsolved_forces": UNUSABLE,
        "plan_without_dates": UNUSABLE,
        "no_skeleton": UNUSABLE,
        "no_marker_set": UNUSABLE,
        "marker_set_not_guessed": UNUSABLE,
        "markers_absent": UNUSABLE,
        "missing_landmark": UNUSABLE,
        "missing_static": UNUSABLE,
        "mass_mismatch": UNUSABLE,
        "slope_contradicted": UNUSABLE,
        "impossible_number": UNUSABLE,
        "no_stride": UNUSABLE,
        "body_not_seen": UNUSABLE,
        "impossible_run": UNUSABLE,
        "too_short": UNUSABLE,
        "body_size": UNUSABLE,
        "not_running": UNUSABLE,
        "no_axis_up": UNUSABLE,
        "not_standing": UNUSABLE,
        "other_clusters": UNUSABLE,
        "force_clock": UNUSABLE,
        "foreign_forces": UNUSABLE,
        "contacts_contradicted": UNUSABLE,
        # Nothing that a caller sends mends it.
        "fault": BROKEN,
        "sheet_failed": BROKEN,
        "store_unusable": BROKEN,
        "store_newer": BROKEN,
        "stored_plan_broken": BROKEN,
        "reading_only": BROKEN,
        # The same again a moment later may do.
        "store_busy": BUSY,
        "work_failed": BUSY,
    }
)
"""Code of an error (`hipdrive.errors`) -> status."""
