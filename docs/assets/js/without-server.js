// Pages that need a web server say so when they are opened as a file. No module: browsers load none from a file.
if (location.protocol === "file:") for (const it of document.querySelectorAll(".needs-server")) it.removeAttribute("hidden");
