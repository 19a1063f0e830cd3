/* Calls the functions of hwgen.h in an order and with arguments that the input says: valid, stale, of another context, NULL,
 * or anything. A libFuzzer target; Tests/Fuzz/calls.py writes the calls.
 *
 * What it looks for beside crashes: a failure that says nothing where it is asked why, an out-parameter that is touched by
 * one, a finalizer that runs twice or never.
 *
 * Pointers are live or NULL: that of an owner that has ended cannot be told from another. */
#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "texts.h"

enum { POOL = 24, CONTEXTS = 3, MODULES = 16, DEPTH = 6, CALLS = 400 };

static const uint8_t *input;
static size_t left;
static int depth, budget;

static unsigned byte(void) { return left ? (left--, *input++) : 0; }
/* Seldom true: one in `n` bytes. The zeros behind the input's end are never it. */
static int chance(unsigned n) { return byte() % n == n - 1; }

#define MUST(condition) \
  do { \
    if (!(condition)) fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition), abort(); \
  } while (0)

static volatile uintptr_t used;
static void use(const void *value) { used += (uintptr_t)value; }

/* ---- What the input is given to choose from ---------------------------------------------------------------------- */

static hwgen_context *contexts[CONTEXTS];
static hwgen_module *modules[MODULES];
static hwgen_error *errors[POOL];
static hwgen_closure *closures[POOL];
static struct { void *data[4096]; size_t count; } rooms;
/* User data that has a finalizer, and what became of it. */
static struct user { int expected, runs; } users[CALLS + 1];
static size_t user_count;

/* Zeroed memory for the time of the input. */
static void *room(size_t size) {
  void *data = calloc(1, size);
  MUST(data && rooms.count < sizeof rooms.data / sizeof *rooms.data);
  return rooms.data[rooms.count++] = data;
}

/* One of the first `count` places of a pool that goes round. */
static size_t any_place(size_t count, size_t size) { return count ? byte() % (count < size ? count : size) : 0; }

#define VALUES(kind) \
  static hwgen_##kind kind##s[POOL]; \
  static size_t kind##_count; \
  static void keep_##kind(hwgen_##kind value) { kind##s[kind##_count++ % POOL] = value; } \
  static hwgen_##kind any_##kind(void) { \
    hwgen_##kind value = {0}; \
    if (!chance(16)) value = kind##s[any_place(kind##_count, POOL)]; \
    if (chance(16)) value.bits ^= (uint64_t)byte() << (byte() % 64); \
    return value; \
  }
VALUES(generator)
VALUES(circuit)
VALUES(type)
VALUES(net)
VALUES(function)

static hwgen_context *any_context(void) { return contexts[byte() % CONTEXTS]; }
static void keep_context(hwgen_context *context) {
  int i;
  for (i = 0; i < CONTEXTS; i++)
    if (contexts[i] == context) return;
  for (i = 0; i < CONTEXTS; i++)
    if (!contexts[i]) {
      contexts[i] = context;
      hwgen_context_set_budget(context, HWGEN_BUDGET_CIRCUITS, 64, NULL);
      hwgen_context_set_budget(context, HWGEN_BUDGET_CELLS, 5000, NULL);
      hwgen_context_set_budget(context, HWGEN_BUDGET_DEPTH, 20, NULL);
      hwgen_context_set_budget(context, HWGEN_BUDGET_MEMORY_BITS, 1 << 16, NULL);
      return;
    }
  hwgen_context_destroy(context);
}
static hwgen_context *take_context(void) {
  unsigned which = byte() % CONTEXTS;
  hwgen_context *context = contexts[which];
  int i;
  contexts[which] = NULL;
  for (i = 0; i < MODULES; i++)
    if (context && modules[i] && hwgen_module_context(modules[i]) == context) modules[i] = NULL;
  return context;
}

static size_t module_count;
static hwgen_module *any_module(void) { return chance(16) ? NULL : modules[any_place(module_count, MODULES)]; }
static void keep_module(hwgen_module *module) { modules[module_count++ % MODULES] = module; }

