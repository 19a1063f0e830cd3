/* NULL where the header says that a pointer is never NULL: an error, or nothing, but no crash. */
#include "check.h"

static void errors(void) {
  hwgen_error *warnings;
  CHECK_INT(hwgen_error_count(NULL), 0);
  CHECK_INT(hwgen_error_code(NULL, 0), 0);
  CHECK_INT(hwgen_error_severity(NULL, 0), 0);
  CHECK_INT(hwgen_error_line(NULL, 0), 0);
  CHECK_INT(hwgen_error_host_token(NULL), 0);
  CHECK_TEXT(hwgen_error_message(NULL, 0), "");
  CHECK_TEXT(hwgen_error_file(NULL, 0), "");
  CHECK_TEXT(hwgen_error_text(NULL), "");
  warnings = hwgen_context_take_warnings(NULL);
  CHECK_INT(hwgen_error_code(warnings, 0), 9001);
  hwgen_error_destroy(warnings);
}

static void contexts(void) {
  hwgen_generator_options options = {.size = sizeof options, .name = "G"};
  hwgen_generator generator = {1};
  hwgen_circuit circuit = {1};
  hwgen_type type = {1};
  hwgen_module *m = NULL;
  int64_t value;
  size_t count;
  CHECK_FAILS(hwgen_context_set_budget(NULL, HWGEN_BUDGET_PORTS, 1, &error), 9001);
  CHECK_FAILS(hwgen_context_set_progress(NULL, NULL, NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_context_set_policy(NULL, 2022, HWGEN_POLICY_WARN, NULL, 0, &error), 9001);
  CHECK_FAILS(hwgen_generator_declare(NULL, &options, &generator, &error), 9001);
  CHECK_FAILS(hwgen_external_declare(NULL, &options, NULL, &generator, &error), 9001);
  CHECK_FAILS(hwgen_circuit_package(NULL, circuit, NULL, ignore, NULL, &error), 9001);
  CHECK_FAILS(hwgen_generator_text(NULL, generator, HWGEN_TEXT_NAME, ignore, NULL, &error), 9001);
  CHECK_FAILS(request(NULL, generator, "", &circuit, &error), 9001);
  CHECK_FAILS(hwgen_circuit_text(NULL, circuit, HWGEN_TEXT_NAME, ignore, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_value(NULL, circuit, "n", ignore, NULL, &error), 9001);
  CHECK_FAILS(hwgen_circuit_integer(NULL, circuit, "n", &value, &error), 9001);
  CHECK_FAILS(hwgen_circuit_ports(NULL, circuit, NULL, 0, &count, &error), 9001);
  CHECK_FAILS(hwgen_circuit_port(NULL, circuit, "x", NULL, 0, &count, &error), 9001);
  CHECK_FAILS(hwgen_circuit_elaborate(NULL, circuit, &error), 9001);
  CHECK_FAILS(print(NULL, circuit, &error), 9001);
  CHECK_FAILS(hwgen_circuit_verilog_file(NULL, circuit, NULL, "refused.v", &error), 9001);
  CHECK_FAILS(hwgen_type_parse(NULL, "Bit", &type, &error), 9001);
  CHECK_FAILS(hwgen_type_text(NULL, type, ignore, NULL, &error), 9001);
  CHECK_INT(hwgen_type_width(NULL, type), -1);
  CHECK_FAILS(hwgen_module_create(NULL, "M", "", NULL, 0, &m, &error), 9001);
  CHECK_FAILS(hwgen_operation_type(NULL, HWGEN_OP_NOT, &type, 1, NULL, 0, &type, &error), 9001);
  CHECK_INT(hwgen_location(NULL, "f", 1), 0);
  CHECK_INT(hwgen_name(NULL, "n"), 0);
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

static void no_module(void) {
  hwgen_net net = {5};
  hwgen_type type = {5};
  hwgen_circuit circuit = {5};
  size_t done;
  CHECK_FAILS(hwgen_module_finish(NULL, &circuit, &error), 9001);
  CHECK_FAILS(hwgen_module_append(NULL, NULL, 0, &done, &error), 9001);
  CHECK(hwgen_module_context(NULL) == NULL);
  CHECK_INT(hwgen_module_circuit(NULL).bits, 0);
  CHECK_INT(hwgen_module_integer(NULL, "n"), 0);
  hwgen_module_at(NULL, "f", 1);
  hwgen_drive(NULL, net, net);
  hwgen_net_name(NULL, net, "n");
  hwgen_attribute(NULL, net, "keep", NULL);
  hwgen_instance_input(NULL, net, "p", net);
  CHECK_INT(hwgen_port_net(NULL, "x").bits, 0);
  CHECK_INT(hwgen_literal(NULL, type, "1").bits, 0);
  CHECK_INT(hwgen_literal_int(NULL, type, 1).bits, 0);
  CHECK_INT(hwgen_uint(NULL, 8).bits, 0);
  CHECK_INT(hwgen_sint(NULL, 8).bits, 0);
  CHECK_INT(hwgen_bit(NULL).bits, 0);
  CHECK_INT(hwgen_array(NULL, 2, hwgen_bit(NULL)).bits, 0);
  CHECK_INT(hwgen_bits(NULL, 8).bits, 0);
  CHECK_INT(hwgen_and(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_or(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_xor(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_add(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_sub(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_mul(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_eq(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_ne(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_lt(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_le(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_shl(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_shr(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_not(NULL, net).bits, 0);
  CHECK_INT(hwgen_neg(NULL, net).bits, 0);
  CHECK_INT(hwgen_reduce_and(NULL, net).bits, 0);
  CHECK_INT(hwgen_reduce_or(NULL, net).bits, 0);
  CHECK_INT(hwgen_reduce_xor(NULL, net).bits, 0);
  CHECK_INT(hwgen_mux(NULL, net, net, net).bits, 0);
  CHECK_INT(hwgen_slice(NULL, net, 0, 1).bits, 0);
  CHECK_INT(hwgen_element(NULL, net, 0).bits, 0);
  CHECK_INT(hwgen_field(NULL, net, "f").bits, 0);
  CHECK_INT(hwgen_concat(NULL, &net, 1).bits, 0);
  CHECK_INT(hwgen_zext(NULL, net, 8).bits, 0);
  CHECK_INT(hwgen_sext(NULL, net, 8).bits, 0);
  CHECK_INT(hwgen_trunc(NULL, net, 8).bits, 0);
  CHECK_INT(hwgen_cast(NULL, net, type).bits, 0);
  CHECK_INT(hwgen_wire(NULL, type).bits, 0);
  CHECK_INT(hwgen_register(NULL, type, NULL).bits, 0);
  CHECK_INT(hwgen_net_type(NULL, net).bits, 0);
  CHECK_INT(hwgen_memory(NULL, type, 4, NULL).bits, 0);
  CHECK_INT(hwgen_memory_read(NULL, net, net).bits, 0);
  CHECK_INT(hwgen_memory_read_sync(NULL, net, net, NULL).bits, 0);
  hwgen_memory_write(NULL, net, net, net, NULL);
  CHECK_INT(hwgen_memory_read_write(NULL, net, net, net, net, NULL).bits, 0);
  CHECK_INT(hwgen_instance(NULL, circuit, "i").bits, 0);
  CHECK_INT(hwgen_instance_output(NULL, net, "p").bits, 0);
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

TESTS({"errors", errors}, {"contexts", contexts},
      {"arguments of calls on a context", arguments_of_calls_on_a_context}, {"no module", no_module},
      {"arguments of calls on a module", arguments_of_calls_on_a_module})
