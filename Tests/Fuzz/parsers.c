/* Gives the input to a parser of the library, as text: a libFuzzer target. HWGEN_PARSER says to which one; what the library
 * prints of a text that it accepts must be read again, and printed the same. The cases are those of Tests/Fuzz/targets.py,
 * and the inputs grow out of the same files in Tests/Corpus. */
#include <hwgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA "p: int, q: bool, s: string, t: type, l: list(int), r: record"

#define MUST(condition, text) \
  do { \
    if (!(condition)) fprintf(stderr, "%s:%d: not true: %s\n%s\n", __FILE__, __LINE__, #condition, (text)), abort(); \
  } while (0)

struct text {
  char *data;
  size_t size;
};

static int32_t gather(void *user, const char *data, size_t size) {
  struct text *text = user;
  text->data = realloc(text->data, text->size + size + 1);
  if (!text->data) abort();
  memcpy(text->data + text->size, data, size);
  text->size += size;
  text->data[text->size] = 0;
  return 0;
}

static int refused(hwgen_status status, hwgen_error *error) {
  int code = hwgen_error_code(error, 0);
  if (status == HWGEN_OK) return 0;
  MUST((code > 1000 && code < 3000) || code == 8003 || code == 9005, hwgen_error_text(error));
  hwgen_error_destroy(error);
  return 1;
}

/* A generator of this schema and interface, printed. */
static int printed(const char *parameters, const char *interface, int32_t what, struct text *out) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "Fuzzed", .parameters = parameters,
                                     .interface = interface, .file = "fuzz", .line = 1};
  hwgen_generator generator;
  hwgen_error *error = NULL;
  int is_refused = refused(hwgen_generator_declare(context, &options, &generator, &error), error);
  if (!is_refused) MUST(hwgen_generator_text(context, generator, what, gather, out, NULL) == HWGEN_OK, parameters);
  hwgen_context_destroy(context);
  return !is_refused;
}

static void declared(const char *parameters, const char *interface, int32_t what) {
  struct text first = {NULL, 0}, second = {NULL, 0};
  if (printed(parameters, interface, what, &first)) {
    const char *text = first.data ? first.data : "";
    int is_read = what == HWGEN_TEXT_PARAMETERS ? printed(text, interface, what, &second)
                                                : printed(parameters, text, what, &second);
    MUST(is_read && !strcmp(text, second.data ? second.data : ""), text);
  }
  free(first.data), free(second.data);
}

static void expression(const char *text) {
  static const char before[] = SCHEMA ", derived x = ";
  char *whole = malloc(sizeof before + strlen(text));
  if (!whole) abort();
  strcpy(whole, before);
  strcat(whole, text);
  declared(whole, "", HWGEN_TEXT_PARAMETERS);
  free(whole);
}

static void interface(const char *text) { declared(SCHEMA, text, HWGEN_TEXT_INTERFACE); }

static int netlist_of(const char *text, struct text *out) {
  hwgen_context *context = hwgen_context_create();
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  int is_refused = refused(hwgen_circuit_parse(context, text, "fuzz", 1, &circuit, &error), error);
  error = NULL;
  if (!is_refused)
    is_refused = refused(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NETLIST, gather, out, &error), error);
  hwgen_context_destroy(context);
  return !is_refused;
}

static void netlist(const char *text) {
  struct text first = {NULL, 0}, second = {NULL, 0};
  if (netlist_of(text, &first)) MUST(netlist_of(first.data, &second) && !strcmp(first.data, second.data), first.data);
  free(first.data), free(second.data);
}

/* A type in the first line, a value of it in the rest. */
static void value(const char *text) {
  hwgen_context *context = hwgen_context_create();
  struct text bits = {NULL, 0}, first = {NULL, 0}, again = {NULL, 0};
  char *type_text = strdup(text), *end;
  const char *rest = "";
  hwgen_type type;
  hwgen_error *error = NULL;
  if (!type_text) abort();
  if ((end = strchr(type_text, '\n'))) *end = 0, rest = text + (end - type_text) + 1;
  if (hwgen_type_parse(context, type_text, &type, NULL) == HWGEN_OK &&
      !refused(hwgen_type_pack(context, type, rest, gather, &bits, &error), error)) {
    const char *packed = bits.data ? bits.data : "";
    MUST(hwgen_type_unpack(context, type, packed, gather, &first, NULL) == HWGEN_OK, packed);
    MUST(hwgen_type_pack(context, type, first.data ? first.data : "", gather, &again, NULL) == HWGEN_OK, packed);
    MUST(!strcmp(packed, again.data ? again.data : ""), packed);
    hwgen_type_layout(context, type, gather, &again, NULL);
  }
  hwgen_context_destroy(context);
  free(type_text), free(bits.data), free(first.data), free(again.data);
}