static size_t error_count;
static hwgen_error *any_error(void) { return errors[any_place(error_count, POOL)]; }
static hwgen_error *take_error(void) {
  size_t which = any_place(error_count, POOL);
  hwgen_error *error = errors[which];
  errors[which] = NULL;
  return error;
}
static void keep_error(hwgen_error *error) {
  hwgen_error **place = &errors[error_count++ % POOL];
  hwgen_error_destroy(*place);
  *place = error;
}

static size_t closure_count;
static hwgen_closure *any_closure(void) { return closures[any_place(closure_count, POOL)]; }
static hwgen_closure *take_closure(void) {
  size_t which = any_place(closure_count, POOL);
  hwgen_closure *closure = closures[which];
  closures[which] = NULL;
  return closure;
}
static void keep_closure(hwgen_closure *closure) {
  hwgen_closure **place = &closures[closure_count++ % POOL];
  hwgen_closure_destroy(*place);
  *place = closure;
}

static int32_t any_int(void) {
  unsigned which = byte();
  static const int32_t special[] = {-1, INT32_MIN, INT32_MAX, 1000000, 1000001, 65536, 4096, 2022, 2100};
  return which < 240 ? (int32_t)(which % 80) : special[which % (sizeof special / sizeof *special)];
}
static int64_t any_wide(void) {
  unsigned which = byte();
  return which < 250 ? (int64_t)which : (int64_t)((uint64_t)(int64_t)any_int() << (byte() % 64));
}
static size_t any_size(void) { return (size_t)any_wide(); }
static uint32_t any_word(void) {
  unsigned which = byte();
  return which < 200 ? which : which < 240 ? (uint32_t)any_int() : (uint32_t)byte() << 24 | (uint32_t)byte() << 8 | byte();
}

static const char *const names[] = {
    "G", "Add", "x", "y", "a", "clk", "rst", "f", "g", "n", "bits", "m", "p_valid", "switch", "", "a b", "\xc3\xa9", "`q`",
    "FIFO", "Counter", "\xff", "idle", "run", "some", "none", "width_of"};
static const char *any_name(void) {
  unsigned which = byte();
  return which == 255 ? NULL : names[which % (sizeof names / sizeof *names)];
}

#define TEXT(sort, text) text,
static const char *const texts[] = {TEXTS(TEXT)};
static const char *any_text(void) {
  unsigned which = byte();
  char *own;
  size_t size;
  if (which == 255) return NULL;
  if (which < 230) return texts[which % (sizeof texts / sizeof *texts)];
  size = byte() % 64;
  own = room(size + 1);
  while (size && left) own[--size] = (char)byte();
  return own;
}

static const char *const signatures[] = {SIGNATURES(TEXT)};
static const char *any_signature(void) {
  unsigned which = byte();
  return which == 255 ? NULL : signatures[which % (sizeof signatures / sizeof *signatures)];
}

static uint64_t limbs[2] = {7, 1};
static hwgen_integer anything = {limbs, 2, 0};

static const char *any_path(void) {
  static const char *const paths[] = {"/nonexistent/x.v", "", "/dev/null", "\xff", "/"};
  unsigned which = byte();
  return which == 255 ? NULL : paths[which % (sizeof paths / sizeof *paths)];
}

static const void *const *any_arguments(void) {
  static hwgen_integer *word = &anything;
  static const void *words[33];
  size_t i;
  for (i = 0; i < 33; i++) words[i] = &word;
  if (chance(16)) words[byte() % 33] = NULL;
  return words;
}

/* ---- Callbacks: they call what the input says ----------------------------------------------------------------------- */

static void go_on(unsigned count);

static int32_t sink(void *user, const char *data, size_t size) {
  size_t i;
  for (i = 0; i < size; i++) used += (unsigned char)data[i];
  (void)user;
  if (chance(16)) go_on(2);
  return chance(16);
}
static hwgen_sink any_sink(void) { return chance(32) ? NULL : sink; }

