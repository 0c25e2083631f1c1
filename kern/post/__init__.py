"""Reading mail that comes from outside: pure functions over bytes, without database, network or clock.

`lees` takes an `.eml` (also what IMAP gives) or a `.msg` of Outlook and returns a `Post`. What comes in is not trusted: broken
headers, wrong character sets and nested parts give the best that can be read, with a remark in words; only what no program
should try to read (thousands of parts in one another) is refused with `PostOnleesbaar`. docs/post.md tells the choices.
"""

from kern.post.bericht import Adres, Bijlage, Herkomst, Post, PostOnleesbaar
from kern.post.lezen import lees

__all__ = ["Adres", "Bijlage", "Herkomst", "Post", "PostOnleesbaar", "lees"]