/* A module around an instance of a circuit, with a port for each of its ports. */
static hwgen_module *around(hwgen_context *context, hwgen_circuit circuit) {
  static const char *const directions[] = {"in", "out", "inout"};
  hwgen_port ports[64];
  size_t count, i;
  char name[32];
  struct text interface = {NULL, 0};
  hwgen_module *module;
  hwgen_net instance;
  hwgen_error *error = NULL;
  MUST(hwgen_circuit_ports(context, circuit, ports, 64, &count, NULL) == HWGEN_OK, "ports");
  if (count > 64) return NULL;
  gather(&interface, "", 0);
  for (i = 0; i < count; i++) {
    gather(&interface, name, (size_t)snprintf(name, sizeof name, "; %s p%zu: ", directions[ports[i].direction], i));
    MUST(hwgen_type_text(context, ports[i].type, gather, &interface, NULL) == HWGEN_OK, interface.data);
  }
  MUST(!hwgen_module_create(context, "Outer", interface.data + 2 * !!count, NULL, 0, &module, &error),
       hwgen_error_text(error));
  free(interface.data);
  instance = hwgen_instance(module, circuit, "inner");
  for (i = 0; i < count; i++) {
    char *port = strndup(ports[i].name, ports[i].name_size);
    hwgen_net own = (snprintf(name, sizeof name, "p%zu", i), hwgen_port_net(module, name));
    if (ports[i].direction == 1) hwgen_drive(module, own, hwgen_instance_output(module, instance, port));
    else hwgen_instance_input(module, instance, port, own);
    free(port);
  }
  return module;
}

/* A module of Verilog that is told of, and one around it. What its netlist says is read again, and the same. */
static void external(const hwgen_external_options *told, const char *interface) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "Fuzzed", .interface = interface};
  struct text first = {NULL, 0}, second = {NULL, 0};
  hwgen_generator generator;
  hwgen_circuit inner, outer;
  hwgen_module *module;
  hwgen_error *error = NULL;
  if (!refused(hwgen_external_declare(context, &options, told, &generator, &error), error) &&
      !refused(hwgen_circuit_request(context, generator, "", NULL, 0, &inner, &error), error) &&
      (module = around(context, inner)) && !refused(hwgen_module_finish(module, &outer, &error), error) &&
      !refused(hwgen_circuit_text(context, outer, HWGEN_TEXT_NETLIST, gather, &first, &error), error))
    MUST(netlist_of(first.data, &second) && !strcmp(first.data, second.data), first.data);
  hwgen_context_destroy(context);
  free(first.data), free(second.data);
}

/* What yosys says of a module. */
static void json(const char *text) {
  hwgen_external_options told = {.size = sizeof told, .json = text};
  external(&told, "");
}

/* Verilog parameters in the first line, timing in the second, what stands inline in the rest. */
static void inlined(const char *text) {
  hwgen_external_options told = {.size = sizeof told};
  char *parameters = strdup(text), *timing = strchr(parameters, '\n'), *rest = NULL;
  if (timing && (*timing++ = 0, rest = strchr(timing, '\n'))) *rest++ = 0;
  told.parameters = parameters, told.timing = timing, told.verilog = rest;
  external(&told, "in clk: Clock; in a: Bits(8); in b: Bit; out y: Bits(8); out q: Bit");
  free(parameters);
}

/* What a signature is of is found again by its name. */
static void signature(const char *text) {
  hwgen_context *context = hwgen_context_create();
  hwgen_function_options options = {.size = sizeof options, .signature = text, .code = abort};
  hwgen_function function;
  hwgen_error *error = NULL;
  if (!refused(hwgen_function_declare(context, &options, &function, &error), error)) {
    MUST(hwgen_function_declare(context, &options, &function, &error) && hwgen_error_code(error, 0) == 9006, text);
    hwgen_error_destroy(error);
  }
  hwgen_context_destroy(context);
}

static const struct {
  const char *name;
  void (*run)(const char *text);
} parsers[] = {{"expression", expression}, {"interface", interface}, {"netlist", netlist}, {"value", value},
               {"json", json},             {"inlined", inlined},     {"signature", signature}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *name = getenv("HWGEN_PARSER");
  char *text = malloc(size + 1);
  size_t i;
  if (!text) abort();
  memcpy(text, data, size);
  text[size] = 0;
  for (i = 0; i < sizeof parsers / sizeof *parsers; i++)
    if (name && !strcmp(parsers[i].name, name)) break;
  MUST(i < sizeof parsers / sizeof *parsers, "HWGEN_PARSER names no parser");
  parsers[i].run(text);
  free(text);
  return 0;
}
