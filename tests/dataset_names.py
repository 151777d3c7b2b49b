"""Names of datasets and their ids."""

MADE = {
    "Môle Vessels": "mole-vessels",
    "DRIVE": "drive",
    "  Pier 39 / Fundus (2021) ": "pier-39-fundus-2021",
    "Ångström_Set": "angstrom-set",
    "ISIC 2019: Skin–Lesions": "isic-2019-skin-lesions",
    "ﬁne ①": "fine-1",
    "İzmir K": "izmir-k",
    "  H&E / IHC (2nd)  ": "h-e-ihc-2nd",
    "ﬁne ² Ⅳ": "fine-2-iv",
    "Müller & Søn": "muller-son",
    "Straße Łódź": "strasse-lodz",
    "Œuvre Æther Đ": "oeuvre-aether-d",
    "Þór Yıldız Haraldsson Ð": "thor-yildiz-haraldsson-d",
    "数据集": "",
    "-": "",
    "a" * 70: "a" * 60,
    "a" * 59 + " b": "a" * 59,
}
"""The program and the web form make the same ids."""
