/* Modules: their life, their ports, what is driven, and how often. */
#include "check.h"

static const char *const PORTS = "in x: UInt(8); out y: UInt(8)";

static hwgen_module *finished(hwgen_context *context, hwgen_circuit *out) {
  hwgen_module *m = module(context, PORTS);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  CHECK_OK(hwgen_module_finish(m, out, &error));
  return m;
}

/* Calls on an ended module do nothing, and the context tells the first of them. */
static void is_ended(hwgen_context *context, hwgen_module *m) {
  hwgen_circuit circuit = {77};
  hwgen_error *warnings;
  hwgen_net net;
  uint32_t words[] = {HWGEN_OP_NOT, 0, 0};
  size_t done = 77;
  int i;
  CHECK_FAILS(hwgen_module_finish(m, &circuit, &error), 9006);
  CHECK_INT(circuit.bits, 77);
  CHECK_FAILS(hwgen_module_append(m, words, 3, &done, &error), 9006);
  for (i = 0; i < 3; i++) {
    net = hwgen_port_net(m, "x");
    hwgen_drive(m, hwgen_not(m, net), net);
    hwgen_net_name(m, net, "name");
    hwgen_module_at(m, "late.c", 1);
    CHECK_INT(hwgen_module_integer(m, "n"), 0);
    CHECK_INT(hwgen_net_type(m, net).bits, 0);
    hwgen_wire(m, hwgen_uint(m, 8));
  }
  CHECK(hwgen_module_context(m) == context);
  warnings = hwgen_context_take_warnings(context);
  CHECK_INT(hwgen_error_count(warnings), 1);
  CHECK_INT(hwgen_error_code(warnings, 0), 9006);
  hwgen_error_destroy(warnings);
  warnings = hwgen_context_take_warnings(context);
  CHECK_INT(hwgen_error_count(warnings), 0);
  CHECK_TEXT(hwgen_error_text(warnings), "");
  hwgen_error_destroy(warnings);
}

