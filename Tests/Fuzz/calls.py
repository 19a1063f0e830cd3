"""Writes the C of one function for each function of hwgen.h, which calls it with what Tests/Fuzz/handles.c makes up.

What an argument is made of follows from its type, and from its name where the type says too little. A function with a
type that is not known here is an error: it would not be fuzzed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from abi import HEADER, own_text  # noqa: E402

HANDLES = ("generator", "circuit", "type", "net", "function")
OWNERS = ("context", "error", "closure")
# What stands in the fields of structures and in parameters, by its type.
MADE = {
    "hwgen_context *": "any_context()",
    "hwgen_module *": "any_module()",
    "hwgen_error *": "any_error()",
    "hwgen_closure *": "any_closure()",
    **{f"hwgen_{name}": f"any_{name}()" for name in HANDLES},
    "const char *": "any_text()",
    "int32_t": "any_int()",
    "uint32_t": "any_word()",
    "int64_t": "any_wide()",
    "uint64_t": "any_wide()",
    "size_t": "any_size()",
    "void *": "NULL",
    "hwgen_sink": "any_sink()",
    "hwgen_hook": "any_hook()",
    "hwgen_body": "any_body()",
    "hwgen_progress": "any_progress()",
    "hwgen_finalizer": "any_finalizer()",
    "hwgen_code": "any_code()",
}
# Arrays, of which a parameter behind says how many items they have: what an item is, and how many there are.
ARRAYS = {
    "const char *const *": ("const char *", "any_text()", 8),
    "const hwgen_net *": ("hwgen_net ", "any_net()", 8),
    "const hwgen_type *": ("hwgen_type ", "any_type()", 8),
    "const uint32_t *": ("uint32_t ", "any_word()", 64),
}
# Room for what a function lists, of 8 items.
ROOM = tuple(f"hwgen_{name} *" for name in ("port", "parameter", "generator", "circuit"))
# What a function gives.
KEPT = {f"hwgen_{name}": f"keep_{name}" for name in (*HANDLES, "module")}
IGNORED = ("void", "int32_t", "int64_t", "uint32_t", "size_t", "const char *", "uint64_t")


def parameters(text: str) -> list[tuple[str, str]]:
    """Types and names; an array's `const` in the middle stays."""
    if text.strip() == "void":
        return []
    found = []
    for each in text.split(","):
        kind, name = re.fullmatch(r"\s*(.*?)(\w+)\s*", each).groups()  # type: ignore[union-attr]
        found.append((re.sub(r"\s*\*\s*", " *", kind.strip()).replace("* const", "*const").replace("* *", "**"), name))
    return found


def options(name: str, fields: list[tuple[str, str]]) -> str:
    lines = [f"static const {name} *any_{name}(void) {{", f"  {name} *o = room(sizeof *o);"]
    lines.append("  if (chance(8)) return NULL;")
    lines.append("  o->size = chance(16) ? (size_t)any_int() : sizeof *o;")
    for kind, field in fields:
        if field in ("size", "user"):
            continue
        if kind not in MADE:
            raise SystemExit(f"calls.py knows no `{kind}` as field {field} of {name}")
        lines.append(f"  if (!chance(3)) o->{field} = {'any_name()' if field in ('name', 'identity') else MADE[kind]};")
    if name == "hwgen_function_options":
        lines.append("  if (chance(8)) o->signature = any_text();\n  else o->signature = any_signature();")
    if ("void *", "user") in fields:
        lines.append("  o->user = user_of(o->finalizer, o->size == sizeof *o);")
    return "\n".join([*lines, "  return o;", "}"])


