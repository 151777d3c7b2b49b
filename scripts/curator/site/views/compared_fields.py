"""Order of the fields on the page that compares datasets, by the labels of the dataset pages."""

from curator.site.views.licenses import PERMISSION_LABELS

IMPORTANT_FIELDS = (
    "Access",
    "Status",
    "Requirements",
    "License",
    PERMISSION_LABELS["commercial_use"],
    "Counts",
    "Download size",
    "Splits",
    "Classes",
    "Labeling",
    "Annotation",
)
"""Fields that decide whether a dataset can be used: access, license, size, splits and labels. Their differences come first."""

IDENTIFYING_FIELDS = (
    "Full name",
    "Provider",
    "Creators",
    "Homepage",
    "Paper",
    "Data",
    "Related",
    "Collection in the Imaging Data Commons",
    "Record checked",
    "Record completeness",
)
"""Names and references, which differ between all datasets, and the state of the record. They come last and are not marked as differences."""

# All other fields have the order of the dataset page.
