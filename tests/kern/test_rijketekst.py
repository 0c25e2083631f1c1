"""Text with markup: what is kept of what people type and paste."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.rijketekst import HOOGSTENS_TEKENS, OpmaakGeweigerd, als_tekst, is_leeg, schoon, uit_tekst

WORD = (
    "<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><style>p.MsoNormal{mso-style:x}</style>"
    '<h1 style="mso-margin-top-alt:0cm">Bezoek<o:p></o:p></h1>'
    '<p class=MsoNormal style="text-align:justify"><span lang=NL-BE style="font-family:Calibri">De <b>kleuters</b> sliepen '
    "<i>alleen</i>.<o:p></o:p></span></p><div><div>Een kader</div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
)


def test_uit_word_blijven_de_woorden_de_kop_en_wat_vet_en_schuin_stond() -> None:
    assert schoon(WORD) == (
        "<h3>Bezoek</h3><p>De <strong>kleuters</strong> sliepen <em>alleen</em>.</p><p>Een kader</p><p>&nbsp;</p>"
    )


@pytest.mark.parametrize(
    "boos",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">k</a>',
        '<a href="/logboek/">k</a>',
        '<a href="//elders.example">k</a>',
        '<p onclick="alert(1)" style="position:fixed" class="modal" id="main">k</p>',
        "<svg><script>alert(1)</script></svg>",
        '<form action="/wissen/"><input name="x"></form>',
        "<math><mi><style><img src=x onerror=alert(1)></style></mi></math>",
        '<td colspan="9999999">k</td>',
        "<scr<script>ipt>alert(1)</script>",
    ],
)
def test_wat_kan_lopen_of_wegleiden_blijft_niet(boos: str) -> None:
    uit = schoon(f"<p>Voor</p>{boos}<p>Na</p>").lower()
    assert uit.startswith("<p>voor</p>")
    assert uit.endswith("<p>na</p>")
    for woord in (
        "<script",
        "onerror",
        "onclick",
        "javascript",
        "style=",
        "class=",
        "<img",
        "<form",
        "<input",
        "href",
        "9999999",
        "<svg",
    ):
        assert woord not in uit


def test_een_tabel_een_lijst_een_citaat_en_een_koppeling_blijven_staan() -> None:
    tekst = (
        "<h3>Wat ik zag</h3><ul><li><p>slapen</p><ol><li><p>apart</p></li></ol></li></ul>"
        '<table><tbody><tr><th scope="col">dag</th><td colspan="2">ma</td></tr></tbody></table>'
        '<blockquote><p>"Zo doen wij dat."</p></blockquote>'
        '<p>Zie <a href="https://www.opgroeien.be/">de site</a><br>of bel <a href="tel:+3225331414">ons</a></p>'
    )
    assert schoon(tekst) == tekst


def test_losse_woorden_krijgen_een_eigen_alinea() -> None:
    assert schoon("eerst <b>dit</b><p>dan</p>en dat<br>ook") == "<p>eerst <strong>dit</strong></p><p>dan</p><p>en dat<br>ook</p>"


@pytest.mark.parametrize(
    "vreemd",
    ["שלום עולם", "مرحبا", "👩‍👧‍👦", "na\u200bbij", "e\u0301", "\u202eomgekeerd\u202c", "ﬁ", "𝒳", "<>&\"'", "a\u00adb"],
)
def test_wat_getypt_is_blijft_teken_voor_teken(vreemd: str) -> None:
    html = uit_tekst(f"Zij zei: {vreemd}.")
    assert als_tekst(html) == f"Zij zei: {vreemd}."
    assert schoon(html) == html


def test_stuurtekens_zijn_geen_tekst() -> None:
    assert schoon("<p>a\x00b\x07c\x1b</p>") == "<p>abc</p>"


@pytest.mark.parametrize(
    ("veel", "zin"),
    [
        ("<p>" + "plak " * 1_000_000 + "</p>", "te lang: 5.000.007 tekens"),
        ("<ul><li>" * 1_000 + "diep", "te diep"),
        ("<blockquote>" * 40_000, "te diep"),
        ("<p>x" * 45_000, "te veel stukken"),
        ("&" * 400_000, "te veel &-tekens"),
        ("<p>" + "x" * 440_000 + "&" * 19_000 + "</p>", "te lang"),  # as it would be kept
        ("<ul><li>" * 9 + "x" + "</li></ul>" * 9, "meer dan 8 keer in elkaar"),
    ],
    ids=["5 MB", "duizend lijsten", "nog dieper", "stukken", "ampersands", "uitgeschreven", "negen lijsten"],
)
def test_te_veel_wordt_in_een_zin_geweigerd_en_dat_duurt_niet_lang(veel: str, zin: str) -> None:
    begin = time.process_time()
    with pytest.raises(OpmaakGeweigerd, match=zin):
        schoon(veel)
    assert time.process_time() - begin < 2


def test_wat_net_nog_kan_wordt_bewaard() -> None:
    woorden = "woord " * 80_000
    assert als_tekst(schoon(f"<p>{woorden}</p>")) == woorden.strip()
    assert len(woorden) < HOOGSTENS_TEKENS


def test_zonder_javascript_worden_regels_alineas() -> None:
    assert uit_tekst("Eerste regel\r\ntweede regel\r\n\r\n\r\n<b>derde</b> & slot\n") == (
        "<p>Eerste regel<br>tweede regel</p><p>&lt;b&gt;derde&lt;/b&gt; &amp; slot</p>"
    )


def test_als_tekst_staat_elke_alinea_rij_en_punt_op_een_regel() -> None:
    html = (
        "<h3>Kop</h3><p>een<br>twee &amp; drie</p><ul><li><p>punt</p></li><li>ander</li></ul>"
        "<table><tbody><tr><th>dag</th><td>uur</td></tr><tr><td>ma</td><td>8</td></tr></tbody></table>"
    )
    assert als_tekst(html) == "Kop\neen\ntwee & drie\n- punt\n- ander\ndag\tuur\nma\t8"


@pytest.mark.parametrize(
    ("html", "leeg"),
    [
        ("", True),
        ("<p></p>", True),
        ("<p>&nbsp;<br>\u200b</p>", True),
        ("<ul><li></li></ul>", True),
        ("<p>.</p>", False),
        ("<p>👍</p>", False),
    ],
)
def test_leeg_is_waar_niets_te_lezen_is(html: str, leeg: bool) -> None:
    assert is_leeg(schoon(html)) is leeg


TAGS = ["p", "ul", "li", "b", "i", "div", "h1", "h4", "table", "tr", "td", "th", "a", "blockquote", "span", "TABLE", "o:p"]
STUKKEN = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from([f"<{tag}>" for tag in TAGS]),
        st.sampled_from([f"</{tag}>" for tag in TAGS]),
        st.sampled_from(["<br>", '<a href="https://x.be/?a=1&b=2">', "&amp;", "&nbsp;", "<!--", "-->", " ", "\n"]),
    ),
    max_size=25,
).map("".join)


@given(STUKKEN)
def test_wat_schoon_is_verandert_niet_meer_en_heeft_niets_los(html: str) -> None:
    try:
        eens = schoon(html)
    except OpmaakGeweigerd:
        return
    assert schoon(eens) == eens
    assert not eens or eens.startswith("<")