static void after_its_end(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_circuit circuit;
  hwgen_module *m = finished(context, &circuit);
  is_ended(context, m);
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void after_it_was_refused(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  CHECK_REFUSED(m, 2001);
  is_ended(context, m);
  hwgen_context_destroy(context);
}

static hwgen_status keeping_body(hwgen_module *m, void *user, uint64_t *out_token) {
  *(hwgen_module **)user = m;
  return wire_body(m, user, out_token);
}

static hwgen_status keeping_body_that_fails(hwgen_module *m, void *user, uint64_t *out_token) {
  *(hwgen_module **)user = m;
  (void)out_token;
  return HWGEN_HOST_FAILED;
}

static void after_its_body(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_module *m = NULL;
  CHECK_OK(declare(context, "G", NULL, PORTS, keeping_body, &m, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  CHECK_INT(hwgen_module_circuit(m).bits, circuit.bits);
  is_ended(context, m);
  CHECK_OK(declare(context, "H", NULL, PORTS, keeping_body_that_fails, &m, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  CHECK_FAILS(print(context, circuit, &error), 8001);
  is_ended(context, m);
  CHECK_FAILS(print(context, circuit, &error), 8001);
  hwgen_context_destroy(context);
}

static void a_circuit_that_is_never_finished(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *open = module(context, PORTS), *refused = module(context, PORTS);
  hwgen_generator first;
  hwgen_circuit circuit;
  CHECK_REFUSED(refused, 2001);
  CHECK_OK(declare(context, "First", NULL, NULL, NULL, NULL, &first, &error));
  CHECK_OK(request(context, first, "", &circuit, &error));
  circuit.bits -= 1; /* the circuits of the two modules stand before it */
  CHECK_FAILS(print(context, circuit, &error), 2021);
  circuit.bits -= 1;
  CHECK_FAILS(print(context, circuit, &error), 2021);
  hwgen_drive(open, hwgen_port_net(open, "y"), hwgen_port_net(open, "x"));
  CHECK_OK(hwgen_module_finish(open, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void two_modules_at_once(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *a = module(context, PORTS), *b = module(context, PORTS);
  hwgen_circuit circuit;
  hwgen_net ax = hwgen_port_net(a, "x"), bx = hwgen_port_net(b, "x");
  CHECK(ax.bits != bx.bits);
  hwgen_drive(b, hwgen_port_net(b, "y"), hwgen_not(b, bx));
  hwgen_drive(a, hwgen_port_net(a, "y"), ax);
  CHECK_OK(hwgen_module_finish(b, &circuit, &error));
  CHECK_OK(hwgen_module_finish(a, &circuit, &error));
  hwgen_context_destroy(context);
}

static void a_module_without_a_generator(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  hwgen_circuit circuit;
  CHECK_INT(hwgen_module_circuit(m).bits, 0);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_NAME, gather, &text, &error), "M");
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_PARAMETERS, gather, &text, &error), "");
  CHECK_WRITES(hwgen_circuit_text(context, circuit, HWGEN_TEXT_MEMBERS, gather, &text, &error), "");
  CHECK_FAILS(hwgen_circuit_value(context, circuit, "n", ignore, NULL, &error), 1022);
  m = module(context, PORTS);
  CHECK_INT(hwgen_module_integer(m, "n"), 0);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  CHECK_REFUSED(m, 1022);
  hwgen_context_destroy(context);
}

/* The comments of the text: none, the header, and the header with the place of each statement. */
static void comments(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  hwgen_verilog_options options = {.size = sizeof options};
  hwgen_circuit circuit;
#define MODULE "module M (\n  input wire [7:0] x,\n  output wire [7:0] y\n);\n  assign y = x;"
#define HEADER "// Generated by hwgen " HWGEN_VERSION ".\n// hwgen: M\n"
  hwgen_module_at(m, "m.c", 7);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_WRITES(hwgen_circuit_verilog(context, circuit, &options, gather, &text, &error), MODULE "\nendmodule\n");
  options.header = 1;
  CHECK_WRITES(hwgen_circuit_verilog(context, circuit, &options, gather, &text, &error),
               HEADER MODULE "\nendmodule\n");
  options.header = 0;
  options.provenance = 1;
  CHECK_WRITES(hwgen_circuit_verilog(context, circuit, &options, gather, &text, &error),
               HEADER MODULE " // from m.c:7\nendmodule\n");
  hwgen_context_destroy(context);
}

/* ---- driving ----------------------------------------------------------------------------------------------------- */

static void each_bit_once(void) {
  hwgen_context *context = hwgen_context_create();
  static const int codes[] = {2001, 2002, 2002, 2001, 0, 2003, 2004, 2005, 2005, 2012, 2006, 2001};
  int k;
  for (k = 0; k < 12; k++) {
    hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
    hwgen_net x = hwgen_port_net(m, "x"), y = hwgen_port_net(m, "y"), low = hwgen_slice(m, x, 0, 4), w;
    switch (k) {
      case 0: break;
      case 1: hwgen_drive(m, y, x), hwgen_drive(m, y, x); break;
      case 2: hwgen_drive(m, y, x), hwgen_drive(m, hwgen_slice(m, y, 2, 4), low); break;
      case 3: hwgen_drive(m, hwgen_slice(m, y, 0, 4), low); break;
      case 4: hwgen_drive(m, hwgen_slice(m, y, 4, 4), low), hwgen_drive(m, hwgen_slice(m, y, 0, 4), low); break;
      case 5: hwgen_drive(m, y, low); break;
      case 6: hwgen_drive(m, y, hwgen_cast(m, x, hwgen_bits(m, 8))); break;
      case 7: hwgen_drive(m, y, x), hwgen_drive(m, x, y); break;
      case 8: hwgen_drive(m, y, x), hwgen_drive(m, hwgen_not(m, x), x); break;
      case 9: hwgen_drive(m, y, x), hwgen_drive(m, hwgen_slice(m, y, 6, 4), low); break;
      case 10:
        w = hwgen_wire(m, hwgen_uint(m, 8));
        hwgen_drive(m, w, hwgen_add(m, w, x)), hwgen_drive(m, y, w);
        break;
      default: hwgen_drive(m, y, hwgen_add(m, x, hwgen_wire(m, hwgen_uint(m, 8))));
    }
    if (k == 10) { /* loops are seen when the design is elaborated */
      hwgen_circuit circuit;
      CHECK_OK(hwgen_module_finish(m, &circuit, &error));
      CHECK_FAILS(print(context, circuit, &error), codes[k]);
    } else if (codes[k]) {
      CHECK_REFUSED(m, codes[k]);
    } else {
      hwgen_circuit circuit;
      CHECK_OK(hwgen_module_finish(m, &circuit, &error));
      CHECK_OK(print(context, circuit, &error));
    }
  }
  hwgen_context_destroy(context);
}

static void instances(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit g;
  static const int codes[] = {2007, 2002, 2008, 2009, 2008, 2003, 2005, 2005, 1020};
  int k;
  CHECK_OK(declare(context, "G", "has_ce: bool = false", "in x: UInt(8); in CE: Bit if has_ce; out y: UInt(8)", NULL,
                   NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &g, &error));
  for (k = 0; k < 9; k++) {
    hwgen_module *m = module(context, PORTS);
    hwgen_net x = hwgen_port_net(m, "x"), pe = hwgen_instance(m, g, k == 8 ? "" : "pe");
    if (k != 0 && k != 5) hwgen_instance_input(m, pe, "x", x);
    hwgen_drive(m, hwgen_port_net(m, "y"), x);
    switch (k) {
      case 0: hwgen_instance_output(m, pe, "y"); break;
      case 1: hwgen_instance_input(m, pe, "x", x); break;
      case 2: hwgen_instance_input(m, pe, "z", x); break;
      case 3: hwgen_instance_input(m, pe, "CE", hwgen_element(m, x, 0)); break;
      case 4: hwgen_instance_output(m, pe, "z"); break;
      case 5: hwgen_instance_input(m, pe, "x", hwgen_slice(m, x, 0, 7)); break;
      case 6: hwgen_instance_input(m, pe, "y", x); break;
      default: hwgen_instance_output(m, pe, k == 7 ? "x" : "y");
    }
    CHECK_REFUSED(m, codes[k]);
  }
  hwgen_context_destroy(context);
}

static void ports(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_port few[2] = {{NULL, 0, {0}, 0, 0}, {NULL, 0, {0}, 7, 7}}, all[8];
  size_t count = 0, i;
  static const char *const names[] = {"clk", "lane_0", "lane_1", "p_valid", "p_ready", "a"};
  static const int widths[] = {1, 8, 9, 1, 1, 12};
  CHECK_OK(declare(context, "G", "n: int",
                   "in clk: Clock; in lane[i]: UInt(8 + i) for i in 0..<n; out p: {valid: Bit, ready: Bit};"
                   "in a: Array(3, Bits(4))",
                   NULL, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "2", &circuit, &error));
  CHECK_OK(hwgen_circuit_ports(context, circuit, few, 1, &count, &error));
  CHECK_INT(count, 6);
  CHECK_TEXT(few[0].name, "clk");
  CHECK_INT(few[1].width, 7);
  CHECK_OK(hwgen_circuit_ports(context, circuit, all, 8, &count, &error));
  CHECK_INT(count, 6);
  for (i = 0; i < count && i < 6; i++) {
    CHECK_TEXT(all[i].name, names[i]);
    CHECK_INT(all[i].width, widths[i]);
    CHECK_INT(all[i].direction, i == 3 || i == 4);
    CHECK_INT(hwgen_type_width(context, all[i].type), widths[i]);
  }
  CHECK_OK(request(context, generator, "0", &circuit, &error));
  CHECK_OK(hwgen_circuit_ports(context, circuit, NULL, 100, &count, &error));
  CHECK_INT(count, 4);
  CHECK_OK(hwgen_circuit_port(context, circuit, "p_ready", NULL, 0, &count, &error));
  CHECK_INT(count, 2);
  CHECK_FAILS(hwgen_circuit_port(context, circuit, "lane_0", __FILE__, 7, &count, &error), 2009);
  CHECK_FAILS(hwgen_circuit_port(context, circuit, "lanes", __FILE__, 7, &count, &error), 2008);
  CHECK_INT(count, 2);
  {
    hwgen_error *error = NULL;
    CHECK_INT(hwgen_circuit_port(context, circuit, "lane_0", "asks.c", 7, &count, &error), HWGEN_FAILED);
    CHECK_TEXT(hwgen_error_message(error, 0),
               "port `lane_0` of G is absent: it is repeated for i in 0..<n, and here n = 0");
    CHECK_TEXT(hwgen_error_file(error, 0), "asks.c");
    CHECK_INT(hwgen_error_line(error, 0), 7);
    hwgen_error_destroy(error);
  }
  hwgen_context_destroy(context);
}

/* A port's name is the interface's; what is made of it has any. */
static void names_of_ports(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  hwgen_net x = hwgen_port_net(m, "x"), same;
  hwgen_net_name(m, x, "x");
  same = hwgen_zext(m, x, 8);
  hwgen_net_name(m, same, "same");
  hwgen_drive(m, hwgen_slice(m, hwgen_port_net(m, "y"), 0, 8), hwgen_not(m, same));
  hwgen_net_name(m, x, "other");
  CHECK_REFUSED(m, 1020);
  hwgen_context_destroy(context);
}

TESTS({"after its end", after_its_end}, {"after it was refused", after_it_was_refused},
      {"after its body", after_its_body}, {"a circuit that is never finished", a_circuit_that_is_never_finished},
      {"two modules at once", two_modules_at_once}, {"a module without a generator", a_module_without_a_generator},
      {"comments in the text", comments}, {"each bit is driven once", each_bit_once}, {"instances", instances}, {"ports", ports},
      {"names of ports", names_of_ports})
