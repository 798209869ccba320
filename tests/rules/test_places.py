"""Where two stacks part, and what runs again."""

from scope_lint.rules._places import parting
from tests.rules.made import frame


def test_two_calls_of_one_function() -> None:
    first = (frame(20), frame(11, "main"), frame(3, "net"), frame(1, "dense"))
    second = (frame(20), frame(12, "main"), frame(3, "net"), frame(1, "dense"))
    apart = parting(first, second)
    assert apart.place == second[1]
    assert apart.callee == "net"
    assert apart.caller == second[1]
    assert not apart.loop


def test_through_different_functions() -> None:
    first = (frame(20), frame(5, "train"), frame(3, "build"))
    second = (frame(21), frame(9, "test"), frame(3, "build"))
    apart = parting(first, second)
    assert apart.place == second[0]
    assert apart.callee == "build"
    assert apart.caller == second[1]


def test_rounds_of_a_loop_part_at_the_loop() -> None:
    first = (frame(20, rounds=(0,)), frame(3, "build"))
    second = (frame(20, rounds=(1,)), frame(3, "build"))
    apart = parting(first, second)
    assert apart.place == second[0]
    assert apart.loop
    assert apart.callee == "build"


def test_equal_stacks_stand_at_the_innermost() -> None:
    stack = (frame(20), frame(3, "build"))
    apart = parting(stack, stack)
    assert apart.place == stack[-1]
    assert apart.loop
    assert apart.callee is None


def test_two_statements() -> None:
    apart = parting((frame(1),), (frame(2),))
    assert apart.place.line == 2
    assert apart.callee is None
    assert not apart.loop


def test_second_stack_ends_where_the_first_goes_on() -> None:
    apart = parting((frame(1), frame(5, "f")), (frame(1),))
    assert apart.place.line == 1


def test_what_an_import_builds_first_is_found_at_the_call_itself() -> None:
    first = (frame(2), frame(8, "<module>"), frame(7, "test"), frame(3, "Net.__init__"))
    second = (frame(6), frame(4, "main"), frame(3, "Net.__init__"))
    apart = parting(first, second)
    assert apart.imported
    assert apart.place == second[1]
