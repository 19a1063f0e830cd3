/* NULL where the header says that a pointer is never NULL, and pointers that another copy of the library has given: an
 * error, or nothing, but no crash. */
#define _GNU_SOURCE

#include "check.h"

#include <dlfcn.h>
#include <unistd.h>

static void no_error(hwgen_error *none, hwgen_context *no_context, int code) {
  hwgen_error *warnings;
  CHECK_INT(hwgen_error_count(none), 0);
  CHECK_INT(hwgen_error_code(none, 0), 0);
  CHECK_INT(hwgen_error_severity(none, 0), 0);
  CHECK_INT(hwgen_error_line(none, 0), 0);
  CHECK_TEXT(hwgen_error_fix(none, 0), "");
  CHECK_INT(hwgen_error_note_count(none, 0), 0);
  CHECK_TEXT(hwgen_error_note_message(none, 0, 0), "");
  CHECK_TEXT(hwgen_error_note_file(none, 0, 0), "");
  CHECK_INT(hwgen_error_note_line(none, 0, 0), 0);
  CHECK_INT(hwgen_error_host_token(none), 0);
  CHECK_TEXT(hwgen_error_message(none, 0), "");
  CHECK_TEXT(hwgen_error_file(none, 0), "");
  CHECK_TEXT(hwgen_error_text(none), "");
  warnings = hwgen_context_take_warnings(no_context);
  CHECK_INT(hwgen_error_code(warnings, 0), code);
  hwgen_error_destroy(warnings);
}

static void no_context(hwgen_context *none, int code) {
  hwgen_generator_options options = {.size = sizeof options, .name = "G"};
  hwgen_generator generator = {1};
  hwgen_circuit circuit = {1};
  hwgen_type type = {1};
  hwgen_module *m = NULL;
  int64_t value;
  int32_t answer;
  size_t count;
  CHECK_FAILS(hwgen_context_keep(none, NULL, NULL, &error), code);
  CHECK_FAILS(hwgen_context_set_budget(none, HWGEN_BUDGET_PORTS, 1, &error), code);
  CHECK_FAILS(hwgen_context_set_progress(none, NULL, NULL, NULL, &error), code);
  CHECK_FAILS(hwgen_context_set_policy(none, 2022, HWGEN_POLICY_WARN, NULL, 0, &error), code);
  CHECK_FAILS(hwgen_generator_declare(none, &options, &generator, &error), code);
  CHECK_FAILS(hwgen_external_declare(none, &options, NULL, &generator, &error), code);
  CHECK_FAILS(hwgen_circuit_package(none, circuit, NULL, ignore, NULL, &error), code);
  CHECK_FAILS(hwgen_generator_text(none, generator, HWGEN_TEXT_NAME, ignore, NULL, &error), code);
  CHECK_FAILS(hwgen_context_generators(none, NULL, 0, &count, &error), code);
  CHECK_FAILS(hwgen_context_manifest(none, ignore, NULL, &error), code);
  CHECK_FAILS(hwgen_generator_bind(none, generator, "", NULL, 0, &generator, &error), code);
  CHECK_FAILS(hwgen_generator_parameters(none, generator, NULL, 0, &count, &error), code);
  CHECK_FAILS(hwgen_generator_family(none, generator, NULL, 0, &count, &error), code);
  CHECK_FAILS(hwgen_circuit_generator(none, circuit, &generator, &error), code);
  CHECK_FAILS(
      hwgen_generator_compare(none, generator, generator, 0, NULL, NULL, 0, ignore, NULL, &answer, &error), code);
  CHECK_FAILS(request(none, generator, "", &circuit, &error), code);
  CHECK_FAILS(hwgen_circuit_text(none, circuit, HWGEN_TEXT_NAME, ignore, NULL, &error), code);
  CHECK_FAILS(hwgen_circuit_value(none, circuit, "n", ignore, NULL, &error), code);
  CHECK_FAILS(hwgen_circuit_integer(none, circuit, "n", &value, &error), code);
  CHECK_FAILS(hwgen_circuit_ports(none, circuit, NULL, 0, &count, &error), code);
  CHECK_FAILS(hwgen_circuit_port(none, circuit, "x", NULL, 0, &count, &error), code);
  CHECK_FAILS(hwgen_circuit_elaborate(none, circuit, &error), code);
  CHECK_FAILS(print(none, circuit, &error), code);
  CHECK_FAILS(hwgen_circuit_verilog_file(none, circuit, NULL, "refused.v", &error), code);
  CHECK_FAILS(hwgen_type_parse(none, "Bit", &type, &error), code);
  CHECK_FAILS(hwgen_type_text(none, type, ignore, NULL, &error), code);
  CHECK_INT(hwgen_type_width(none, type), -1);
  CHECK_FAILS(hwgen_module_create(none, "M", "", NULL, 0, &m, &error), code);
  CHECK_FAILS(hwgen_operation_type(none, HWGEN_OP_NOT, &type, 1, NULL, 0, &type, &error), code);
  CHECK_INT(hwgen_location(none, "f", 1), 0);
  CHECK_INT(hwgen_name(none, "n"), 0);
}

