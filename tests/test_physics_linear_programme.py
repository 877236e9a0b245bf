"""The small simplex method finds what scipy's solver finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from hipdrive.arrays import FloatArray
from hipdrive.physics.support.linear_programme import has_solution, minimise


def by_scipy(A: FloatArray, b: FloatArray, cost: FloatArray) -> float:
    result = linprog(cost, A_eq=A, b_eq=b, bounds=(0, None), method="highs")
    return float(result.fun) if result.status == 0 else float("nan")


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), rows=st.integers(1, 8), more=st.integers(0, 40), dependent=st.booleans(), met=st.booleans())
def test_smallest_values_are_those_of_scipy(seed: int, rows: int, more: int, dependent: bool, met: bool) -> None:
    """With and without solutions, rows that depend on each other, many zeros in the solution, and costs that fall without end."""
    random = np.random.default_rng(seed)
    A = random.integers(-5, 6, size=(rows, rows + more)).astype(np.float64)
    some = random.integers(0, 4, size=rows + more) * random.integers(0, 2, size=rows + more)
    b = A @ some if met else random.integers(-20, 20, size=rows).astype(np.float64)
    if dependent:
        A, b = np.vstack([A, A.sum(axis=0)]), np.append(b, b.sum())
    costs = random.integers(-3, 6, size=(3, rows + more)).astype(np.float64)
    expected = [by_scipy(A, b, cost) for cost in costs]
    np.testing.assert_allclose(expected, minimise(A, b, costs)[0], rtol=1e-8, atol=1e-8)


def test_the_corner_of_a_similar_programme_leads_to_the_same_values() -> None:
    random = np.random.default_rng(5)
    A, some = random.normal(size=(6, 40)), random.uniform(0.0, 1.0, 40)
    costs = random.uniform(0.1, 1.0, size=(2, 40))
    _, corner = minimise(A, A @ some, costs)
    nearby = some + random.uniform(0.0, 0.05, 40)
    assert corner is not None
    np.testing.assert_allclose(minimise(A, A @ nearby, costs)[0], minimise(A, A @ nearby, costs, start=corner)[0], rtol=1e-9)


@pytest.mark.parametrize(("b", "expected"), [([1.0, 1.0], True), ([1.0, -1.0], False)])
def test_fits_says_whether_there_is_a_solution(b: list[float], expected: bool) -> None:
    assert has_solution(np.eye(2), np.array(b)) is expected