static hwgen_status body(hwgen_module *module, void *user, uint64_t *out_token) {
  static const char *const ports[] = {"x", "y", "clk", "rst"};
  hwgen_context *context = hwgen_module_context(module);
  size_t i;
  (void)user;
  for (i = 0; i < CONTEXTS && contexts[i] != context; i++) {}
  if (i == CONTEXTS) return HWGEN_HOST_FAILED; /* The context is to end: nobody may keep its modules. */
  keep_module(module);
  for (i = 0; i < 4; i++)
    if (!chance(8)) keep_net(hwgen_port_net(module, ports[i]));
  go_on(byte() % 32);
  *out_token = 77;
  return chance(8) ? HWGEN_HOST_FAILED : chance(32) ? 12345 : HWGEN_OK;
}
static hwgen_body any_body(void) { return chance(8) ? NULL : body; }

static hwgen_status progress(void *user, uint64_t done, uint64_t known, uint64_t *out_token) {
  MUST(done <= known);
  (void)user;
  go_on(1);
  *out_token = 79;
  return chance(16) ? HWGEN_HOST_FAILED : chance(16) ? HWGEN_FAILED : HWGEN_OK;
}
static hwgen_progress any_progress(void) { return chance(8) ? NULL : progress; }

/* A text in one piece or in many, now and then with one that is too many; and what is none: from nowhere, to nowhere, or
 * of more bytes than any text has. */
static void give_text(hwgen_sink give, void *target, const char *text) {
  static const size_t sizes[] = {1, ((size_t)1 << 26) + 1, (size_t)1 << 31, (size_t)1 << 62, (size_t)-1};
  const char *volatile nothing = NULL; /* The compiler knows that none is allowed. */
  size_t size = strlen(text), piece;
  switch (byte() % 16) {
  case 13: MUST(give(target, nothing, sizes[byte() % 5])); break;
  case 14: MUST(give(target, text, sizes[1 + byte() % 4])); break;
  case 15: MUST(give(NULL, text, size)); break;
  }
  for (piece = chance(4) ? 1 : size; size; text += piece, size -= piece) {
    if (piece > size) piece = size;
    give(target, text, piece);
  }
  if (chance(16)) give(target, "1", 1);
}

static hwgen_status hook(void *user, const char *const *arguments, size_t count, hwgen_sink give, void *target,
                         uint64_t *out_token) {
  const char *text = any_text();
  size_t i;
  for (i = 0; i < count; i++) used += strlen(arguments[i]);
  (void)user;
  go_on(2);
  if (text) give_text(give, target, text);
  *out_token = 78;
  return chance(16) ? HWGEN_HOST_FAILED : HWGEN_OK;
}
static hwgen_hook any_hook(void) { return chance(16) ? NULL : hook; }

/* One of any signature: it reads no argument. */
static uint64_t function(void) {
  go_on(3);
  return chance(4) ? 0 : (uint64_t)(uintptr_t)&anything;
}
static hwgen_code any_code(void) { return chance(16) ? NULL : (hwgen_code)function; }

static void call_code(hwgen_code code) {
  typedef uint64_t (*general)(void *, void *, void *, void *, void *, void *);
  if (code) used += (uintptr_t)((general)code)(&anything, &anything, &anything, &anything, &anything, &anything);
}

static void finalizer(void *user) {
  MUST(++((struct user *)user)->runs == 1);
  if (chance(8)) go_on(1);
}
static hwgen_finalizer any_finalizer(void) { return chance(2) ? NULL : finalizer; }

/* User data for a finalizer, which is to run unless the options that have it are refused by their size. */
static void *user_of(hwgen_finalizer finalizer, int is_taken) {
  MUST(user_count < sizeof users / sizeof *users);
  users[user_count] = (struct user){finalizer && is_taken, 0};
  return &users[user_count++];
}

