"""What the benchmark of pages makes of answers."""

import httpx

from benchmarks.effort import HEADER
from benchmarks.pages import Costs, _told


def answer(effort="", status=200, size=1_000):
    return httpx.Response(status, headers={HEADER: effort} if effort else {}, content=b"x" * size)


def test_costs_are_told_by_page_and_together_and_failures_are_not_hidden():
    costs = {"desk": Costs(), "board": Costs()}
    for n in range(1, 21):
        costs["desk"].add(answer(f"{10 * n} {n} {2 * n} 7"))
    costs["board"].add(answer("500 40 60 9", size=200_000))
    costs["board"].add(answer(status=500))
    lines = list(_told(costs, 10))
    desk = next(line for line in lines if line.startswith("desk"))
    assert [cell.strip() for cell in desk.split("|")] == [
        *("desk", "20", "110.0/200.0", "33.0/60.0", "11.0/20.0", "22.0/40.0", "7-7", "1.0")
    ]
    assert "FAILED [500]" in next(line for line in lines if line.startswith("board"))
    assert lines[-1] == "2.1 pages a second; failed: 1; larger than 150 kB: 1"
