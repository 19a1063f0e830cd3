/* Modules that are written in Verilog: what is told of them and does not fit, and attributes. */
#include "check.h"

static const char *const PORTS = "in clk: Clock; in a, b: Bit; out y: Bit";

/* What the declaration of an external module says, or the request of its circuit. */
static hwgen_status told(hwgen_external_options external, const char *interface, hwgen_error **out_error) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator_options options = {.size = sizeof options, .name = "M", .interface = interface};
  hwgen_generator generator;
  hwgen_circuit circuit;
  hwgen_status status;
  external.size = sizeof external;
  status = hwgen_external_declare(context, &options, &external, &generator, out_error);
  if (status == HWGEN_OK) status = request(context, generator, "", &circuit, out_error);
  hwgen_context_destroy(context);
  return status;
}
#define TOLD(field, text, interface) told((hwgen_external_options){.field = (text)}, (interface), &error)

static void inline_verilog(void) {
  CHECK_OK(TOLD(verilog, "assign {y} = {a} & {b}; // {clk}", PORTS));
  CHECK_FAILS(TOLD(verilog, "assign {y} = {a} & {c}; // {b} {clk}", PORTS), 1043);
  CHECK_FAILS(TOLD(verilog, "assign {y} = {a}; // {clk}", PORTS), 1043);
}

static void timing(void) {
  CHECK_OK(TOLD(timing, "y from a; b at clk", PORTS));
  CHECK_FAILS(TOLD(timing, "y from c", PORTS), 2008);
  CHECK_FAILS(TOLD(timing, "y at a", PORTS), 1044);
}

#define JSON(direction) \
  "{\"modules\": {\"M\": {\"ports\": {\"a\": {\"direction\": \"" direction "\", \"bits\": [2]}}}}}"
static void ports_of_the_source(void) {
  CHECK_OK(TOLD(json, JSON("input"), ""));
  CHECK_OK(TOLD(json, JSON("input"), "in a: Clock"));
  CHECK_FAILS(TOLD(json, JSON("output"), "in a: Clock"), 1045);
  CHECK_FAILS(TOLD(json, JSON("input"), "in a: UInt(2)"), 1045);
  CHECK_FAILS(TOLD(json, JSON("both"), ""), 1046);
  CHECK_FAILS(TOLD(json, "{}", ""), 1046);
}

/* An attribute of what has no declaration in the text. */
static void attributes(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_net x = hwgen_port_net(m, "x");
  hwgen_attribute(m, x, "keep", NULL);
  hwgen_attribute(m, hwgen_slice(m, x, 0, 4), "keep", "1");
  hwgen_drive(m, hwgen_port_net(m, "y"), x);
  CHECK_REFUSED(m, 2093);
  hwgen_context_destroy(context);
}

TESTS({"inline Verilog", inline_verilog}, {"timing", timing}, {"ports of the source", ports_of_the_source},
      {"attributes", attributes})