/* ---- What every call must keep --------------------------------------------------------------------------------------- */

static void check_status(hwgen_status status, hwgen_error *error, int is_asked) {
  if (status == HWGEN_OK) {
    MUST(!error);
    return;
  }
  MUST(status == HWGEN_FAILED || status == HWGEN_HOST_FAILED);
  if (!is_asked) return;
  MUST(error && hwgen_error_count(error) > 0);
  MUST(hwgen_error_code(error, 0) != 0 && *hwgen_error_message(error, 0) && *hwgen_error_text(error));
  keep_error(error);
}

static void check_untouched(const void *out, size_t size, int is_lost) {
  size_t i;
  for (i = 0; i < size && !is_lost; i++) MUST(((const unsigned char *)out)[i] == 0x5a);
}

struct call {
  const char *name;
  void (*run)(void);
};

#include "calls.inc"

static int is_traced;

static void go_on(unsigned count) {
  if (depth == DEPTH) return;
  depth++;
  while (count-- && left && budget > 0) {
    unsigned which = byte() % (sizeof calls / sizeof *calls);
    budget--;
    if (is_traced) fprintf(stderr, "%*s%s\n", 2 * depth, "", calls[which].name);
    calls[which].run();
  }
  depth--;
}

static const char *const starters[] = {"in x: UInt(8); out y: UInt(8)",
                                       "in clk: Clock; in rst: Reset; in x: UInt(n); out y: UInt(n)"};

/* A context with a generator, its circuit, a hook that a member asks, a type, and a module that is open. */
static void start(int which) {
  hwgen_generator_options options = {.size = sizeof options};
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_module *module;
  hwgen_type type;
  hwgen_context *context = hwgen_context_create();
  keep_context(context);
  options.name = "G";
  options.parameters = which ? "n: int >= 1 = 4" : NULL;
  options.interface = starters[which];
  options.members = which ? "m: int = 3; bits: int = hook h(n): int" : "m: int = 3; bits: int = hook h(2): int";
  options.body = body;
  MUST(hwgen_hook_declare(context, "h", hook, NULL, NULL, NULL) == HWGEN_OK);
  MUST(hwgen_generator_declare(context, &options, &generator, NULL) == HWGEN_OK);
  keep_generator(generator);
  MUST(hwgen_circuit_request(context, generator, "", NULL, 0, &circuit, NULL) == HWGEN_OK);
  keep_circuit(circuit);
  MUST(hwgen_type_parse(context, "UInt(8)", &type, NULL) == HWGEN_OK);
  keep_type(type);
  MUST(hwgen_module_create(context, "M", starters[0], NULL, 0, &module, NULL) == HWGEN_OK);
  keep_module(module);
  keep_net(hwgen_port_net(module, "x"));
  keep_net(hwgen_port_net(module, "y"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t i;
  input = data, left = size, depth = 0, budget = CALLS;
  is_traced = getenv("HWGEN_TRACE") != NULL;
  generator_count = circuit_count = type_count = net_count = function_count = 0;
  module_count = error_count = closure_count = 0;
  memset(generators, 0, sizeof generators), memset(circuits, 0, sizeof circuits), memset(types, 0, sizeof types);
  memset(nets, 0, sizeof nets), memset(functions, 0, sizeof functions);
  user_count = 0;
  start(0);
  start(1);
  while (left && budget > 0) go_on(1);
  left = 0;
  for (i = 0; i < POOL; i++) hwgen_error_destroy(errors[i]), errors[i] = NULL;
  for (i = 0; i < POOL; i++) hwgen_closure_destroy(closures[i]), closures[i] = NULL;
  for (i = 0; i < CONTEXTS; i++) hwgen_context_destroy(contexts[i]), contexts[i] = NULL;
  memset(modules, 0, sizeof modules);
  for (i = 0; i < user_count; i++) MUST(users[i].runs == users[i].expected);
  while (rooms.count) free(rooms.data[--rooms.count]);
  return 0;
}
