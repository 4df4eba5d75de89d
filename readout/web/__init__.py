"""The page: a record in the browser, served or as files.

`app` puts it together; `context` is what every page is given; `render` turns a template into a response; each module
in `pages` is one kind of page with its addresses. What the pages show is asked of `readout.record`; nothing here
writes SQL. Templates and assets lie beside the code; assets are built from `frontend/` and kept in the package.
"""
