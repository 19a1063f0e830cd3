"""Pages and descriptions made from manifests alone: `hw.manifest` gives one, and so do C and Swift as JSON.

    from hwgen import documents

    print(documents.markdown(hw.manifest(Add)))

`markdown` and `html` are pages for people, of a generator, a circuit or a whole context. `ipxact` and `fusesoc`
describe a circuit for other tools. `python -m hwgen` writes all of them.
"""

from ._cores import fusesoc, ipxact
from ._pages import html, markdown

__all__ = ["fusesoc", "html", "ipxact", "markdown"]
