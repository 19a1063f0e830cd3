/* hwgen: an embeddable library for hardware generators.
 *
 * This header is the whole C interface, and the source of truth of the ABI. It compiles as C99 and as C++.
 *
 * The rules, stated once:
 *
 * Names. `hwgen_<noun>_<verb>`, the noun's handle first, `out_` parameters last and `out_error` very last. What stands in the
 *   formulas of a body, operations and types, has one word: `hwgen_and`, `hwgen_uint`.
 * Ownership. `hwgen_context`, `hwgen_error` and `hwgen_closure` are owners: their `_create` or out-pointer gives one
 *   reference, their `_destroy` takes it back and accepts NULL. All else lives inside a context and ends with it.
 * Handles. `hwgen_generator`, `hwgen_circuit`, `hwgen_type`, `hwgen_net` and `hwgen_function` are small values. One that is
 *   stale, of another context or of another module is an error (HW9002, HW9003, HW2010), never a crash. A zeroed handle is
 *   never valid. A `hwgen_module *` lives until its context ends. After its body has returned, or hwgen_module_finish, a call
 *   on it is HW9006; one that has no status does nothing, and hwgen_context_take_warnings tells the first of them.
 * Errors. A function that can fail returns a status. Unless it is HWGEN_OK, out-parameters are untouched, and if
 *   `out_error` is not NULL, `*out_error` owns every diagnostic. Nothing is printed, there is no last error.
 *   Operations on a module are the exception, so that a body reads like a formula: they return a net. One that fails
 *   records its diagnostic in the module and returns a poisoned net, which every operation accepts in silence; the end
 *   of the body reports all that was recorded. C does not say which argument of a call is evaluated first: where the
 *   order of operations is to be the same with every compiler, write one in a statement.
 * NULL for a HWGEN_NONNULL pointer is HW9001, and a context, module, error or closure of another copy of the library is
 *   HW9003. A function that has no status and no module to record it in does nothing and gives NULL, 0, "" or a zeroed handle.
 *   A context, module or error that has been destroyed cannot be told from another.
 * Strings are UTF-8. Going in, a NUL-terminated string, copied. Coming out, bytes streamed to a sink in chunks, or, where
 *   it is said, lent. Values, types, schemas and interfaces go in and come out as text in one language (docs/guide).
 * Threads. Contexts are independent of each other. One context is used by one thread at a time, any; a call while another
 *   thread is in a call on it is refused (HW9009), also from a callback's own threads. A call on a module that has no status
 *   then does nothing and gives a poisoned net, and the module's end reports it. An error is used by one thread at a time as
 *   well. In a fork of the process its contexts are refused (HW9010), and it can make its own.
 * Callbacks are given with a user pointer. They may call any function on their own context unless it is said otherwise;
 *   a finalizer calls none (HW9006 at the end of its context). None may be left by an exception of C++
 *   or by longjmp: the call that runs it then never returns, and what it had is lost. The context does not end afterwards,
 *   nor, if it was a body, elaborate (HW9006).
 * Hosts. Several may share a context, whose generators they find by their identities. A token is an address of the host's
 *   own: of one that it does not know it shows what the error says.
 * Options begin with their size: set it to sizeof the structure and zero the rest.
 */
#ifndef HWGEN_H
#define HWGEN_H

#include <stddef.h>
#include <stdint.h>

/* The version of this header, as hwgen_version() gives that of the library. */
#define HWGEN_VERSION "0.1.0"
/* Raised by every incompatible change before 1.0. */
#define HWGEN_ABI 1

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-extension"
#if defined(__swift__)
/* Swift, and so the library itself, sees every pointer as one that may be NULL. */
#define HWGEN_NONNULL _Nullable
#else
#define HWGEN_NONNULL _Nonnull
#endif
#define HWGEN_NULLABLE _Nullable
#else
#define HWGEN_NONNULL
#define HWGEN_NULLABLE
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What a function that can fail returns: HWGEN_OK, HWGEN_FAILED or HWGEN_HOST_FAILED. */
typedef int32_t hwgen_status;
/* Done. */
#define HWGEN_OK 0
/* Refused: the error says why. */
#define HWGEN_FAILED 1
/* A callback of the host reported a failure; the error carries its token. */
#define HWGEN_HOST_FAILED 2

/* What generators, circuits, types and nets are made in. */
typedef struct hwgen_context hwgen_context;
/* The diagnostics of a call that failed. */
typedef struct hwgen_error hwgen_error;
/* What a body builds: the inside of a circuit. */
typedef struct hwgen_module hwgen_module;

/* A handle of a generator: a schema, an interface and a body. */
typedef struct hwgen_generator { uint64_t bits; } hwgen_generator;
/* A handle of a circuit: a generator with all its parameters. */
typedef struct hwgen_circuit { uint64_t bits; } hwgen_circuit;
/* A handle of a type. */
typedef struct hwgen_type { uint64_t bits; } hwgen_type;
/* A handle of a net of a module; of an instance, a memory or a state machine too. */
typedef struct hwgen_net { uint64_t bits; } hwgen_net;

/* Takes bytes; returns 0 to go on, anything else to stop. */
typedef int32_t (*hwgen_sink)(void *HWGEN_NULLABLE user, const char *HWGEN_NONNULL data, size_t size);
/* Ends what a user pointer leads to. */
typedef void (*hwgen_finalizer)(void *HWGEN_NULLABLE user);

/* ---- The library ------------------------------------------------------------------------------------------------- */

/* The version, lent for ever. Compare hwgen_abi() with HWGEN_ABI after loading the library. */
const char *HWGEN_NONNULL hwgen_version(void);
/* The ABI of the library: HWGEN_ABI of its header. */
int32_t hwgen_abi(void);

/* ---- Contexts ---------------------------------------------------------------------------------------------------- */

/* A context owns all that is made in it. Never fails. */
hwgen_context *HWGEN_NONNULL hwgen_context_create(void);
/* Ends the context and all its handles; finalizers of its generators run here. Called while a call on the context runs, in
 * a callback or in another thread, it takes effect when that call returns. In a fork of the process that made the context
 * it does nothing. */
