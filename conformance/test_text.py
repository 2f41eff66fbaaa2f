"""Strings: in as UTF-8, out as a new one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .api import Binding
from .contract import Tool, class_name

# All of Unicode but surrogates, which UTF-8 cannot say.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LONE = st.characters(categories=["Cs"])


@given(text=TEXT, times=st.integers(0, 5))
def test_all_of_unicode(binding: Binding, text: str, times: int) -> None:
    assert binding.repeat(text, times) == text * times


@given(before=TEXT, lone=LONE, after=TEXT, times=st.integers(0, 3))
def test_surrogates(
    binding: Binding, before: str, lone: str, after: str, times: int
) -> None:
    text = before + lone + after
    with pytest.raises(UnicodeEncodeError) as caught:
        binding.repeat(text, times)
    assert caught.value.object == text
    assert caught.value.start == len(before)


@pytest.mark.parametrize("character", ["a", "\0", "é", "€", "🦀", "\U0010ffff"])
@pytest.mark.parametrize("length", [0, 1, 7, 1023, 1024, 100_000])
def test_lengths(binding: Binding, character: str, length: int) -> None:
    text = character * length
    for times in [0, 1, 2, 10]:
        repeated = binding.repeat(text, times)
        assert repeated == text * times
        assert len(repeated) == length * times


def test_the_end_of_the_text_is_its_length(binding: Binding) -> None:
    # Not the first NUL, and not whatever follows in memory.
    for text in ["\0", "a\0", "\0a", "a\0b\0\0c"]:
        assert binding.repeat(text, 3) == text * 3


def test_a_subclass_of_str_is_a_str_or_none(binding: Binding, tool: Tool) -> None:
    class Text(str):
        """Its own methods are not asked."""

        def encode(self, *arguments: Any) -> bytes:
            return b"something else"

        def __mul__(self, times: Any) -> str:
            return "something else"

        def __str__(self) -> str:
            return "something else"

        def __len__(self) -> int:
            return 1

    try:
        repeated = binding.repeat(Text("ab"), 2)
    except Exception as error:
        assert class_name(error) in tool.trait("wrong_type"), repr(error)
    else:
        assert repeated == "abab"
        assert type(repeated) is str


def test_too_long(binding: Binding, tool: Tool) -> None:
    # Refused at once: nothing of this size is ever allocated.
    limit = tool.largest_times
    for times in [2**61 - 1, 2**62, 2**63 - 1, limit - 1, limit]:
        with pytest.raises((OverflowError, MemoryError)):
            binding.repeat("four", times)
        assert binding.repeat("", times) == ""
    # And the next call is well.
    assert binding.repeat("ab", 2) == "abab"


def test_the_text_stays_as_it_was(binding: Binding) -> None:
    text = "é" * 10
    before = text.encode()
    binding.repeat(text, 3)
    assert text.encode() == before
    assert hash(text) == hash(before.decode())
