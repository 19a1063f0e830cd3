/* Tries the texts of texts.h: each is taken by what it is for, and what is for nothing by nothing. Prints those of which
 * that is not so. */
#include <hwgen.h>
#include <stdio.h>
#include <string.h>

#include "texts.h"

static hwgen_context *context;

static void function(void) {}

static hwgen_status body(hwgen_module *module, void *user, uint64_t *out_token) {
  (void)module, (void)user, (void)out_token;
  return HWGEN_OK;
}

/* One after another of the name G, of which the first is found by it. */
static int declared(const char *parameters, const char *interface, const char *members, hwgen_generator *out) {
  hwgen_generator_options options = {.size = sizeof options, .name = "G", .parameters = parameters,
                                     .interface = interface, .members = members, .body = body};
  char identity[24];
  static int count;
  snprintf(identity, sizeof identity, "G %d", count++);
  options.identity = count > 1 ? identity : NULL;
  return hwgen_generator_declare(context, &options, out, NULL) == HWGEN_OK;
}

static int is_schema(const char *text) {
  hwgen_generator generator;
  return declared(text, "", "", &generator);
}

static int is_interface(const char *text) {
  hwgen_generator generator;
  return declared("n: int = 4", text, "", &generator);
}

static int is_members(const char *text) {
  hwgen_generator generator;
  return declared("n: int = 4", "", text, &generator);
}

static int is_type(const char *text) {
  char interface[200];
  snprintf(interface, sizeof interface, "in x: %s", text);
  return is_interface(interface);
}

static int is_arguments(const char *text) {
  static const char *const schemas[] = {"n: int = 4, f: bool = false", "f: bool", "s: string", "g: generator"};
  hwgen_generator generator;
  hwgen_circuit circuit;
  int is_taken = 0;
  for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
    is_taken |= declared(schemas[i], "", "", &generator) &&
                hwgen_circuit_request(context, generator, text, NULL, 0, &circuit, NULL) == HWGEN_OK;
  return is_taken;
}

static int32_t ignore(void *user, const char *data, size_t size) {
  (void)user, (void)data, (void)size;
  return 0;
}

#define PACK(sort, of) \
  is_taken |= !strcmp(#sort, "type") && hwgen_type_parse(context, of, &type, NULL) == HWGEN_OK && \
              hwgen_type_pack(context, type, text, ignore, NULL, NULL) == HWGEN_OK;
static int is_value(const char *text) {
  hwgen_type type;
  int is_taken = 0;
  TEXTS(PACK)
  return is_taken;
}

/* What is told of a module is in `external`. */
static int is_external(hwgen_external_options external, const char *parameters, const char *interface) {
  hwgen_generator_options options = {.size = sizeof options, .name = "G", .parameters = parameters,
                                     .interface = interface};
  hwgen_context *own = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  int is_taken;
  external.size = sizeof external;
  is_taken = hwgen_external_declare(own, &options, &external, &generator, NULL) == HWGEN_OK &&
             hwgen_circuit_request(own, generator, "", NULL, 0, &circuit, NULL) == HWGEN_OK;
  hwgen_context_destroy(own);
  return is_taken;
}

#define PLAIN "in clk: Clock; in x: Bit; out y: Bit"
static int is_timing(const char *text) { return is_external((hwgen_external_options){.timing = text}, "", PLAIN); }
static int is_mapping(const char *text) {
  return is_external((hwgen_external_options){.parameters = text}, "n: int = 4", PLAIN);
}
static int is_verilog(const char *text) {
  return is_external((hwgen_external_options){.verilog = text}, "", "in x: Bit; out y: Bit");
}
static int is_source(const char *text) { return is_external((hwgen_external_options){.source = text}, "", PLAIN); }
static int is_json(const char *text) { return is_external((hwgen_external_options){.json = text}, "", ""); }

static int is_netlist(const char *text) {
  hwgen_circuit circuit;
  return hwgen_circuit_parse(context, text, NULL, 0, &circuit, NULL) == HWGEN_OK;
}

/* What is made in a module with `make`, which then has no mistake. */
static int is_made(void (*make)(hwgen_module *module, const char *text), const char *text) {
  hwgen_module *module;
  hwgen_circuit circuit;
  if (hwgen_module_create(context, "M", "in clk: Clock; in x: UInt(8); out y: UInt(8)", NULL, 0, &module, NULL))
    return 0;
  hwgen_drive(module, hwgen_port_net(module, "y"), hwgen_port_net(module, "x"));
  make(module, text);
  return hwgen_module_finish(module, &circuit, NULL) == HWGEN_OK;
}
static void make_states(hwgen_module *module, const char *text) {
  hwgen_fsm_next(module, hwgen_fsm(module, text, NULL), "idle");
}
static void make_encoding(hwgen_module *module, const char *text) {
  hwgen_fsm_options options = {.size = sizeof options, .encoding = text};
  hwgen_fsm_next(module, hwgen_fsm(module, "idle run stop", &options), "idle");
}
static void make_contents(hwgen_module *module, const char *text) {
  hwgen_memory_options options = {.size = sizeof options, .contents = text};
  hwgen_memory(module, hwgen_uint(module, 8), 4, &options);
}
static void make_message(hwgen_module *module, const char *text) {
  hwgen_net value = hwgen_port_net(module, "x");
  hwgen_print(module, text, &value, 1, NULL);
}
static int is_states(const char *text) { return is_made(make_states, text); }
static int is_encoding(const char *text) { return is_made(make_encoding, text); }
static int is_contents(const char *text) { return is_made(make_contents, text); }
static int is_message(const char *text) { return is_made(make_message, text); }

static int is_signature(const char *text) {
  hwgen_function_options options = {.size = sizeof options, .signature = text, .code = function};
  hwgen_context *own = hwgen_context_create();
  hwgen_status status = hwgen_function_declare(own, &options, NULL, NULL);
  hwgen_context_destroy(own);
  return status == HWGEN_OK;
}

static int is_closure(const char *text) {
  hwgen_generator generator;
  hwgen_closure *closure = NULL;
  if (!declared("n: int = 4", "", "", &generator) ||
      hwgen_closure_create(context, generator, text, &closure, NULL) != HWGEN_OK)
    return 0;
  hwgen_closure_destroy(closure);
  return 1;
}
static int is_no_signature(const char *text) { return !is_signature(text) && !is_closure(text); }

/* Any text may be a source or a message. */
static int is_nothing(const char *text) {
  return !(is_schema(text) || is_interface(text) || is_members(text) || is_type(text) || is_arguments(text) ||
           is_value(text) || is_states(text) || is_timing(text) || is_mapping(text) || is_verilog(text) ||
           is_json(text) || is_netlist(text) || is_encoding(text) || is_contents(text) || is_signature(text) ||
           is_closure(text));
}

int main(void) {
  int count = 0;
  hwgen_generator generator;
  context = hwgen_context_create();
  declared("", "", "", &generator);
#define TRY(sort, text) \
  count++; \
  if (!is_##sort(text)) printf("is no %s: %s\n", #sort, text);
  TEXTS(TRY)
  SIGNATURES(TRY)
  hwgen_context_destroy(context);
  fprintf(stderr, "%d texts\n", count);
  return 0;
}