static int finalized;
static void finalize(void *user) {
  (void)user;
  finalized++;
}

static void arguments_of_calls_on_a_context(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "G", .finalizer = finalize};
  hwgen_generator generator = {77};
  hwgen_circuit circuit;
  hwgen_type type;
  hwgen_module *m = (hwgen_module *)&type;
  int64_t value;
  size_t count;
  CHECK_FAILS(hwgen_generator_declare(context, NULL, &generator, &error), 9001);
  CHECK_FAILS(hwgen_generator_declare(context, &options, NULL, &error), 9001);
  CHECK_INT(finalized, 1);
  CHECK_FAILS(hwgen_generator_declare(NULL, &options, &generator, &error), 9001);
  CHECK_INT(finalized, 2);
  options.name = NULL;
  CHECK_FAILS(hwgen_generator_declare(context, &options, &generator, &error), 9001);
  CHECK_INT(finalized, 3);
  CHECK_INT(generator.bits, 77);
  CHECK_OK(declare(context, "G", "n: int = 8", "in x: UInt(n); out y: UInt(n)", wire_body, NULL, &generator, &error));
  CHECK_FAILS(hwgen_generator_text(context, generator, HWGEN_TEXT_NAME, NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_context_generators(context, NULL, 0, NULL, &error), 9001);
  CHECK_FAILS(hwgen_context_manifest(context, NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_generator_parameters(context, generator, NULL, 0, NULL, &error), 9001);
  CHECK_FAILS(hwgen_generator_family(context, generator, NULL, 0, NULL, &error), 9001);
  CHECK_FAILS(hwgen_external_declare(context, NULL, NULL, &generator, &error), 9001);
  {
    hwgen_external_options told = {0};
    hwgen_generator_options other = {.size = sizeof other, .name = "E"};
    CHECK_FAILS(hwgen_external_declare(context, &other, &told, &generator, &error), 9007);
    told.size = sizeof told;
    other.body = wire_body;
    CHECK_FAILS(hwgen_external_declare(context, &other, &told, &generator, &error), 9006);
    other.body = NULL;
    CHECK_FAILS(hwgen_external_declare(context, &other, &told, NULL, &error), 9001);
  }
  CHECK_FAILS(request(context, generator, NULL, &circuit, &error), 9001);
  CHECK_FAILS(request(context, generator, "", NULL, &error), 9001);
  CHECK_OK(hwgen_circuit_request(context, generator, "", NULL, 0, &circuit, &error));
  CHECK_FAILS(hwgen_circuit_generator(context, circuit, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NAME, NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NETLIST, NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_value(context, circuit, NULL, ignore, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_value(context, circuit, "n", NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_integer(context, circuit, NULL, &value, &error), 9001);
  CHECK_FAILS(hwgen_circuit_integer(context, circuit, "n", NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_ports(context, circuit, NULL, 0, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_port(context, circuit, NULL, NULL, 0, &count, &error), 9001);
  CHECK_FAILS(hwgen_circuit_port(context, circuit, "x", NULL, 0, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_verilog(context, circuit, NULL, NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_verilog_file(context, circuit, NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_type_parse(context, NULL, &type, &error), 9001);
  CHECK_FAILS(hwgen_type_parse(context, "Bit", NULL, &error), 9001);
  CHECK_OK(hwgen_type_parse(context, "Bit", &type, &error));
  CHECK_FAILS(hwgen_type_text(context, type, NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_operation_type(context, HWGEN_OP_NOT, NULL, 1, NULL, 0, &type, &error), 9001);
  CHECK_FAILS(hwgen_operation_type(context, HWGEN_OP_NOT, &type, 1, NULL, 0, NULL, &error), 9001);
  CHECK_FAILS(hwgen_module_create(context, NULL, "", NULL, 0, &m, &error), 9001);
  CHECK_FAILS(hwgen_module_create(context, "M", NULL, NULL, 0, &m, &error), 9001);
  CHECK(m == (hwgen_module *)&type);
  CHECK_FAILS(hwgen_module_create(context, "M", "", NULL, 0, NULL, &error), 9001);
  CHECK_INT(hwgen_name(context, NULL), 0);
  CHECK_INT(hwgen_location(context, NULL, 5), 0);
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
  CHECK_INT(finalized, 3);
}

static void no_module(hwgen_module *none, int code) {
  hwgen_net net = {5};
  hwgen_type type = {5};
  hwgen_circuit circuit = {5};
  size_t done;
  CHECK_FAILS(hwgen_module_finish(none, &circuit, &error), code);
  CHECK_FAILS(hwgen_module_append(none, NULL, 0, &done, &error), code);
  CHECK(hwgen_module_context(none) == NULL);
  CHECK_INT(hwgen_module_circuit(none).bits, 0);
  CHECK_INT(hwgen_module_integer(none, "n"), 0);
  hwgen_module_at(none, "f", 1);
  hwgen_drive(none, net, net);
  hwgen_net_name(none, net, "n");
  hwgen_attribute(none, net, "keep", NULL);
  hwgen_instance_input(none, net, "p", net);
  CHECK_INT(hwgen_port_net(none, "x").bits, 0);
  CHECK_INT(hwgen_literal(none, type, "1").bits, 0);
  CHECK_INT(hwgen_literal_int(none, type, 1).bits, 0);
  CHECK_INT(hwgen_uint(none, 8).bits, 0);
  CHECK_INT(hwgen_sint(none, 8).bits, 0);
  CHECK_INT(hwgen_bit(none).bits, 0);
  CHECK_INT(hwgen_array(none, 2, hwgen_bit(none)).bits, 0);
  CHECK_INT(hwgen_bits(none, 8).bits, 0);
  CHECK_INT(hwgen_and(none, net, net).bits, 0);
  CHECK_INT(hwgen_or(none, net, net).bits, 0);
  CHECK_INT(hwgen_xor(none, net, net).bits, 0);
  CHECK_INT(hwgen_add(none, net, net).bits, 0);
  CHECK_INT(hwgen_sub(none, net, net).bits, 0);
  CHECK_INT(hwgen_mul(none, net, net).bits, 0);
  CHECK_INT(hwgen_eq(none, net, net).bits, 0);
  CHECK_INT(hwgen_ne(none, net, net).bits, 0);
  CHECK_INT(hwgen_lt(none, net, net).bits, 0);
  CHECK_INT(hwgen_le(none, net, net).bits, 0);
  CHECK_INT(hwgen_shl(none, net, net).bits, 0);
  CHECK_INT(hwgen_shr(none, net, net).bits, 0);
  CHECK_INT(hwgen_not(none, net).bits, 0);
  CHECK_INT(hwgen_neg(none, net).bits, 0);
  CHECK_INT(hwgen_reduce_and(none, net).bits, 0);
  CHECK_INT(hwgen_reduce_or(none, net).bits, 0);
  CHECK_INT(hwgen_reduce_xor(none, net).bits, 0);
  CHECK_INT(hwgen_mux(none, net, net, net).bits, 0);
  CHECK_INT(hwgen_slice(none, net, 0, 1).bits, 0);
  CHECK_INT(hwgen_element(none, net, 0).bits, 0);
  CHECK_INT(hwgen_field(none, net, "f").bits, 0);
  CHECK_INT(hwgen_concat(none, &net, 1).bits, 0);
  CHECK_INT(hwgen_zext(none, net, 8).bits, 0);
  CHECK_INT(hwgen_sext(none, net, 8).bits, 0);
  CHECK_INT(hwgen_trunc(none, net, 8).bits, 0);
  CHECK_INT(hwgen_cast(none, net, type).bits, 0);
  CHECK_INT(hwgen_wire(none, type).bits, 0);
  CHECK_INT(hwgen_register(none, type, NULL).bits, 0);
  CHECK_INT(hwgen_net_type(none, net).bits, 0);
  CHECK_INT(hwgen_memory(none, type, 4, NULL).bits, 0);
  CHECK_INT(hwgen_memory_read(none, net, net).bits, 0);
  CHECK_INT(hwgen_memory_read_sync(none, net, net, NULL).bits, 0);
  hwgen_memory_write(none, net, net, net, NULL);
  CHECK_INT(hwgen_memory_read_write(none, net, net, net, net, NULL).bits, 0);
  CHECK_INT(hwgen_instance(none, circuit, "i").bits, 0);
  CHECK_INT(hwgen_instance_output(none, net, "p").bits, 0);
}

static void no_closure(hwgen_closure *none) {
  CHECK(hwgen_closure_code(none) == NULL);
  CHECK(hwgen_closure_take_error(none) == NULL);
  hwgen_closure_destroy(none);
}

static void nulls(void) {
  no_error(NULL, NULL, 9001);
  no_context(NULL, 9001);
  no_module(NULL, 9001);
  no_closure(NULL);
}

/* Another copy of the library: its file again, under another name. */
static void *copy(void) {
  Dl_info info;
  char command[5000];
  void *library;
  CHECK(dladdr(dlsym(RTLD_DEFAULT, "hwgen_version"), &info));
  snprintf(command, sizeof command, "cp '%s' copy.so", info.dli_fname);
  CHECK_INT(system(command), 0);
  library = dlopen("./copy.so", RTLD_NOW | RTLD_LOCAL);
  if (!library) CHECK_TEXT(dlerror(), "no error");
  CHECK_INT(unlink("copy.so"), 0);
  return library;
}

/* C99 has no cast from the object pointer that dlsym gives to a function pointer. */
#define OF_COPY(result, name, ...) \
  result(*name)(__VA_ARGS__); \
  *(void **)&name = dlsym(library, "hwgen_" #name)

static void pointers_of_another_copy(void) {
  void *library = copy();
  OF_COPY(hwgen_context *, context_create, void);
  OF_COPY(void, context_destroy, hwgen_context *);
  OF_COPY(hwgen_status, module_create, hwgen_context *, const char *, const char *, const char *, int32_t, hwgen_module **,
          hwgen_error **);
  OF_COPY(hwgen_status, module_finish, hwgen_module *, hwgen_circuit *, hwgen_error **);
  OF_COPY(hwgen_status, library_generator, hwgen_context *, const char *, hwgen_generator *, hwgen_error **);
  OF_COPY(hwgen_status, closure_create, hwgen_context *, hwgen_generator, const char *, hwgen_closure **, hwgen_error **);
  OF_COPY(void, closure_destroy, hwgen_closure *);
  OF_COPY(void, error_destroy, hwgen_error *);
  OF_COPY(const char *, error_text, const hwgen_error *);
  hwgen_context *context = context_create(), *own = hwgen_context_create();
  hwgen_module *m = NULL;
  hwgen_generator fifo;
  hwgen_closure *closure = NULL;
  hwgen_error *told = NULL;
  hwgen_circuit circuit;
  CHECK_INT(module_create(context, "M", "in x: Bit; out y: Bit", NULL, 0, &m, NULL), HWGEN_OK);
  CHECK_INT(library_generator(context, "FIFO", &fifo, NULL), HWGEN_OK);
  CHECK_INT(closure_create(context, fifo, "hwgen_circuit (hwgen_type item, int64_t depth)", &closure, NULL), HWGEN_OK);
  CHECK_INT(module_finish(m, &circuit, &told), HWGEN_FAILED);
  no_error(told, context, 9003);
  no_context(context, 9003);
  no_module(m, 9003);
  no_closure(closure);
  hwgen_error_destroy(told);
  hwgen_context_destroy(context);
  /* They are as before, and are refused by the copy as its own ones are here. */
  CHECK(strstr(error_text(told), "HW20") != NULL);
  error_destroy(told), told = NULL;
  CHECK_INT(module_create(own, "M", "", NULL, 0, &m, &told), HWGEN_FAILED);
  CHECK(strstr(error_text(told), "HW9003: the pointer is to no context of this copy of the library") != NULL);
  error_destroy(told), closure_destroy(closure), context_destroy(context), hwgen_context_destroy(own);
  CHECK_INT(dlclose(library), 0);
}

static void pointers_of_another_kind(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: Bit; out y: Bit");
  no_error((hwgen_error *)m, (hwgen_context *)m, 9003);
  no_context((hwgen_context *)m, 9003);
  no_module((hwgen_module *)context, 9003);
  no_closure((hwgen_closure *)context);
  hwgen_error_destroy((hwgen_error *)context);
  hwgen_context_destroy((hwgen_context *)m);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  goes_on(context);
  hwgen_context_destroy(context);
}

static void arguments_of_calls_on_a_module(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  size_t done = 77;
  int k;
  CHECK_OK(declare(context, "G", NULL, "in x: UInt(8); out y: UInt(8)", NULL, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  for (k = 0; k < 11; k++) {
    hwgen_module *m = module(context, "in x: UInt(8); in r: {f: Bits(8)}; out y: UInt(8)");
    hwgen_net x = hwgen_port_net(m, "x"), pe = hwgen_instance(m, circuit, NULL);
    hwgen_drive(m, hwgen_port_net(m, "y"), x);
    if (k != 8) hwgen_instance_input(m, pe, "x", x);
    switch (k) {
      case 0: hwgen_port_net(m, NULL); break;
      case 1: hwgen_literal(m, hwgen_uint(m, 8), NULL); break;
      case 2: hwgen_field(m, x, NULL); break;
      case 3: hwgen_concat(m, NULL, 2); break;
      case 4: hwgen_net_name(m, x, NULL); break;
      case 5: CHECK_INT(hwgen_module_integer(m, NULL), 0); break;
      case 6: hwgen_module_at(m, NULL, 5); break;
      case 7: hwgen_instance_output(m, pe, NULL); break;
      case 8: hwgen_instance_input(m, pe, NULL, x); break;
      case 10: hwgen_attribute(m, x, NULL, NULL); break;
      default: CHECK_FAILS(hwgen_module_append(m, NULL, 1, &done, &error), 9001);
    }
    CHECK_FAILS(hwgen_module_append(m, NULL, 0, NULL, &error), 9001);
    if (k == 9) {
      CHECK_INT(done, 77);
      CHECK_OK(hwgen_module_append(m, NULL, 0, &done, &error));
      CHECK_INT(done, 0);
      CHECK_FAILS(hwgen_module_finish(m, NULL, &error), 9001);
      CHECK_OK(hwgen_module_finish(m, &circuit, &error));
    } else {
      CHECK_REFUSED(m, 9001);
    }
  }
  hwgen_context_destroy(context);
}

TESTS({"NULL", nulls}, {"pointers of another copy of the library", pointers_of_another_copy},
      {"pointers of another kind", pointers_of_another_kind},
      {"arguments of calls on a context", arguments_of_calls_on_a_context},
      {"arguments of calls on a module", arguments_of_calls_on_a_module})
