/* Types as a package of SystemVerilog, before the design that has them. */
#include "case.h"

#define KIND "Enum(Kind: idle, data, last)"
#define PACKET "Union(Packet: word(UInt(8)), kind(" KIND "), none)"

static hwgen_status body(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net kind = hwgen_port_net(m, "kind"), word = hwgen_port_net(m, "word"), zero = {0}, none, last, data, value;
  hwgen_type packet = hwgen_net_type(m, hwgen_port_net(m, "packet")), kinds = hwgen_net_type(m, kind);
  (void)user, (void)out_token;
  none = hwgen_variant(m, packet, "none", zero);
  last = hwgen_literal(m, kinds, "last");
  last = hwgen_eq(m, kind, last);
  value = hwgen_mux(m, last, hwgen_variant(m, packet, "kind", kind), none);
  data = hwgen_literal(m, kinds, "data");
  data = hwgen_eq(m, kind, data);
  hwgen_drive(m, hwgen_port_net(m, "packet"), hwgen_mux(m, data, hwgen_variant(m, packet, "word", word), value));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator tagger =
      generator(context, "Tagger", NULL, "in kind: " KIND "; in word: UInt(8); out packet: " PACKET, body, NULL);
  hwgen_verilog_options options = {.size = sizeof options, .profile = HWGEN_PROFILE_SYSTEMVERILOG};
  hwgen_circuit circuit;
  hwgen_error *error = NULL;
  FILE *file;
  if (count != 2 || !ends_in(arguments[1], ".sv"))
    return write_case(context, tagger, "", count, arguments);
  file = fopen(arguments[1], "w");
  if (!file) return 1;
  if (hwgen_circuit_request(context, tagger, "", __FILE__, __LINE__, &circuit, &error) ||
      hwgen_circuit_package(
          context, circuit,
          "header_t = {kind: " KIND ", nibbles: Array(2, UInt(4)), inner: {level: SInt(4), last: Bit}}", to_file, file,
          &error) ||
      hwgen_circuit_verilog(context, circuit, &options, to_file, file, &error))
    fprintf(stderr, "%s\n", hwgen_error_text(error));
  fclose(file);
  hwgen_context_destroy(context);
  hwgen_error_destroy(error);
  return error != NULL;
}
