/* External modules with parameters and pads, inline Verilog, and attributes. */
#include "case.h"

static hwgen_generator external(hwgen_context *context, const char *name, const char *parameters, const char *interface,
                                const hwgen_external_options *told) {
  hwgen_generator_options options = {.size = sizeof options, .name = name, .parameters = parameters};
  hwgen_generator made = {0};
  hwgen_error *error = NULL;
  options.interface = interface;
  if (hwgen_external_declare(context, &options, told, &made, &error)) fprintf(stderr, "%s\n", hwgen_error_text(error));
  hwgen_error_destroy(error);
  return made;
}

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_net named(hwgen_module *m, hwgen_net net, const char *name) {
  hwgen_net_name(m, net, name);
  return net;
}

static hwgen_net instance(hwgen_module *m, const char *generator, const char *arguments, const char *name) {
  hwgen_context *context = hwgen_module_context(m);
  hwgen_generator found = {0};
  hwgen_circuit circuit = {0};
  hwgen_generator_find(context, generator, &found, NULL);
  hwgen_circuit_request(context, found, arguments, __FILE__, __LINE__, &circuit, NULL);
  return hwgen_instance(m, circuit, name);
}

static hwgen_status mixer(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_type byte = hwgen_uint(m, 8);
  hwgen_net x = port(m, "x"), en = port(m, "en"), none = {0}, first, second, mixed, gray, keeper, seen, words;
  hwgen_memory_write_options write = {.size = sizeof write, .enable = en};
  (void)user, (void)out_token;
  hwgen_attribute(m, none, "keep_hierarchy", "\"yes\"");
  hwgen_attribute(m, x, "mark_debug", "\"true\"");
  first = instance(m, "Rotate", "8, 3", "first");
  hwgen_instance_input(m, first, "a", hwgen_add(m, x, hwgen_literal_int(m, byte, 1)));
  hwgen_attribute(m, first, "dont_touch", "\"true\"");
  second = instance(m, "Rotate", "8, mode = \"shift\", mask = 0x5a", "second");
  hwgen_instance_input(m, second, "a", x);
  first = hwgen_instance_output(m, first, "y");
  mixed = hwgen_and(m, first, hwgen_instance_output(m, second, "y"));
  named(m, mixed, "mixed");
  hwgen_attribute(m, mixed, "keep", NULL);
  hwgen_attribute(m, mixed, "max_fanout", "16");
  gray = instance(m, "Gray", "", "gray");
  hwgen_drive(m, port(m, "y"), hwgen_xor(m, mixed, x));
  hwgen_instance_input(m, gray, "a", hwgen_add(m, mixed, x));
  hwgen_drive(m, port(m, "z"), hwgen_instance_output(m, gray, "y"));
  keeper = instance(m, "Held", "5", "keeper");
  hwgen_instance_input(m, keeper, "clk", port(m, "clk"));
  hwgen_instance_input(m, keeper, "en", en);
  hwgen_instance_input(m, keeper, "d", x);
  hwgen_drive(m, port(m, "held"), hwgen_instance_output(m, keeper, "q"));
  seen = named(m, hwgen_register(m, hwgen_uint(m, 2), NULL), "seen");
  hwgen_drive(m, seen, hwgen_slice(m, x, 0, 2));
  hwgen_attribute(m, seen, "async_reg", "\"true\"");
  words = named(m, hwgen_memory(m, byte, 4, NULL), "words");
  hwgen_attribute(m, words, "ram_style", "\"distributed\"");
  hwgen_memory_write(m, words, seen, x, &write);
  hwgen_drive(m, port(m, "word"), hwgen_memory_read(m, words, hwgen_slice(m, x, 0, 2)));
  return HWGEN_OK;
}

static hwgen_status board(hwgen_module *m, void *user, uint64_t *out_token) {
  static const char *const outputs[] = {"y", "z", "held", "word"};
  hwgen_type byte = hwgen_uint(m, 8);
  hwgen_register_options options = {.size = sizeof options, .initial_value = hwgen_literal_int(m, byte, 0)};
  hwgen_net shift = named(m, hwgen_register(m, byte, &options), "shift"), pin, inner, parts[2];
  size_t i;
  (void)user, (void)out_token;
  pin = instance(m, "pad_cell", "", "pin");
  hwgen_instance_input(m, pin, "pad", port(m, "pad"));
  hwgen_instance_input(m, pin, "out", hwgen_element(m, shift, 7));
  hwgen_instance_input(m, pin, "enable", port(m, "en"));
  parts[0] = hwgen_slice(m, shift, 0, 7);
  parts[1] = hwgen_instance_output(m, pin, "value");
  hwgen_drive(m, shift, hwgen_cast(m, hwgen_concat(m, parts, 2), byte));
  inner = instance(m, "Mixer", "", "mixer");
  hwgen_instance_input(m, inner, "clk", port(m, "clk"));
  hwgen_instance_input(m, inner, "en", port(m, "en"));
  hwgen_instance_input(m, inner, "x", shift);
  for (i = 0; i < 4; i++) hwgen_drive(m, port(m, outputs[i]), hwgen_instance_output(m, inner, outputs[i]));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_external_options rotate = {.size = sizeof rotate}, gray = rotate, held = rotate;
  rotate.module = "rotate";
  rotate.parameters = "WIDTH = width, AMOUNT = amount, LEFT = amount > 2, MODE = mode, MASK: Bits(40) = mask";
  rotate.timing = "y from a";
  external(context, "Rotate", "width: int >= 1, amount: int = 1, mode: string = \"wrap\", mask: int = 0",
           "in a: UInt(width); out y: UInt(width)", &rotate);
  external(context, "pad_cell", NULL, "inout pad: Bit; in out, enable: Bit; out value: Bit", NULL);
  gray.verilog = "wire [7:0] shifted = {{1'b0, {a}[7:1]}};\nassign {y} = {a} ^ shifted;";
  external(context, "Gray", NULL, "in a: UInt(8); out y: UInt(8)", &gray);
  held.verilog = "initial {q} = {START};\nalways @(posedge {clk}) if ({en}) {q} <= {d};\n";
  held.variables = "q";
  held.parameters = "START: Bits(8) = start";
  held.timing = "q at clk";
  external(context, "Held", "start: int", "in clk: Clock; in en: Bit; in d: UInt(8); out q: UInt(8)", &held);
  generator(context, "Mixer", NULL, "in clk: Clock; in en: Bit; in x: UInt(8); out y, z, held, word: UInt(8)", mixer,
            NULL);
  return write_case(context,
                    generator(context, "Board", NULL,
                              "in clk: Clock; in en: Bit; inout pad: Bit; out y, z, held, word: UInt(8)", board, NULL),
                    "", count, arguments);
}