void hwgen_context_destroy(hwgen_context *HWGEN_NULLABLE context);
/* Keeps something of the host's with the context: `finalizer` runs once with `user`, when the context ends, or on failure. */
hwgen_status hwgen_context_keep(hwgen_context *HWGEN_NONNULL context, void *HWGEN_NULLABLE user,
                                hwgen_finalizer HWGEN_NULLABLE finalizer,
                                hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* What a budget bounds. */
#define HWGEN_BUDGET_CIRCUITS 0 /* circuits of one elaboration; default 1,000,000 */
#define HWGEN_BUDGET_PORTS 1    /* ports of one interface; default 1,000,000 */
#define HWGEN_BUDGET_CELLS 2    /* cells of one module; default 20,000,000 */
#define HWGEN_BUDGET_SECONDS 3  /* time of one elaboration, looked at where bodies make circuits or many cells; default 0: no bound */
#define HWGEN_BUDGET_DEPTH 4    /* instances within instances; default 50,000 */
#define HWGEN_BUDGET_MEMORY_BITS 5 /* bits of one memory; default 4,294,967,296 */
/* Sets a budget. HW9004 for an unknown one. */
hwgen_status hwgen_context_set_budget(hwgen_context *HWGEN_NONNULL context, int32_t budget, uint64_t limit,
                                      hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* Told how far an elaboration is: the circuits whose bodies have run, and those that it knows of, to which bodies may add.
 * Returns HWGEN_OK to go on, HWGEN_FAILED to cancel the elaboration (HW9011), or HWGEN_HOST_FAILED after storing a token of
 * its own. What is done stays done. */
typedef hwgen_status (*hwgen_progress)(void *HWGEN_NULLABLE user, uint64_t done, uint64_t known,
                                       uint64_t *HWGEN_NONNULL out_token);
/* Sets what is called in elaborations: after each body, and in bodies when they ask for a new circuit and every few thousand
 * cells. `progress` NULL: nothing. `finalizer` runs once with `user`: when another is set or the context ends; at once if
 * `progress` is NULL, or on failure. Printing is followed, and stopped, by the sink. */
hwgen_status hwgen_context_set_progress(hwgen_context *HWGEN_NONNULL context, hwgen_progress HWGEN_NULLABLE progress,
                                        void *HWGEN_NULLABLE user, hwgen_finalizer HWGEN_NULLABLE finalizer,
                                        hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* What becomes of a note or a warning: what its code says, nothing, a warning, an error. */
#define HWGEN_POLICY_STANDARD 0
#define HWGEN_POLICY_SILENCE 1
#define HWGEN_POLICY_WARN 2
#define HWGEN_POLICY_ERROR 3
/* What becomes of notes and warnings of a code (2022 for HW2022): everywhere, in a file, or on one line (0: all). */
hwgen_status hwgen_context_set_policy(hwgen_context *HWGEN_NONNULL context, int32_t code, int32_t policy,
                                      const char *HWGEN_NULLABLE file, int32_t line,
                                      hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The warnings and notes so far, and calls on modules that had ended, as an error object of their own; no diagnostics if
 * there are none. Forgets them. */
hwgen_error *HWGEN_NONNULL hwgen_context_take_warnings(hwgen_context *HWGEN_NONNULL context);

/* ---- Errors ------------------------------------------------------------------------------------------------------ */

/* Ends an error, and what it lent. */
void hwgen_error_destroy(hwgen_error *HWGEN_NULLABLE error);
/* How many diagnostics there are. */
size_t hwgen_error_count(const hwgen_error *HWGEN_NONNULL error);
/* The number of diagnostic `index`: 2003 for HW2003. 0 if there is no such diagnostic. */
int32_t hwgen_error_code(const hwgen_error *HWGEN_NONNULL error, size_t index);
/* 0 note, 1 warning, 2 error. */
int32_t hwgen_error_severity(const hwgen_error *HWGEN_NONNULL error, size_t index);
/* The message without places; lent until the error ends. */
const char *HWGEN_NONNULL hwgen_error_message(const hwgen_error *HWGEN_NONNULL error, size_t index);
/* The file, or "" where unknown; lent until the error ends. The line, or 0. */
const char *HWGEN_NONNULL hwgen_error_file(const hwgen_error *HWGEN_NONNULL error, size_t index);
int32_t hwgen_error_line(const hwgen_error *HWGEN_NONNULL error, size_t index);
/* What would mend it, or "" where that is not known; lent until the error ends. */
const char *HWGEN_NONNULL hwgen_error_fix(const hwgen_error *HWGEN_NONNULL error, size_t index);
/* How many notes diagnostic `index` has: other places that have to do with it, each with a message. */
size_t hwgen_error_note_count(const hwgen_error *HWGEN_NONNULL error, size_t index);
/* Of note `note`, as of a diagnostic: "" and 0 for what is unknown, or if there is no such note. */
const char *HWGEN_NONNULL hwgen_error_note_message(const hwgen_error *HWGEN_NONNULL error, size_t index, size_t note);
const char *HWGEN_NONNULL hwgen_error_note_file(const hwgen_error *HWGEN_NONNULL error, size_t index, size_t note);
int32_t hwgen_error_note_line(const hwgen_error *HWGEN_NONNULL error, size_t index, size_t note);
/* All diagnostics with places, notes and fixes, as a user should see them; lent until the error ends. */
const char *HWGEN_NONNULL hwgen_error_text(const hwgen_error *HWGEN_NONNULL error);
/* What the failed callback stored in its `out_token`, or 0. */
uint64_t hwgen_error_host_token(const hwgen_error *HWGEN_NONNULL error);
/* What the catalogue says of a code (2003 for HW2003): what it stands for, and what to do about it. Lent for ever; "" for a
 * number that is no code. */
const char *HWGEN_NONNULL hwgen_code_title(int32_t code);
const char *HWGEN_NONNULL hwgen_code_advice(int32_t code);

/* ---- Generators -------------------------------------------------------------------------------------------------- */

/* Builds the inside of one circuit. Returns HWGEN_OK, or HWGEN_HOST_FAILED after storing a token of its own: the call that
 * ran the body then returns HWGEN_HOST_FAILED, with the token and whatever the module had recorded. Any status but
 * HWGEN_OK is taken so. */
typedef hwgen_status (*hwgen_body)(hwgen_module *HWGEN_NONNULL module, void *HWGEN_NULLABLE user,
                                   uint64_t *HWGEN_NONNULL out_token);

/* What hwgen_generator_declare is told. */
typedef struct hwgen_generator_options {
  size_t size; /* sizeof(hwgen_generator_options) */
  /* An identifier. Circuits are called after it and their parameters. */
  const char *HWGEN_NULLABLE name;
  /* "bits: int >= 1 \"operand width\", has_ce: bool = false"; NULL for none. A string at the end of an item is its doc. */
  const char *HWGEN_NULLABLE parameters;
  /* "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce"; NULL for none. */
  const char *HWGEN_NULLABLE interface;
  /* "latency: int = 0 \"in cycles\"; area: int = 5 * bits"; NULL for none. */
  const char *HWGEN_NULLABLE members;
  /* What it is, for readers; NULL for none. */
  const char *HWGEN_NULLABLE doc;
  /* Where it is declared. */
  const char *HWGEN_NULLABLE file;
  int32_t line;
  /* What tells it from all other generators of the context; NULL: its name. HW2020 if it is taken. */
  const char *HWGEN_NULLABLE identity;
  /* NULL: its circuits are external, modules written in Verilog: see hwgen_external_declare. */
  hwgen_body HWGEN_NULLABLE body;
  /* What the body is given. */
  void *HWGEN_NULLABLE user;
  /* Called once with `user`: when the context ends, or when the declaration fails. Not if `size` is wrong: then nothing
   * else is read. */
  hwgen_finalizer HWGEN_NULLABLE finalizer;
} hwgen_generator_options;

/* Declares a generator. Every rule that can be checked without parameter values is checked here. */
hwgen_status hwgen_generator_declare(hwgen_context *HWGEN_NONNULL context,
                                     const hwgen_generator_options *HWGEN_NONNULL options,
                                     hwgen_generator *HWGEN_NONNULL out_generator,
                                     hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* What is told of a generator without a body: its circuits are modules written in Verilog, and are never printed. All that
 * is NULL or zeroed is as if it had not been told. */
typedef struct hwgen_external_options {
  size_t size; /* sizeof(hwgen_external_options) */
  /* What the module is called in Verilog; NULL: as the generator is. */
  const char *HWGEN_NULLABLE module;
  /* What instances give to its Verilog parameters, as expressions over the generator's: "WIDTH = 8 * bytes, INIT, MASK:
   * Bits(64) = mask". A name alone is that parameter's value; a type gives a number its width. NULL: each parameter of the
   * generator that takes an argument and is an integer, a boolean, a string or an enumeration, under its own name. */
  const char *HWGEN_NULLABLE parameters;
  /* "y from a, b; d, q at clk": the inputs that outputs depend on within a cycle, none unless it is said, and the clock
   * whose domain ports are of. HW1044 for what does not fit the ports. */
  const char *HWGEN_NULLABLE timing;
  /* The text of the module. hwgen_circuit_verilog_folder writes it into a file beside the design's. */
  const char *HWGEN_NULLABLE source;
  /* The file that the text is in, which is read here and now; with `source` what its file is called. HW2043 if it cannot be
   * read. */
  const char *HWGEN_NULLABLE file;
  /* Verilog that stands in a module as it is where the circuit is instantiated, with a hole for each port and Verilog
   * parameter: "assign {y} = {a} & {{4{{{en}}}}};". Names that it declares are the module's. Each output depends on every
   * input but the clocks unless `timing` says from which, or that it is at a clock. HW1043 for a hole that is no port, and
   * for a port without one. */
  const char *HWGEN_NULLABLE verilog;
  /* The outputs that it assigns in an `always` block: "q, r". */
  const char *HWGEN_NULLABLE variables;
  /* What `yosys -p "read_verilog ram.v; proc; write_json"` writes: the ports are read from the module of it. A port that the
   * interface has too is of the type there, and HW1045 if it is another one, with both places. HW1046 for what is no such
   * text. */
  const char *HWGEN_NULLABLE json;
} hwgen_external_options;
/* Declares a generator whose circuits are modules written in Verilog. Its interface may have inout ports, "inout pad:
 * Bits(8)": they are joined with inout ports of the module that has the instance, up to the top, by hwgen_instance_input.
 * It, its ports and its Verilog parameters may be called as reserved words, which are escaped in the text: `.\do (x)`.
 * `external` may be NULL. hwgen_generator_declare without a body is the same. HW1040 for a Verilog parameter that cannot be
 * passed. */
hwgen_status hwgen_external_declare(hwgen_context *HWGEN_NONNULL context,
                                    const hwgen_generator_options *HWGEN_NONNULL options,
                                    const hwgen_external_options *HWGEN_NULLABLE external,
                                    hwgen_generator *HWGEN_NONNULL out_generator,
                                    hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* The generator of an identity, as values of kind generator name it: `generator("Add")`. HW1009 if there is none. */
hwgen_status hwgen_generator_find(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL identity,
                                  hwgen_generator *HWGEN_NONNULL out_generator,
                                  hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* A generator of the standard library, by its name: `FIFO`. It is like one of the host's own: its schema, interface and doc
 * are texts of hwgen_generator_text, and circuits are requested of it. HW1009 if there is none of that name. */
hwgen_status hwgen_library_generator(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL name,
                                     hwgen_generator *HWGEN_NONNULL out_generator,
                                     hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The names of all generators of the library, with spaces between; streamed. */
hwgen_status hwgen_library_names(hwgen_sink HWGEN_NONNULL sink, void *HWGEN_NULLABLE user,
                                 hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

#define HWGEN_TEXT_NAME 0       /* Add; of a circuit Add_16_false */
#define HWGEN_TEXT_PARAMETERS 1 /* the schema; of a circuit its arguments, `bits = 16, has_ce = false` */
#define HWGEN_TEXT_INTERFACE 2  /* the template; of a circuit its ports */
#define HWGEN_TEXT_MEMBERS 3    /* the members; of a circuit their values */
#define HWGEN_TEXT_NETLIST 4    /* of a circuit: the netlist, elaborated if needed */
#define HWGEN_TEXT_DOC 5        /* of a generator: its doc as it was given */
#define HWGEN_TEXT_NAME_MAP 6   /* of a circuit: the names in its Verilog, as JSON; see hwgen_circuit_verilog */
#define HWGEN_TEXT_SCHEMATIC 8  /* of a circuit: its module as a graph in the DOT language, which Graphviz draws */
#define HWGEN_TEXT_LATE 9        /* of a circuit: its late parameters, `bits: late int in 1..64 = 16`, and what must hold of them */
#define HWGEN_TEXT_NETLIST_PLACES 7 /* as HWGEN_TEXT_NETLIST, each line with its place in the host's source */
#define HWGEN_TEXT_IDENTITY 11  /* of a generator: what hwgen_generator_find finds it by */
#define HWGEN_TEXT_MANIFEST 10  /* all that is known before a body runs, as JSON; see hwgen_context_manifest */
/* Introspection without running a body: the text that declared it, in canonical form and with docs. */
hwgen_status hwgen_generator_text(hwgen_context *HWGEN_NONNULL context, hwgen_generator generator, int32_t what,
                                  hwgen_sink HWGEN_NONNULL sink, void *HWGEN_NULLABLE user,
                                  hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* All generators of the context in the order of their declarations, those of the library that have been asked for too.
 * Writes at most `capacity` handles and tells how many there are. */
hwgen_status hwgen_context_generators(hwgen_context *HWGEN_NONNULL context, hwgen_generator *HWGEN_NULLABLE generators,
                                      size_t capacity, size_t *HWGEN_NONNULL out_count,
                                      hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The manifests of all of them, as JSON: {"manifest": "context", "version": 1, "generators": [...]}; streamed. A manifest has
 * what was declared: parameters with kinds, ranges, defaults and docs, constraints, ports, members, the hooks that are called,
 * and the circuits that have been asked for. Runs no body. schemas/manifest.schema.json describes it. */
hwgen_status hwgen_context_manifest(hwgen_context *HWGEN_NONNULL context, hwgen_sink HWGEN_NONNULL sink,
                                    void *HWGEN_NULLABLE user, hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* A parameter of an integer, a boolean, a string, a type, a record, a generator, an opaque value, a list, or one of some
 * words. */
#define HWGEN_KIND_INT 0
#define HWGEN_KIND_BOOL 1
#define HWGEN_KIND_STRING 2
#define HWGEN_KIND_TYPE 3
#define HWGEN_KIND_RECORD 4
#define HWGEN_KIND_GENERATOR 5
#define HWGEN_KIND_OPAQUE 6
#define HWGEN_KIND_LIST 7
#define HWGEN_KIND_ENUM 8
/* A parameter of a generator. */
typedef struct hwgen_parameter {
  /* Lent until the context ends, and its length in bytes. */
  const char *HWGEN_NULLABLE name;
  size_t name_size;
  /* HWGEN_KIND_*, and of a list that of its elements, otherwise 0. */
  int32_t kind;
  int32_t element;
  /* Whether a request may leave it out. */
  uint8_t has_default;
  /* Whether others decide it, so that a request gives no value. */
  uint8_t is_derived;
  /* Whether it is left to Verilog, so that a request gives no value. */
  uint8_t is_late;
} hwgen_parameter;
/* The generator that is left when some parameters have values, "has_ce = true": it has the parameters that are left, what is
 * known of its interface, and the same members. Equal values leave one generator, in whatever order and in however many stages
 * they are given, and its circuits are those of the first. What is wrong with the values is told here, as far as they
 * decide it, as by hwgen_circuit_request. Its identity is "Add[has_ce = true]", and it is given as such where a generator is a
 * parameter. Runs no body. `file` may be NULL. */
hwgen_status hwgen_generator_bind(hwgen_context *HWGEN_NONNULL context, hwgen_generator generator,
                                  const char *HWGEN_NONNULL arguments, const char *HWGEN_NULLABLE file, int32_t line,
                                  hwgen_generator *HWGEN_NONNULL out_generator,
                                  hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* The parameters in order. Writes at most `capacity` and tells how many there are. */
hwgen_status hwgen_generator_parameters(hwgen_context *HWGEN_NONNULL context, hwgen_generator generator,
                                        hwgen_parameter *HWGEN_NULLABLE parameters, size_t capacity,
                                        size_t *HWGEN_NONNULL out_count,
                                        hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The family: all circuits that have been asked of the generator, in that order. Writes at most `capacity` handles and tells
 * how many there are. Linear in the circuits of the context. */
hwgen_status hwgen_generator_family(hwgen_context *HWGEN_NONNULL context, hwgen_generator generator,
                                    hwgen_circuit *HWGEN_NULLABLE circuits, size_t capacity,
                                    size_t *HWGEN_NONNULL out_count,
                                    hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* ---- Comparison: two generators for all sets of parameters ------------------------------------------------------- */

#define HWGEN_RELATION_SAME 0          /* they accept the same sets of parameters, and have the same ports for each */
#define HWGEN_RELATION_SUBSTITUTABLE 1 /* the second accepts what the first accepts, and has the same ports for it */

#define HWGEN_ANSWER_SAME 0              /* the relation holds, for all sets */
#define HWGEN_ANSWER_DIFFERENT 1         /* both accept a set, and have other ports for it */
#define HWGEN_ANSWER_FIRST_ALONE 2       /* the first alone accepts a set */
#define HWGEN_ANSWER_SECOND_ALONE 3      /* the second alone accepts a set */
#define HWGEN_ANSWER_UNKNOWN_HOOK 4      /* not known: what a hook gives is not known for all sets */
#define HWGEN_ANSWER_UNKNOWN_NONLINEAR 5 /* not known: it depends on what is not linear in the parameters */
#define HWGEN_ANSWER_UNKNOWN_LIMIT 6     /* not known: it needs more cases than are tried */
/* Compares the interfaces of two generators: names, order, directions and types of the ports, and which sets of parameters
 * are legal. Defaults and docs do not count. Runs no body and makes no circuit; pure hooks may be called. Parameters
 * correspond by name, or by `map`, "bits = width": what the first calls `bits` the second calls `width`; NULL for none. HW1054
 * for one that does not fit.
 *
 * `sink` takes lines, each with a newline at its end. The first is the answer in words. Then, of an answer with a set: the set
 * as hwgen_circuit_request takes it of the first generator; as it takes it of the second; the first port that differs of the
 * first, or why it does not accept the set, or nothing; the same of the second. Of an unknown answer: the sub-expression.
 *
 * Linear in the interfaces if the conditions on which each of their ports depends are few; docs/guide/comparison.md has the
 * rules and the limits. */
hwgen_status hwgen_generator_compare(hwgen_context *HWGEN_NONNULL context, hwgen_generator first,
                                     hwgen_generator second, int32_t relation, const char *HWGEN_NULLABLE map,
                                     const char *HWGEN_NULLABLE file, int32_t line,
                                     hwgen_sink HWGEN_NONNULL sink, void *HWGEN_NULLABLE user,
                                     int32_t *HWGEN_NONNULL out_answer,
                                     hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* ---- Hooks: host functions that expressions call, `hook width_of(mode, 3): int` --------------------------------- */

/* Computes the value of a call. The arguments are values as text ("16", "true", "\"fast\"", "UInt(8)"), lent for the time
 * of the call; the result goes as text to `give(target, …)`, in one piece or many; both are lent for the time of the call
 * too. Returns HWGEN_OK, or HWGEN_HOST_FAILED after storing a token of its own. */
typedef hwgen_status (*hwgen_hook)(void *HWGEN_NULLABLE user, const char *HWGEN_NONNULL const *HWGEN_NONNULL arguments,
                                   size_t count, hwgen_sink HWGEN_NONNULL give, void *HWGEN_NULLABLE target,
                                   uint64_t *HWGEN_NONNULL out_token);
/* Makes a function known to all expressions of the context, by a name of one or more identifiers with dots between, or
 * any other text that expressions then quote in backquotes. It must be pure: it is called at most once for the same
 * arguments, but that a call that failed is made again by who asks again. HW1021 if it asks for its own answer. HW9006 if the name is taken. `finalizer` runs once with `user`: when the context ends, or on failure. */
hwgen_status hwgen_hook_declare(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL name,
                                hwgen_hook HWGEN_NONNULL hook, void *HWGEN_NULLABLE user,
                                hwgen_finalizer HWGEN_NULLABLE finalizer,
                                hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The same for one that is not pure: it is called whenever a call of it is evaluated. What has its value is not evaluated
 * again: a circuit stays as it is. */
hwgen_status hwgen_hook_declare_impure(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL name,
                                       hwgen_hook HWGEN_NONNULL hook, void *HWGEN_NULLABLE user,
                                       hwgen_finalizer HWGEN_NULLABLE finalizer,
                                       hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* Forgets a hook and what it has answered; its name is free, and its finalizer runs, once no call of it is running. HW1021
 * if there is none of this name. */
hwgen_status hwgen_hook_remove(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL name,
                               hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* ---- Functions: plain C functions as hooks, by libffi ------------------------------------------------------------
 *
 * A signature is a prototype of C, with or without names: "int64_t latency(int64_t bits, bool has_ce)". Its types:
 *
 *   int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t   an integer; HW8002 for one that does not fit
 *   float double                an integer that is one exactly; HW8002 for a fraction
 *   const hwgen_integer *       an integer of any size
 *   bool                        a boolean
 *   const char *                a string without a NUL
 *   hwgen_type hwgen_generator  a type, a generator: handles of the context
 *   hwgen_circuit               a circuit: only as what a closure gives
 *   hwgen_context * void *      no argument: a hook is given the context there, and its user pointer
 *
 * At most 32 parameters. HW8003 for what is no signature. */

/* A function of any signature: cast it to this, and back before a call. */
typedef void (*hwgen_code)(void);

/* An integer of any size. */
typedef struct hwgen_integer {
  /* The magnitude, least significant limb first. */
  const uint64_t *HWGEN_NULLABLE limbs;
  /* How many limbs there are. */
  size_t count;
  /* Not 0: less than zero. */
  int32_t negative;
} hwgen_integer;

/* A handle of a function that was declared. */
typedef struct hwgen_function { uint64_t bits; } hwgen_function;

/* What hwgen_function_declare is told. */
typedef struct hwgen_function_options {
  size_t size; /* sizeof(hwgen_function_options) */
  /* What expressions call it; NULL: the name in its signature. */
  const char *HWGEN_NULLABLE name;
  /* Its prototype. */
  const char *HWGEN_NULLABLE signature;
  /* The function. */
  hwgen_code HWGEN_NULLABLE code;
  /* 0: its result depends on its arguments alone, and it is called at most once for the same ones. 1: it is called
   * whenever a call of it is evaluated. */
  int32_t impure;
  /* What it is given for a parameter `void *`. */
  void *HWGEN_NULLABLE user;
  /* Called once with `user`: when the context ends, when the hook is removed, or when the declaration fails. Not if `size`
   * is wrong: then nothing else is read. */
  hwgen_finalizer HWGEN_NULLABLE finalizer;
} hwgen_function_options;

/* Makes a plain C function a hook. What it is given (strings, integers) is lent for the time of the call; what it gives is
 * copied before anything else happens. It fails by hwgen_hook_fail. HW9006 if the name is taken, HW8003 for a signature
 * that no hook can have. `out_function` may be NULL. */
hwgen_status hwgen_function_declare(hwgen_context *HWGEN_NONNULL context,
                                    const hwgen_function_options *HWGEN_NONNULL options,
                                    hwgen_function *HWGEN_NULLABLE out_function,
                                    hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* Calls it as an expression does, without text: `arguments` has the address of a value of its C type for each argument,
 * and the result, of its C type, is written to `out_result`. What a result points to is lent until the next call of the
 * function. */
hwgen_status hwgen_function_call(hwgen_context *HWGEN_NONNULL context, hwgen_function function,
                                 const void *HWGEN_NULLABLE const *HWGEN_NULLABLE arguments,
                                 void *HWGEN_NONNULL out_result, hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* Called in a function that hwgen_function_declare was given: it fails, and what it returns has no meaning. Who asked for
 * its value gets HWGEN_HOST_FAILED, with the message and the token. The first of several counts. A hook as text or a body may
 * say so too what its status does not tell. HW9006 outside. */
hwgen_status hwgen_hook_fail(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL message, uint64_t token,
                             hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* The other way: a C function that is made at run time and asks for a circuit of a generator. */
typedef struct hwgen_closure hwgen_closure;
/* The signature's name is that of a parameter or member, whose value the function gives, or for a hwgen_circuit the
 * generator's, or none. Its parameters are the generator's of the same names; those without one go by position.
 *
 * HW1001, HW1022, HW1003 for a parameter or member that there is not, or is of another kind; HW9006 where the system lends no
 * executable memory. The closure may outlive its context: a call then fails. */
hwgen_status hwgen_closure_create(hwgen_context *HWGEN_NONNULL context, hwgen_generator generator,
                                  const char *HWGEN_NONNULL signature,
                                  hwgen_closure *HWGEN_NULLABLE *HWGEN_NONNULL out_closure,
                                  hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* Ends the function; in a call of it, when that returns. */
void hwgen_closure_destroy(hwgen_closure *HWGEN_NULLABLE closure);
/* The function, lent until the closure ends: cast it to the type of the signature. What its result points to is lent until
 * its next call. A call that fails gives 0. */
hwgen_code HWGEN_NULLABLE hwgen_closure_code(const hwgen_closure *HWGEN_NONNULL closure);
/* Why the last call failed, and forgets it; NULL if it did not. A call that was refused, as another thread was in the
 * context, is told first. */
hwgen_error *HWGEN_NULLABLE hwgen_closure_take_error(hwgen_closure *HWGEN_NONNULL closure);

/* ---- Circuits: a generator with all its parameters --------------------------------------------------------------- */

/* Asks for the circuit of these arguments: "16", "16, true" or "bits = 16, has_ce = true". Equal arguments, however they
 * are written, give one circuit. Runs no body. `file` may be NULL. */
hwgen_status hwgen_circuit_request(hwgen_context *HWGEN_NONNULL context, hwgen_generator generator,
                                   const char *HWGEN_NONNULL arguments, const char *HWGEN_NULLABLE file, int32_t line,
                                   hwgen_circuit *HWGEN_NONNULL out_circuit,
                                   hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The generator that the circuit was asked of; a zeroed handle if it has none. */
hwgen_status hwgen_circuit_generator(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                     hwgen_generator *HWGEN_NONNULL out_generator,
                                     hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* A text of a circuit, HWGEN_TEXT_*; streamed. */
hwgen_status hwgen_circuit_text(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit, int32_t what,
                                hwgen_sink HWGEN_NONNULL sink, void *HWGEN_NULLABLE user,
                                hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The value of a parameter or member as text: "16", "true", "UInt(8)". */
hwgen_status hwgen_circuit_value(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                 const char *HWGEN_NONNULL name, hwgen_sink HWGEN_NONNULL sink,
                                 void *HWGEN_NULLABLE user, hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The value of an integer or boolean (0, 1) parameter or member. HW1003 for another kind, HW1015 beyond 64 bits. */
hwgen_status hwgen_circuit_integer(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                   const char *HWGEN_NONNULL name, int64_t *HWGEN_NONNULL out_value,
                                   hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* The first circuit of a netlist's text (HWGEN_TEXT_NETLIST writes it). All its circuits are read beside what the
 * context holds, and have no generator; if the text is refused, the context is as before. */
hwgen_status hwgen_circuit_parse(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL text,
                                 const char *HWGEN_NULLABLE file, int32_t line,
                                 hwgen_circuit *HWGEN_NONNULL out_circuit,
                                 hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* A port of a circuit. */
typedef struct hwgen_port {
  /* The name in the module, lent until the context ends, and its length in bytes. */
  const char *HWGEN_NULLABLE name;
  size_t name_size;
  /* Its type. */
  hwgen_type type;
  /* 0 for an input, 1 for an output, 2 for an inout port. */
  int32_t direction;
  /* In bits. */
  int32_t width;
} hwgen_port;
/* The ports, known before any body runs. Writes at most `capacity` and tells how many there are. A width that a late
 * parameter decides is -1. */
hwgen_status hwgen_circuit_ports(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                 hwgen_port *HWGEN_NULLABLE ports, size_t capacity, size_t *HWGEN_NONNULL out_count,
                                 hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The index of a port by its name among those of hwgen_circuit_ports: "p_valid" for field `valid` of record port `p`.
 * HW2009 if it exists for other arguments, HW2008 otherwise; `file` is of the one who asks, and may be NULL. */
hwgen_status hwgen_circuit_port(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                const char *HWGEN_NONNULL name, const char *HWGEN_NULLABLE file, int32_t line,
                                size_t *HWGEN_NONNULL out_index,
                                hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* Runs the bodies that are still to run below the circuit, and checks the design. HW9006 from a body, as for all that
 * elaborates: ask for circuits there and use their interfaces, their bodies run later. */
hwgen_status hwgen_circuit_elaborate(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                     hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

#define HWGEN_PROFILE_VERILOG 0       /* IEEE 1364-2005 */
#define HWGEN_PROFILE_SYSTEMVERILOG 1 /* IEEE 1800-2017 */
/* How a design is printed; zeroed as without. */
typedef struct hwgen_verilog_options {
  size_t size; /* sizeof(hwgen_verilog_options) */
  /* HWGEN_PROFILE_*. */
  int32_t profile;
  /* Not 0: say where in the host's source each statement comes from; and what `header` says. */
  int32_t provenance;
  /* Not 0: begin with the version of the library, and each module with its generator and arguments. */
  int32_t header;
  /* Not 0: assertions, assumptions and covers are concurrent, `label: assert property (@(posedge clk) disable iff (rst)
   * valid |-> ready)`, which verilator and slang take, iverilog and yosys not. HW2112 in the Verilog profile. */
  int32_t concurrent;
} hwgen_verilog_options;
/* Elaborates if needed and streams the design as Verilog. `options` may be NULL. */
hwgen_status hwgen_circuit_verilog(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                   const hwgen_verilog_options *HWGEN_NULLABLE options, hwgen_sink HWGEN_NONNULL sink,
                                   void *HWGEN_NULLABLE user, hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* HWGEN_TEXT_NAME_MAP of hwgen_circuit_text is what the names in the text are:
 *
 *   {"modules": {"Add_16": {"identity": "Add(bits = 16)", "place": {"file": "add.c", "line": 12}, "signals": {
 *     "total": {"kind": "value", "type": "UInt(16)", "name": "total", "place": {...}}, ...},
 *     "instances": {"adder": {"module": "Half", "name": "adder", "place": {...}}}}}}
 *
 * `kind` is input, output, inout, wire, register, memory (with its `depth`, in words), constant (a localparam), value, loop
 * (the variable of a loop that sets memories at power-up), parameter (a late one), or label (of a concurrent assertion, which
 * the text has by the option `concurrent` alone); `name` is what the host called it, if it did. */
/* The same into a file, which is replaced only when all is written; through a symbolic link, what it leads to is. If
 * there are inputs or bits that the design never reads, a file beside it, `.vlt` for the last suffix, names them to
 * verilator. */
hwgen_status hwgen_circuit_verilog_file(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                        const hwgen_verilog_options *HWGEN_NULLABLE options,
                                        const char *HWGEN_NONNULL path,
                                        hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* Each module into a file of its own in a folder, which is made if it is missing: `Add_16.v`, or `.sv` for SystemVerilog.
 * Beside them `Top.f` lists them for the tools' `-f`, and `Top.vlt` is for verilator, if there is something to say; Top is the
 * root. All is written before the first file is replaced, and a file that does not change is not touched. The sink,
 * which may be NULL, gets the list: names without the folder, each with a newline, the root first. */
hwgen_status hwgen_circuit_verilog_folder(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                          const hwgen_verilog_options *HWGEN_NULLABLE options,
                                          const char *HWGEN_NONNULL path, hwgen_sink HWGEN_NULLABLE sink,
                                          void *HWGEN_NULLABLE user,
                                          hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* The types of the design as a package of SystemVerilog, `Top_pkg` for the root Top, for who uses it: each enumeration and
 * union that has a name and is a port's type or that of anything in a module; and what `types`, which may be NULL, names:
 * "packet_t = {data: UInt(8), valid: Bit}". A record is a packed struct, an enumeration an enum with members as in the
 * text, `State_idle`, a union a struct of tag and payload. The text of the design does not use it. */
hwgen_status hwgen_circuit_package(hwgen_context *HWGEN_NONNULL context, hwgen_circuit circuit,
                                   const char *HWGEN_NULLABLE types, hwgen_sink HWGEN_NONNULL sink,
                                   void *HWGEN_NULLABLE user, hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* ---- Types ------------------------------------------------------------------------------------------------------- */

/* A type from its text: "UInt(8)", "Array(4, Bits(2))", "{x: UInt(8), y: Bit}", "Enum(State: idle, run, done)". An
 * enumeration has the codes 0, 1, …, or as "OneHot(…)" or "Gray(…)" tell; "Enum(Op, 4: add = 3, sub = 8)" gives codes and
 * a width, "Enum(idle, run)" has no name. HW1030 to HW1033 for members and codes that are not distinct or do not fit. */
hwgen_status hwgen_type_parse(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL text,
                              hwgen_type *HWGEN_NONNULL out_type,
                              hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The text of a type, as hwgen_type_parse reads it; streamed. */
hwgen_status hwgen_type_text(hwgen_context *HWGEN_NONNULL context, hwgen_type type, hwgen_sink HWGEN_NONNULL sink,
                             void *HWGEN_NULLABLE user, hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The layout: a line for the type itself, with an empty path, and for each part of it, `pos.x`, `lanes[3]`, `$tag` for the
 * tag of a union: path, highest bit, lowest bit and type with tabs between. */
hwgen_status hwgen_type_layout(hwgen_context *HWGEN_NONNULL context, hwgen_type type, hwgen_sink HWGEN_NONNULL sink,
                               void *HWGEN_NULLABLE user, hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The bits of a value, "0x…" with all digits. The value is text: "-3", "0.75", "idle", "[1, 2]", "{x: 1, y: idle}",
 * "data(5)" for a variant with its payload. HW1035 for what is no value, HW1036 for one that lacks a part, HW2011 for a
 * number that does not fit. */
hwgen_status hwgen_type_pack(hwgen_context *HWGEN_NONNULL context, hwgen_type type, const char *HWGEN_NONNULL value,
                             hwgen_sink HWGEN_NONNULL sink, void *HWGEN_NULLABLE user,
                             hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The value that bits are, "0x1f" or "31", as text that hwgen_type_pack reads. A pattern that is no member or variant is
 * a number; numbers of more than 64 bits are hexadecimal. */
hwgen_status hwgen_type_unpack(hwgen_context *HWGEN_NONNULL context, hwgen_type type, const char *HWGEN_NONNULL bits,
                               hwgen_sink HWGEN_NONNULL sink, void *HWGEN_NULLABLE user,
                               hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* In bits; -1 for a handle that is not valid, and for a width that a late parameter decides. */
int32_t hwgen_type_width(hwgen_context *HWGEN_NONNULL context, hwgen_type type);

/* ---- Modules: called from a body, or between hwgen_module_create and hwgen_module_finish ------------------------- */

/* A module without a generator, of a name and interface of its own. */
hwgen_status hwgen_module_create(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL name,
                                 const char *HWGEN_NONNULL interface, const char *HWGEN_NULLABLE file, int32_t line,
                                 hwgen_module *HWGEN_NULLABLE *HWGEN_NONNULL out_module,
                                 hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* Checks it and makes it a circuit. The module may not be used again, also if this fails. */
hwgen_status hwgen_module_finish(hwgen_module *HWGEN_NONNULL module, hwgen_circuit *HWGEN_NONNULL out_circuit,
                                 hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

/* The context that a module is in. */
hwgen_context *HWGEN_NONNULL hwgen_module_context(hwgen_module *HWGEN_NONNULL module);
/* The circuit whose body is running; a zeroed handle in a module that has no generator. */
hwgen_circuit hwgen_module_circuit(hwgen_module *HWGEN_NONNULL module);
/* The value of an integer or boolean parameter of the circuit; 0 and a recorded diagnostic if there is none. */
int64_t hwgen_module_integer(hwgen_module *HWGEN_NONNULL module, const char *HWGEN_NONNULL name);

/* The place in the host's source of what is made next; cheap. */
void hwgen_module_at(hwgen_module *HWGEN_NONNULL module, const char *HWGEN_NONNULL file, int32_t line);
/* The place where it stands, for what is made next. */
#define HWGEN_HERE(module) hwgen_module_at((module), __FILE__, __LINE__)

/* A port by its name in the module: "I0"; "p_valid" for field `valid` of record port `p`. */
hwgen_net hwgen_port_net(hwgen_module *HWGEN_NONNULL module, const char *HWGEN_NONNULL name);
/* A constant of a type; the value as text, of any size: "255", "-3", "0xff". HW2011 if it does not fit. Of
 * other types a value as for hwgen_type_pack; of an enumeration a member by its name, HW1034 if there is none. */
hwgen_net hwgen_literal(hwgen_module *HWGEN_NONNULL module, hwgen_type type, const char *HWGEN_NONNULL value);
/* Of a fixed-point number in units of its last bit, of an enumeration a member's code. */
hwgen_net hwgen_literal_int(hwgen_module *HWGEN_NONNULL module, hwgen_type type, int64_t value);
/* `UInt(width)`, `SInt(width)` and `Bits(width)` without a text; a poisoned type if the width is out of range. */
hwgen_type hwgen_uint(hwgen_module *HWGEN_NONNULL module, int32_t width);
hwgen_type hwgen_sint(hwgen_module *HWGEN_NONNULL module, int32_t width);
hwgen_type hwgen_bits(hwgen_module *HWGEN_NONNULL module, int32_t width);
/* `Bit`, and `Array(count, element)`; a poisoned type if the count is out of range. */
hwgen_type hwgen_bit(hwgen_module *HWGEN_NONNULL module);
hwgen_type hwgen_array(hwgen_module *HWGEN_NONNULL module, int32_t count, hwgen_type element);

/* Operations of two operands of one type; that type results, but for products (the sum of the widths) and comparisons
 * (Bit). A shift keeps the left type; its amount may have any width. */
hwgen_net hwgen_and(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_or(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_xor(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_add(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_sub(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_mul(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_eq(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_ne(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_lt(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_le(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_shl(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net amount);
hwgen_net hwgen_shr(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net amount);
/* Operations of one operand; its type results, but for reductions (Bit). */
hwgen_net hwgen_not(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
hwgen_net hwgen_neg(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
hwgen_net hwgen_reduce_and(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
hwgen_net hwgen_reduce_or(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
hwgen_net hwgen_reduce_xor(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
/* One of two values of one type, by a Bit. */
hwgen_net hwgen_mux(hwgen_module *HWGEN_NONNULL module, hwgen_net selector, hwgen_net when_1, hwgen_net when_0);
/* The quotient towards zero, as wide as `a`, and the remainder with the sign of `a`, as wide as `b`; both UInt or both
 * SInt. By zero the quotient is 0, and the remainder is `a`, cut to its width. */
hwgen_net hwgen_div(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_mod(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
/* The value whose key the selector is, else `otherwise`. The keys are as for hwgen_literal, of the selector's
 * type, all different; the values have one type. `otherwise` may be zeroed if the keys are all that the selector can be, or all members of an enumeration.
 * HW2030 for a key that occurs twice, HW2031 for one that is missing. */
hwgen_net hwgen_select(hwgen_module *HWGEN_NONNULL module, hwgen_net selector,
                       const char *HWGEN_NULLABLE const *HWGEN_NULLABLE keys,
                       const hwgen_net *HWGEN_NULLABLE values, size_t count, hwgen_net otherwise);
/* A bit of a vector, or an element of an array, at an index that is a value of any width; 0 beyond the end. */
hwgen_net hwgen_index(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net index);
/* `width` bits from a bit upwards that a value tells; those beyond the end are 0. */
hwgen_net hwgen_slice_at(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net low, int32_t width);
/* `a` with another bit or element at an index that is a value; unchanged beyond the end. */
hwgen_net hwgen_replace(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net index, hwgen_net value);
/* The value whose bit of the selector is 1, value 0 for bit 0; 0 if none is, of several the or. */
hwgen_net hwgen_select1hot(hwgen_module *HWGEN_NONNULL module, hwgen_net selector,
                           const hwgen_net *HWGEN_NULLABLE values, size_t count);
/* The number of the lowest bit that is 1, 0 if none is; `*out_valid`, unless NULL, is whether one is. */
hwgen_net hwgen_priority_encode(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net *HWGEN_NULLABLE out_valid);
/* UInt of as many bits as the width needs: how many bits are 1, or are 0 above the highest or below the lowest 1. */
hwgen_net hwgen_popcount(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
hwgen_net hwgen_count_leading_zeros(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
hwgen_net hwgen_count_trailing_zeros(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
/* The exact sum and difference of numbers of any widths, one bit wider than the wider one; a difference is an SInt. */
hwgen_net hwgen_add_expanding(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_sub_expanding(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
/* The smaller and the greater of two numbers of one type. */
hwgen_net hwgen_min(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
hwgen_net hwgen_max(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net b);
/* The magnitude, as a UInt of the same width. */
hwgen_net hwgen_abs(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
/* The bits in the other order; turned by an amount of any width, modulo their number. */
hwgen_net hwgen_reverse(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
hwgen_net hwgen_rotate_left(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net amount);
hwgen_net hwgen_rotate_right(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_net amount);
/* `count` copies beside each other, as Bits. */
hwgen_net hwgen_repeat(hwgen_module *HWGEN_NONNULL module, hwgen_net a, int32_t count);
/* `width` bits from bit `low` upwards. */
hwgen_net hwgen_slice(hwgen_module *HWGEN_NONNULL module, hwgen_net a, int32_t low, int32_t width);
/* A bit of a vector, or an element of an array. */
hwgen_net hwgen_element(hwgen_module *HWGEN_NONNULL module, hwgen_net a, int32_t index);
/* A field of a record. */
hwgen_net hwgen_field(hwgen_module *HWGEN_NONNULL module, hwgen_net a, const char *HWGEN_NONNULL name);
/* A record of its fields, in any order: HW1036 if one is missing. */
hwgen_net hwgen_record(hwgen_module *HWGEN_NONNULL module, hwgen_type type,
                       const char *HWGEN_NULLABLE const *HWGEN_NULLABLE names,
                       const hwgen_net *HWGEN_NULLABLE values, size_t count);
/* Operand 0 is the most significant. The result is Bits of all widths together. */
hwgen_net hwgen_concat(hwgen_module *HWGEN_NONNULL module, const hwgen_net *HWGEN_NULLABLE parts, size_t count);
/* To a greater width with zeros, with the sign, or to a smaller one. */
hwgen_net hwgen_zext(hwgen_module *HWGEN_NONNULL module, hwgen_net a, int32_t width);
hwgen_net hwgen_sext(hwgen_module *HWGEN_NONNULL module, hwgen_net a, int32_t width);
hwgen_net hwgen_trunc(hwgen_module *HWGEN_NONNULL module, hwgen_net a, int32_t width);
/* The same bits as another type of the same width. */
hwgen_net hwgen_cast(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_type type);

/* A wire, to be driven. */
hwgen_net hwgen_wire(hwgen_module *HWGEN_NONNULL module, hwgen_type type);

/* What hwgen_register may be told. */
typedef struct hwgen_register_options {
  size_t size; /* sizeof(hwgen_register_options) */
  /* Zeroed: the module's only Clock port. */
  hwgen_net clock;
  /* Zeroed: always enabled. */
  hwgen_net enable;
  /* Zeroed: no reset, or that of the open domain. A Reset or ResetN resets at the clock's edge, an AsyncReset or AsyncResetN
   * at once. Needs `reset_value`. */
  hwgen_net reset;
  /* Literals of the register's type, or zeroed. */
  hwgen_net reset_value;
  hwgen_net initial_value;
} hwgen_register_options;
/* A register; drive it with its next value. `options` may be NULL. */
hwgen_net hwgen_register(hwgen_module *HWGEN_NONNULL module, hwgen_type type,
                         const hwgen_register_options *HWGEN_NULLABLE options);
/* Drives an output, a wire or a register, or a slice, element or field of one. Each bit once. */
void hwgen_drive(hwgen_module *HWGEN_NONNULL module, hwgen_net target, hwgen_net value);
/* The name it is to have in the output. HW1020 for a port, whose name is the interface's. */
void hwgen_net_name(hwgen_module *HWGEN_NONNULL module, hwgen_net net, const char *HWGEN_NONNULL name);
/* Gives an attribute, `(* ram_style = "block" *)`, to a port, a wire, a register, a memory, an instance, or a value that has
 * a name; zeroed: to the module. The value is text, a number or a string in its quotes, or NULL for none. HW1041 for a name or
 * value that Verilog does not have, HW2093 for what has no declaration. */
void hwgen_attribute(hwgen_module *HWGEN_NONNULL module, hwgen_net target, const char *HWGEN_NONNULL name,
                     const char *HWGEN_NULLABLE value);
/* The type of a net; a zeroed handle for a poisoned one. */
hwgen_type hwgen_net_type(hwgen_module *HWGEN_NONNULL module, hwgen_net net);

/* An instance; its body may run later. `name` may be NULL. */
hwgen_net hwgen_instance(hwgen_module *HWGEN_NONNULL module, hwgen_circuit circuit, const char *HWGEN_NULLABLE name);
/* Applies a generator to values: an instance of the circuit whose parameters follow from their types, with the values
 * connected. `arguments` is text as for hwgen_circuit_request, for parameters that are given, or NULL; `name` is the
 * instance's, or NULL. `ports` has `count` names, or is NULL; a name that is NULL is the next input that is there for all
 * parameters, but no clock and no reset. A record port takes a record, or a value for each field by `p_valid`; a repeated
 * port a value for each element, by its own name in order or by `I_0`. A boolean that only guards optional inputs is
 * whether these are given; a parameter of which no value says anything has its default. HW1057 if values and arguments do
 * not agree, HW1058 for a parameter that they do not determine, HW2097 for too many values by position. */
hwgen_net hwgen_apply(hwgen_module *HWGEN_NONNULL module, hwgen_generator generator,
                      const char *HWGEN_NULLABLE arguments, const char *HWGEN_NULLABLE name,
                      const char *HWGEN_NULLABLE const *HWGEN_NULLABLE ports, const hwgen_net *HWGEN_NULLABLE values,
                      size_t count);
/* The circuit of an instance, which is the low 32 bits of its handle; zeroed for what is none. */
hwgen_circuit hwgen_instance_circuit(hwgen_module *HWGEN_NONNULL module, uint32_t instance);
/* Connects an input of an instance, or joins an inout port of it with one of the module; reads an output. In branches that were
 * begun after the instance was made, an input is driven under their condition, and its connection before them is the default. */
void hwgen_instance_input(hwgen_module *HWGEN_NONNULL module, hwgen_net instance, const char *HWGEN_NONNULL port,
                          hwgen_net value);
hwgen_net hwgen_instance_output(hwgen_module *HWGEN_NONNULL module, hwgen_net instance,
                                const char *HWGEN_NONNULL port);
/* Joins two records, repeated ports or plain ports as a whole, field by field: what can be driven of the first is driven by the
 * second; a field that runs the other way, an input of the module or an output of an instance on the first side, drives the
 * second. A side is a port of the module (net zeroed), a port of an instance (its net), or a value (port NULL); the port is
 * named as the interface has it, `p` for the ports p_valid and p_ready. Each field that does not fit is a diagnostic that names
 * it: HW2103 for one that is on one side only, HW2003, HW2004, HW2005 where neither side can be driven. */
void hwgen_join(hwgen_module *HWGEN_NONNULL module, hwgen_net to, const char *HWGEN_NULLABLE to_port, hwgen_net from,
                const char *HWGEN_NULLABLE from_port);

/* ---- Late parameters: left to Verilog ---------------------------------------------------------------------------- */

/* "bits: late int in 1..64 = 16" in a schema is a parameter of the emitted module, `parameter int bits = 16`. It is an integer
 * of 32 bits with a default, no request gives it a value (HW1050), and it has none while a body runs: HW1053 from
 * hwgen_module_integer. It may decide widths of UInt, SInt and Bits, and nothing else (HW1052). Two widths agree if they are
 * equal for all values (HW2105). What has no form that is right for all of them is HW2106, and HW2108 where the range decides. */

/* A type whose width is over the late parameters of the module: "UInt(bits + 1)". Poisoned if it is none. */
hwgen_type hwgen_module_type(hwgen_module *HWGEN_NONNULL module, const char *HWGEN_NONNULL text);
/* hwgen_zext, hwgen_sext and hwgen_trunc to a type of the kind of `a`; a Bit is extended to a UInt. HW2108 unless the range of
 * the late parameters makes it as wide as `a` at least, or at most. */
hwgen_net hwgen_zext_to(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_type type);
hwgen_net hwgen_sext_to(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_type type);
hwgen_net hwgen_trunc_to(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_type type);
/* The highest bit, as a Bit: the sign of an SInt. */
hwgen_net hwgen_top_bit(hwgen_module *HWGEN_NONNULL module, hwgen_net a);
/* An instance that gives late parameters of its circuit values, "bits = bits + 1, depth = 4": numbers, or expressions over
 * those of the module around it. Those that are not named have their defaults, as all have with hwgen_instance. HW2107. */
hwgen_net hwgen_instance_late(hwgen_module *HWGEN_NONNULL module, hwgen_circuit circuit,
                              const char *HWGEN_NULLABLE name, const char *HWGEN_NONNULL arguments);

/* ---- Memories ---------------------------------------------------------------------------------------------------- */

/* What hwgen_memory may be told. */
typedef struct hwgen_memory_options {
  size_t size; /* sizeof(hwgen_memory_options) */
  /* What the first words are at power-up, values as for hwgen_type_pack with commas between: "1, -2, 0xff", "idle, run",
   * "{x: 1, y: 0.5}, {x: 2, y: 1}"; a number for an enumeration is the code of a member. The others are 0, so "" is all zeros.
   * NULL: unknown. */
  const char *HWGEN_NULLABLE contents;
  /* The same from a file in the form that Verilog's $readmemh reads, which is read here and now; NULL for none. Its numbers
   * are patterns of bits, whatever the type. */
  const char *HWGEN_NULLABLE file;
} hwgen_memory_options;
/* A memory of `depth` words of a type; no value, its ports read and write it. `options` may be NULL. HW2040 for no words,
 * HW2041 beyond the budget of bits, HW2042 for contents that do not fit, HW2043 for a file that cannot be read. An address
 * has any width: a word beyond the last is read as 0, and not written. */
hwgen_net hwgen_memory(hwgen_module *HWGEN_NONNULL module, hwgen_type type, uint64_t depth,
                       const hwgen_memory_options *HWGEN_NULLABLE options);
/* The word at an address, in the same cycle. */
hwgen_net hwgen_memory_read(hwgen_module *HWGEN_NONNULL module, hwgen_net memory, hwgen_net address);

#define HWGEN_ON_WRITE_OLD 0 /* the word before the edge */
#define HWGEN_ON_WRITE_NEW 1 /* the word after the edge */
/* What hwgen_memory_read_sync may be told. */
typedef struct hwgen_memory_read_options {
  size_t size; /* sizeof(hwgen_memory_read_options) */
  /* Zeroed: the module's only Clock port. */
  hwgen_net clock;
  /* Zeroed: always enabled. */
  hwgen_net enable;
  /* What it gives of a word that a port of the same clock writes at the same edge. */
  int32_t on_write;
} hwgen_memory_read_options;
/* The word at an address at the last rising edge of the clock, if the enable was 1; else as before. `options` may be
 * NULL. */
hwgen_net hwgen_memory_read_sync(hwgen_module *HWGEN_NONNULL module, hwgen_net memory, hwgen_net address,
                                 const hwgen_memory_read_options *HWGEN_NULLABLE options);

/* What hwgen_memory_write may be told. */
typedef struct hwgen_memory_write_options {
  size_t size; /* sizeof(hwgen_memory_write_options) */
  /* Zeroed: the module's only Clock port. */
  hwgen_net clock;
  /* Zeroed: always enabled. */
  hwgen_net enable;
  /* A bit for each part of the word, bit 0 for the lowest, all parts of one width; zeroed: the word as a whole. */
  hwgen_net mask;
} hwgen_memory_write_options;
/* Writes a word at every rising edge of the clock at which the enable is 1. Of two writes of one word at one edge the one
 * that was made later wins. `options` may be NULL. */
void hwgen_memory_write(hwgen_module *HWGEN_NONNULL module, hwgen_net memory, hwgen_net address, hwgen_net data,
                        const hwgen_memory_write_options *HWGEN_NULLABLE options);

/* What hwgen_memory_read_write may be told. */
typedef struct hwgen_memory_read_write_options {
  size_t size; /* sizeof(hwgen_memory_read_write_options) */
  /* Zeroed: the module's only Clock port. */
  hwgen_net clock;
  /* Of the port as a whole; zeroed: always enabled. */
  hwgen_net enable;
  /* Of what is written, as for hwgen_memory_write. */
  hwgen_net mask;
  /* What it gives of a word that it, or another port of the same clock, writes at the same edge. */
  int32_t on_write;
} hwgen_memory_read_write_options;
/* A port that reads and writes at one address, as a memory with a single port has it: hwgen_memory_write with the enable and
 * `write_enable`, and hwgen_memory_read_sync with the enable, whose word it gives. In a branch the read is as if it stood
 * outside. `options` may be NULL. */
hwgen_net hwgen_memory_read_write(hwgen_module *HWGEN_NONNULL module, hwgen_net memory, hwgen_net address,
                                  hwgen_net data, hwgen_net write_enable,
                                  const hwgen_memory_read_write_options *HWGEN_NULLABLE options);

/* ---- Behaviour: what is driven under conditions ------------------------------------------------------------------ */

/* What is driven between the beginning of a branch and its hwgen_end is driven where the branch is taken: the last drive
 * whose branches are taken wins, and any goes before a drive outside of all branches, the default, which comes first. A
 * register without a drive holds its value; a wire or output that has none on some path is HW2050. A write
 * of a memory, and an input of an instance that was made before the branch, are under its condition too; all that has a value is
 * made as if it stood outside. A branch that stands where none can, and one that is not ended, is HW2051. */

/* Taken where a Bit is 1. */
void hwgen_when(hwgen_module *HWGEN_NONNULL module, hwgen_net condition);
/* Right behind the end of a `when`: taken where the branches before it are not and a Bit is 1, or where they are not. */
void hwgen_elsewhen(hwgen_module *HWGEN_NONNULL module, hwgen_net condition);
void hwgen_otherwise(hwgen_module *HWGEN_NONNULL module);
/* A choice by a value: only cases stand in it. */
void hwgen_switch(hwgen_module *HWGEN_NONNULL module, hwgen_net value);
/* Taken where the value is one of some literals of its type; HW2052 for one that an earlier case has. Cases for all
 * members of an enumeration need no default: the last is then taken for a pattern that is no member's too. */
void hwgen_case(hwgen_module *HWGEN_NONNULL module, const hwgen_net *HWGEN_NULLABLE keys, size_t count);
/* Taken where no case is; the last branch. */
void hwgen_default(hwgen_module *HWGEN_NONNULL module);
/* Ends the innermost branch or switch. */
void hwgen_end(hwgen_module *HWGEN_NONNULL module);

/* What hwgen_fsm may be told. */
typedef struct hwgen_fsm_options {
  size_t size; /* sizeof(hwgen_fsm_options) */
  /* `binary`, `onehot`, `gray`, or the codes between spaces. NULL: binary, or the enumeration's own. */
  const char *HWGEN_NULLABLE encoding;
  /* The state that it starts in, that a reset leads to, and a code that is no state's. NULL: the first. */
  const char *HWGEN_NULLABLE entry;
  /* Zeroed: the module's only Clock port. */
  hwgen_net clock;
  /* Zeroed: no reset; the entry is then the initial value. */
  hwgen_net reset;
} hwgen_fsm_options;
/* A state machine: a register whose type is an enumeration, its states. `states` is the text of one, "Enum(State: idle, run)",
 * or their names between spaces, which are one without a name. `options` may be NULL. HW1030 to HW1033 for states and
 * codes that are not distinct, HW2053 for an entry that is no state. */
hwgen_net hwgen_fsm(hwgen_module *HWGEN_NONNULL module, const char *HWGEN_NONNULL states,
                    const hwgen_fsm_options *HWGEN_NULLABLE options);
/* The code of a state, to compare with; HW2053 if there is none of that name. */
hwgen_net hwgen_fsm_state(hwgen_module *HWGEN_NONNULL module, hwgen_net machine, const char *HWGEN_NONNULL state);
/* Makes a state the next one, where the open branches are taken. */
void hwgen_fsm_next(hwgen_module *HWGEN_NONNULL module, hwgen_net machine, const char *HWGEN_NONNULL state);
/* A switch over the states, which hwgen_end ends: each state must have a case there, or there be a default (HW2054). */
void hwgen_fsm_switch(hwgen_module *HWGEN_NONNULL module, hwgen_net machine);
/* The case of some states, whose names stand between spaces. */
void hwgen_fsm_case(hwgen_module *HWGEN_NONNULL module, hwgen_net machine, const char *HWGEN_NONNULL states);

/* ---- Unions and conversions of numbers --------------------------------------------------------------------------- */

/* A value of a union: a variant with its payload, zeroed for a variant without one. HW1034 if there is no such variant. */
hwgen_net hwgen_variant(hwgen_module *HWGEN_NONNULL module, hwgen_type type, const char *HWGEN_NONNULL name,
                        hwgen_net payload);
/* Whether a union is of a variant, a Bit. */
hwgen_net hwgen_is_variant(hwgen_module *HWGEN_NONNULL module, hwgen_net value, const char *HWGEN_NONNULL name);
/* A switch over the variants of a union, which hwgen_end ends; complete if each has a case. */
void hwgen_match(hwgen_module *HWGEN_NONNULL module, hwgen_net value);
/* The case of some variants, whose names stand between spaces, those with spaces in backquotes. The payload of one that
 * stands alone and has one; else a zeroed handle. */
hwgen_net hwgen_match_case(hwgen_module *HWGEN_NONNULL module, const char *HWGEN_NONNULL names);

/* What a conversion does with the bits behind the point that the result does not have: there must be none; towards minus
 * and plus infinity, zero, away from zero; to the nearest, with ties up, down, to even, away from zero, towards zero. */
#define HWGEN_ROUND_EXACT 0
#define HWGEN_ROUND_FLOOR 1
#define HWGEN_ROUND_CEILING 2
#define HWGEN_ROUND_TOWARD_ZERO 3
#define HWGEN_ROUND_AWAY_FROM_ZERO 4
#define HWGEN_ROUND_HALF_UP 5
#define HWGEN_ROUND_HALF_DOWN 6
#define HWGEN_ROUND_HALF_EVEN 7
#define HWGEN_ROUND_HALF_AWAY_FROM_ZERO 8
#define HWGEN_ROUND_HALF_TOWARD_ZERO 9
/* What it does with a number that the result cannot have: there must be none; modulo its range; the nearest that there is. */
#define HWGEN_OVERFLOW_EXACT 0
#define HWGEN_OVERFLOW_WRAP 1
#define HWGEN_OVERFLOW_SATURATE 2
/* A UInt, SInt, UFix or SFix as another of these, rounded and then brought into its range. HW2080 where something may be
 * lost and the mode is EXACT. */
hwgen_net hwgen_convert(hwgen_module *HWGEN_NONNULL module, hwgen_net a, hwgen_type type, int32_t rounding,
                        int32_t overflow);

/* ---- Clock domains ----------------------------------------------------------------------------------------------- */

/* A register samples at the rising edge of its clock, and at the falling one of hwgen_not(clock). A Reset or AsyncReset is
 * active while it is 1, a ResetN or AsyncResetN while it is 0; hwgen_not makes one of the other. A value is of the clock
 * domain of the registers and memories that it comes from, and what comes together must be of one domain: HW2070. */

/* Opens a domain: until its end, registers, memories' ports and state machines that name no clock take this one, and those
 * that have a reset value and name no reset take this reset, unless it is zeroed. */
void hwgen_domain_begin(hwgen_module *HWGEN_NONNULL module, hwgen_net clock, hwgen_net reset);
void hwgen_domain_end(hwgen_module *HWGEN_NONNULL module);
/* A Clock that is made of a Bit, or of another Clock. It is a domain of its own, or if `synchronous_to` is not zeroed, of the
 * domain of that clock. HW2071 for a cast that makes a clock. */
hwgen_net hwgen_derived_clock(hwgen_module *HWGEN_NONNULL module, hwgen_net value, hwgen_net synchronous_to);
/* The clock in the cycles in which a Bit is 1 at the falling edge before, and else 0; of the same domain. */
hwgen_net hwgen_clock_gate(hwgen_module *HWGEN_NONNULL module, hwgen_net clock, hwgen_net enable);

#define HWGEN_CROSSING_ASYNCHRONOUS 0 /* it may change at any time, and only the first register of a synchroniser reads it */
#define HWGEN_CROSSING_QUASI_STATIC 1 /* it does not change while it is read */
/* The same value, of no domain: its crossing is meant. */
hwgen_net hwgen_crossing(hwgen_module *HWGEN_NONNULL module, hwgen_net value, int32_t kind);
/* Declares that the words of a memory may be read in other domains than they are written in: a word that is read does not
 * change. */
void hwgen_memory_crossing(hwgen_module *HWGEN_NONNULL module, hwgen_net memory);

/* ---- Relaxed scopes ------------------------------------------------------------------------------------------------ */

/* Between the beginning of a relaxed scope and its end widths need not agree: operands, the values of a choice among them, are
 * extended to the widest; what is driven, connected, written into a memory, or made a field or payload is extended or cut to
 * where it goes. That holds for two Bits, two UInt or two SInt, and changes nothing else; a literal that does not fit is still
 * HW2011. Each place is noted: HW2100 where something is extended, HW2101 where it is cut. Scopes may stand in each other. */
void hwgen_relaxed_begin(hwgen_module *HWGEN_NONNULL module);
/* HW2102 if none is open. */
void hwgen_relaxed_end(hwgen_module *HWGEN_NONNULL module);

/* ---- Checks: assertions and prints --------------------------------------------------------------------------------- */

/* What simulations and proofs are told at each rising edge of a clock, and synthesis is not: where the open branches are
 * taken and the reset is 0, of the values that registers see at that edge. What a check reads counts as read.
 *
 * A message has a place for each value, and prints what Python's str.format prints: {} and {:d} a UInt, an SInt or a Bit in
 * decimal; {:x}, {:o} and {:b} a UInt, Bits or a Bit; {:c} 8 bits as a character. A width pads with spaces, {:5d}, or, of
 * what has no sign, with zeros, {:05d}; {:08x} pads with zeros only, to no fewer digits than the type has. {{ and }} are
 * braces. A format that is none of these is HW2060, more or fewer values than places HW2061, a value of another type HW2062.
 *
 * In SystemVerilog they are immediate assertions in an `always @(posedge ...)`; in the Verilog profile a simulation prints
 * and stops ($stop), and the assertion stands where FORMAL is defined. Synthesis defines SYNTHESIS, and sees no text. */

/* What a check may be told. */
typedef struct hwgen_check_options {
  size_t size; /* sizeof(hwgen_check_options) */
  /* Zeroed: the module's only Clock port. */
  hwgen_net clock;
  /* A Reset or AsyncReset that switches the check off while it is 1. Zeroed: none. */
  hwgen_net reset;
} hwgen_check_options;
/* A Bit that must be 1. `message` and `options` may be NULL; `values` has `count` nets. */
void hwgen_assert(hwgen_module *HWGEN_NONNULL module, hwgen_net condition, const char *HWGEN_NULLABLE message,
                  const hwgen_net *HWGEN_NULLABLE values, size_t count,
                  const hwgen_check_options *HWGEN_NULLABLE options);
/* A Bit that is 1 by what surrounds the module: a simulation fails if it is not, a proof takes it for given. */
void hwgen_assume(hwgen_module *HWGEN_NONNULL module, hwgen_net condition, const char *HWGEN_NULLABLE message,
                  const hwgen_net *HWGEN_NULLABLE values, size_t count,
                  const hwgen_check_options *HWGEN_NULLABLE options);
/* A Bit that is to be 1 some time; a message is printed each time. */
void hwgen_cover(hwgen_module *HWGEN_NONNULL module, hwgen_net condition, const char *HWGEN_NULLABLE message,
                 const hwgen_net *HWGEN_NULLABLE values, size_t count,
                 const hwgen_check_options *HWGEN_NULLABLE options);
/* Prints a line. */
void hwgen_print(hwgen_module *HWGEN_NONNULL module, const char *HWGEN_NONNULL message,
                 const hwgen_net *HWGEN_NULLABLE values, size_t count,
                 const hwgen_check_options *HWGEN_NULLABLE options);
/* Names the check that was made last: the label of its concurrent assertion. HW9006 if there is none. */
void hwgen_check_name(hwgen_module *HWGEN_NONNULL module, const char *HWGEN_NONNULL name);

/* ---- Many operations in one call --------------------------------------------------------------------------------- */

/* A source place as a number for hwgen_module_append. 0 is unknown. */
uint32_t hwgen_location(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL file, int32_t line);
/* A name as a number for hwgen_module_append. 0 is the empty name. */
uint32_t hwgen_name(hwgen_context *HWGEN_NONNULL context, const char *HWGEN_NONNULL name);

/* Operation codes. Each line: what follows the code and the place; all are 32-bit words, nets are indices in the module.
 * The ports are nets 0, 1, … in order; every operation makes exactly the next net unless it says otherwise. */
#define HWGEN_OP_AND 16      /* a, b */
#define HWGEN_OP_OR 17       /* a, b */
#define HWGEN_OP_XOR 18      /* a, b */
#define HWGEN_OP_ADD 19      /* a, b */
#define HWGEN_OP_SUB 20      /* a, b */
#define HWGEN_OP_MUL 21      /* a, b */
#define HWGEN_OP_EQ 22       /* a, b */
#define HWGEN_OP_NE 23       /* a, b */
#define HWGEN_OP_LT 24       /* a, b */
#define HWGEN_OP_LE 25       /* a, b */
#define HWGEN_OP_SHL 26      /* a, amount */
#define HWGEN_OP_SHR 27      /* a, amount */
#define HWGEN_OP_NOT 32      /* a */
#define HWGEN_OP_NEG 33      /* a */
#define HWGEN_OP_REDUCE_AND 34 /* a */
#define HWGEN_OP_REDUCE_OR 35  /* a */
#define HWGEN_OP_REDUCE_XOR 36 /* a */
#define HWGEN_OP_MUX 40      /* selector, when_1, when_0 */
#define HWGEN_OP_EXTRACT 41  /* a, low, type: bits from low upwards, as many as the type has, as that type */
#define HWGEN_OP_CONCAT 42   /* type or 0 for Bits, count, parts, the most significant first */
#define HWGEN_OP_ZEXT 43     /* a, width */
#define HWGEN_OP_SEXT 44     /* a, width */
#define HWGEN_OP_CAST 45     /* a, type */
#define HWGEN_OP_LITERAL 48  /* type, low 32 bits, high 32 bits of a signed 64-bit value */
#define HWGEN_OP_LITERAL_TEXT 49 /* type, name: the value as for hwgen_literal */
#define HWGEN_OP_WIRE 50     /* type */
#define HWGEN_OP_REGISTER 51 /* type, clock, enable, reset, reset value, initial value; 0xffffffff for none */
#define HWGEN_OP_INSTANCE 52 /* circuit (the low 32 bits of its handle), name */
#define HWGEN_OP_OUTPUT 53   /* instance, index of the port */
#define HWGEN_OP_DRIVE 56    /* target, value; makes none */
#define HWGEN_OP_INPUT 57    /* instance, index of the port, value; makes none, in a branch one or none */
#define HWGEN_OP_NAME 58     /* net, name; makes none */
#define HWGEN_OP_DIV 64      /* a, b, of one type */
#define HWGEN_OP_MOD 65      /* a, b, of one type */
#define HWGEN_OP_CHOOSE 70   /* selector, count, then as many nets: for each case a literal and a value, and the default if any */
#define HWGEN_OP_COMPOSE 71  /* HWGEN_COMPOSE_*, a number, count, nets: makes one net or more, the last of which is the result */
/* Each line: the nets, and the number if there is one. They are the functions of these names. */
#define HWGEN_COMPOSE_INDEX 1                 /* a, index */
#define HWGEN_COMPOSE_SLICE_AT 2              /* a, low; width */
#define HWGEN_COMPOSE_REPLACE 3               /* a, index, value */
#define HWGEN_COMPOSE_SELECT1HOT 4            /* selector, values */
#define HWGEN_COMPOSE_PRIORITY_ENCODE 5       /* a */
#define HWGEN_COMPOSE_POPCOUNT 6              /* a */
#define HWGEN_COMPOSE_COUNT_LEADING_ZEROS 7   /* a */
#define HWGEN_COMPOSE_COUNT_TRAILING_ZEROS 8  /* a */
#define HWGEN_COMPOSE_ADD_EXPANDING 9         /* a, b */
#define HWGEN_COMPOSE_SUB_EXPANDING 10        /* a, b */
#define HWGEN_COMPOSE_MIN 11                  /* a, b */
#define HWGEN_COMPOSE_MAX 12                  /* a, b */
#define HWGEN_COMPOSE_ABS 13                  /* a */
#define HWGEN_COMPOSE_REVERSE 14              /* a */
#define HWGEN_COMPOSE_ROTATE_LEFT 15          /* a, amount */
#define HWGEN_COMPOSE_ROTATE_RIGHT 16         /* a, amount */
#define HWGEN_COMPOSE_REPEAT 17               /* a; count */
#define HWGEN_COMPOSE_CLOCK_GATE 40           /* clock, enable */
/* How many nets the module has, and the type of the last one: what HWGEN_OP_COMPOSE made. */
size_t hwgen_module_size(hwgen_module *HWGEN_NONNULL module, hwgen_type *HWGEN_NULLABLE out_type);
#define HWGEN_OP_MEMORY 80   /* type, low and high 32 bits of the depth, names of its contents and file; 0xffffffff for none */
#define HWGEN_OP_MEMORY_READ 81 /* memory, address */
#define HWGEN_OP_MEMORY_READ_SYNC 82 /* memory, clock, enable, address, HWGEN_ON_WRITE_*; 0xffffffff for none */
#define HWGEN_OP_MEMORY_WRITE 83 /* memory, clock, enable, address, data, mask; 0xffffffff for none; in a branch makes one net or more; the last is no value */
#define HWGEN_OP_MEMORY_READ_WRITE 84 /* memory, clock, enable, write enable, address, data, mask, HWGEN_ON_WRITE_*; 0xffffffff for none; makes two nets or more, the last is the word */

#define HWGEN_OP_WHEN 96     /* condition; makes none */
#define HWGEN_OP_ELSEWHEN 97 /* condition; makes none */
#define HWGEN_OP_OTHERWISE 98 /* makes none */
#define HWGEN_OP_SWITCH 99   /* value; makes none */
#define HWGEN_OP_CASE 100    /* count, keys; makes none */
#define HWGEN_OP_DEFAULT 101 /* makes none */
#define HWGEN_OP_END 102     /* makes none */
#define HWGEN_OP_FSM 103     /* names of states, encoding and entry, clock, reset; makes a net for each state, then its own */
#define HWGEN_OP_FSM_NEXT 104 /* machine, name of the state; makes none */
#define HWGEN_OP_FSM_SWITCH 105 /* machine; makes none */
#define HWGEN_OP_FSM_CASE 106 /* machine, names of the states; makes none */
#define HWGEN_OP_DERIVED_CLOCK 120 /* a Bit or a Clock, the clock that it is synchronous to or 0xffffffff */
#define HWGEN_OP_CROSSING 121 /* value, HWGEN_CROSSING_* */
#define HWGEN_OP_MEMORY_CROSSING 122 /* memory; makes none */
#define HWGEN_OP_DOMAIN 123  /* clock, reset; 0xffffffff for none; makes none */
#define HWGEN_OP_DOMAIN_END 124 /* makes none */
#define HWGEN_OP_VARIANT 128 /* type, name, payload or 0xffffffff; makes one net or more, the last is the result */
#define HWGEN_OP_IS_VARIANT 129 /* union, name; as HWGEN_OP_VARIANT */
#define HWGEN_OP_MATCH 130   /* union; makes one net or more */
#define HWGEN_OP_MATCH_CASE 131 /* names; makes one net or more, the last is the payload if there is one */
#define HWGEN_OP_CONVERT 132 /* a, type, HWGEN_ROUND_*, HWGEN_OVERFLOW_*; as HWGEN_OP_VARIANT */
#define HWGEN_OP_RECORD 133  /* type, count, then a name and a value for each field */
#define HWGEN_OP_RELAXED 150 /* begins a relaxed scope, in which an operation may make more nets, the last of which is its result; makes none */
#define HWGEN_OP_RELAXED_END 151 /* makes none */
#define HWGEN_OP_JOIN 152    /* an instance or 0xffffffff, name of a port; or a value, 0xffffffff; the same of the other side; makes any number */
#define HWGEN_OP_ZEXT_TO 153 /* a, type */
#define HWGEN_OP_SEXT_TO 154 /* a, type */
#define HWGEN_OP_TRUNC_TO 155 /* a, type */
#define HWGEN_OP_TOP_BIT 156 /* a */
#define HWGEN_OP_INSTANCE_LATE 157 /* circuit (the low 32 bits of its handle), name, name of the arguments */
#define HWGEN_OP_TYPE 158    /* name of a type's text, which hwgen_module_type then gives; makes none */
#define HWGEN_OP_ATTRIBUTE 140 /* target, or 0xffffffff for the module, names of the attribute and its value; 0xffffffff for none; makes none */
#define HWGEN_OP_APPLY 160   /* generator (the low 32 bits of its handle), name, name of the arguments, count, then for each value the name of a port, or 0xffffffff, and the net; as hwgen_apply; makes one net or more, the first is the instance */
#define HWGEN_OP_CHECK 112   /* HWGEN_CHECK_*, condition, clock, reset, name of the message, count, values; 0xffffffff for none; the net is no value, but can be named */
/* What HWGEN_OP_CHECK makes. */
#define HWGEN_CHECK_ASSERT 0
#define HWGEN_CHECK_ASSUME 1
#define HWGEN_CHECK_COVER 2
#define HWGEN_CHECK_PRINT 3
/* Appends operations from a buffer: for each the code, the place, and what the code's line says. Types are the low 32 bits
 * of their handles. Every operation is checked as if it were called alone, and makes a net even where it does nothing (a cast to
 * the same type). Stops at the first failure: `*out_done` tells how many operations are done, and `*out_error` why. */
hwgen_status hwgen_module_append(hwgen_module *HWGEN_NONNULL module, const uint32_t *HWGEN_NULLABLE words, size_t count,
                                 size_t *HWGEN_NONNULL out_done,
                                 hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);
/* The result type of an operation on nets of these types, as HWGEN_OP_* of one to three operands; throws the same
 * diagnostics. For hosts that record operations and must know types early. */
hwgen_status hwgen_operation_type(hwgen_context *HWGEN_NONNULL context, int32_t operation,
                                  const hwgen_type *HWGEN_NONNULL operands, size_t count, const char *HWGEN_NULLABLE file,
                                  int32_t line, hwgen_type *HWGEN_NONNULL out_type,
                                  hwgen_error *HWGEN_NULLABLE *HWGEN_NULLABLE out_error);

#ifdef __cplusplus
}
#endif
#if defined(__clang__)
#pragma clang diagnostic pop
#endif
#endif