def call(result: str, name: str, given: list[tuple[str, str]]) -> str:
    lines, arguments, after = [], [], []
    for index, (kind, parameter) in enumerate(given):
        variable = f"a{index}"
        previous = given[index - 1][0] if index else ""
        arguments.append(variable)
        if kind == "hwgen_error **":
            lines.append("  hwgen_error *error = NULL, **asked;")
            arguments[-1] = "asked = chance(16) ? NULL : &error"
        elif parameter == "out_result":
            lines.append("  uint64_t result_room[2];")
            arguments[-1] = "chance(16) ? NULL : result_room"
        elif parameter.startswith("out_"):
            made = kind.removesuffix("*").strip()
            lines.append(f"  {made} {variable};\n  memset(&{variable}, 0x5a, sizeof {variable});")
            arguments[-1] = f"is_lost{index} ? NULL : &{variable}"
            lines.append(f"  int is_lost{index} = chance(32);")
            after.append((made, variable, f"is_lost{index}"))
        elif kind.startswith("const hwgen_") and kind.endswith("_options *"):
            lines.append(f"  {kind}{variable} = any_{kind.split()[1]}();")
        elif kind == "const void *const *":
            lines.append(f"  {kind}{variable} = chance(16) ? NULL : any_arguments();")
        elif kind in ROOM:
            lines.append(f"  {kind.removesuffix('*')}{variable}[8];")
        elif kind in ARRAYS:
            item, made, count = ARRAYS[kind]
            lines.append(f"  {item}{variable}[{count}];")
            lines.append(f"  for (size_t i = 0; i < {count}; i++) {variable}[i] = {made};")
            arguments[-1] = f"chance(16) ? NULL : {variable}"
        elif kind == "size_t" and (previous in ARRAYS or previous in ROOM):
            count = ARRAYS[previous][2] if previous in ARRAYS else 8
            lines.append(f"  size_t {variable} = any_size() % {count + 1};")
            # No array has so many items, which can be told; that this one has fewer than it says cannot.
            if previous in ARRAYS:
                lines.append(f"  if (chance(32)) {variable} = ~{variable};")
        elif parameter == "user" and given[index + 1][1] == "finalizer":
            lines.append(
                f"  hwgen_finalizer a{index + 1} = any_finalizer();\n  void *{variable} = user_of(a{index + 1}, 1);"
            )
        elif parameter == "finalizer":
            pass
        elif parameter == "path":
            lines.append(f"  const char *{variable} = any_path();")
        elif parameter == "signature":
            lines.append(f"  const char *{variable} = any_signature();")
        elif parameter in ("name", "identity", "port", "to_port", "from_port"):
            lines.append(f"  const char *{variable} = any_name();")
        elif name.endswith("_destroy"):
            lines.append(f"  {kind}{variable} = take_{kind.split('_')[1].split()[0]}();")
        elif kind in MADE or kind.removeprefix("const ") in MADE:
            plain = kind if kind in MADE else kind.removeprefix("const ")
            lines.append(f"  {plain} {variable} = {MADE[plain]};")
        else:
            raise SystemExit(f"calls.py knows no `{kind}` as {parameter} of {name}")
    called = f"{name}({', '.join(arguments)})"
    if result == "hwgen_status":
        lines.append(f"  hwgen_status status = {called};\n  check_status(status, error, asked != NULL);")
        for kind, variable, lost in after:
            lines.append(
                f"  if (status != HWGEN_OK || {lost}) check_untouched(&{variable}, sizeof {variable}, {lost});"
            )
            if kind.startswith("hwgen_"):
                lines.append(f"  else keep_{kind.removeprefix('hwgen_').removesuffix('*').strip()}({variable});")
        if name == "hwgen_module_append":
            # It counts what was done before the failure.
            lines = [line for line in lines if "check_untouched" not in line]
    else:
        if result in ("hwgen_error *", "hwgen_context *"):
            # A module's context is lent, and known already.
            keeper = {"hwgen_error *": "keep_error", "hwgen_context *": "keep_context"}[result]
            lines.append(f"  {result}given = {called};\n  {keeper}(given);")
        elif result == "hwgen_code":
            lines.append(f"  call_code({called});")
        elif result in KEPT:
            lines.append(f"  {KEPT[result]}({called});")
        elif result in IGNORED:
            lines.append(f"  (void){called};" if result == "void" else f"  use((const void *)(uintptr_t){called});")
        else:
            raise SystemExit(f"calls.py knows nothing to do with the `{result}` of {name}")
        lines += [f"  (void){variable};" for _, variable, _ in after]
    return f"static void call_{name}(void) {{\n" + "\n".join(lines) + "\n}"


def main() -> None:
    text = re.sub(r"\b(_Nonnull|_Nullable)\b", "", own_text(HEADER))
    out = []
    for name, body in re.findall(r"typedef struct (\w+_options) \{(.*?)\} \1;", text):
        out.append(options(name, parameters(body.replace(";", ",").rstrip().rstrip(","))))
    names = []
    for result, name, given in re.findall(r"([\w ]+?\**) ?\b(hwgen_\w+)\(([^()]*)\);", text):
        kind = re.sub(r"\s*\*", " *", result.strip())
        out.append(call(kind, name, parameters(given)))
        names.append(name)
    out.append("static const struct call calls[] = {")
    out += [f'  {{"{name}", call_{name}}},' for name in names]
    out.append("};")
    print("\n".join(out))


if __name__ == "__main__":
    main()
