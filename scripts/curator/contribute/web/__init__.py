"""The form of the page /contribute/new/."""
