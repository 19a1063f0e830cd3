"""What there is in the current context: its generators, their circuits, and what each says of itself."""

from __future__ import annotations

from . import _native
from ._circuit import Circuit
from ._context import current_context
from ._declared import DeclaredGenerator, declared, handle_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._generator import Generator

    AnyGenerator = type[Generator] | DeclaredGenerator


def manifest_text(what: AnyGenerator | Circuit | None = None) -> str:
    """What `manifest` gives, as the library writes it."""
    context = current_context()
    if what is None:
        return context._text(_native.context_manifest)
    if isinstance(what, Circuit):
        return what._text(_native.TEXT_MANIFEST)
    return context._text(_native.generator_text, handle_of(what, context), _native.TEXT_MANIFEST)


def manifest(what: AnyGenerator | Circuit | None = None) -> dict[str, Any]:
    """What a generator or a circuit says of itself, without running a body; of nothing, what all generators of the
    current context do.

    `hw.manifest(Add)["parameters"]` has kinds, ranges, defaults and docs, `["ports"]` the interface, and so on; of a
    circuit the values are told, `hw.manifest(Add(16))["arguments"]`. An expression is a dictionary with its `text`, and
    with its `value` if it is constant. `json.dumps` of it is a text that `schemas/manifest.schema.json` describes, and
    of which `hwgen.documents` makes pages.
    """
    import json  # not needed by most, and slow to import

    return dict(json.loads(manifest_text(what)))


def generators() -> list[AnyGenerator]:
    """All generators of the current context in the order of their declarations: classes, and those of the library and
    of other hosts, as `hw.DeclaredGenerator`."""
    context = current_context()
    return [declared(context, handle) for handle in _native.handles(_native.context_generators, context)]


def family(generator: AnyGenerator) -> list[Circuit]:
    """All circuits that have been asked of a generator in the current context, in that order."""
    context = current_context()
    handles = _native.handles(_native.generator_family, context, handle_of(generator, context))
    if isinstance(generator, DeclaredGenerator):
        return [generator._circuit(context, handle) for handle in handles]
    declaration = generator._declared(context)
    return [generator._circuit(context, declaration, handle) for handle in handles]
