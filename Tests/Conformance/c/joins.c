/* Records that are joined as a whole: ports, instances, repeated records, values. */
#include "case.h"

#define POINT "{lo: UInt(4), hi: UInt(4)}"
#define STREAM "{data: " POINT ", valid: Bit, flip ready: Bit}"
#define LANES "in lanes[i]: {x: UInt(4), flip y: Bit} for i in 0..<2;"

static hwgen_net port(hwgen_module *m, const char *name) { return hwgen_port_net(m, name); }

static hwgen_status stage(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net none = {0};
  (void)user, (void)out_token;
  hwgen_join(m, none, "o", none, "i");
  hwgen_drive(m, port(m, "total"), hwgen_add(m, port(m, "i_data_lo"), port(m, "i_data_hi")));
  return HWGEN_OK;
}

static hwgen_status lanes(hwgen_module *m, void *user, uint64_t *out_token) {
  (void)user, (void)out_token;
  hwgen_drive(m, port(m, "lanes_0_y"), hwgen_reduce_or(m, port(m, "lanes_0_x")));
  hwgen_drive(m, port(m, "lanes_1_y"), hwgen_reduce_or(m, port(m, "lanes_1_x")));
  return HWGEN_OK;
}

struct parts {
  hwgen_generator stage, lanes;
};

static hwgen_status joins(hwgen_module *m, void *user, uint64_t *out_token) {
  static const char *const names[] = {"lo", "hi"};
  hwgen_context *context = hwgen_module_context(m);
  const struct parts *parts = user;
  hwgen_circuit a, b;
  hwgen_type type;
  hwgen_error *error = NULL;
  hwgen_net none = {0}, first, second, third, pair, point, values[2], swapped;
  (void)out_token;
  if (hwgen_circuit_request(context, parts->stage, "", __FILE__, __LINE__, &a, &error) ||
      hwgen_circuit_request(context, parts->lanes, "", __FILE__, __LINE__, &b, &error) ||
      hwgen_type_parse(context, POINT, &type, &error)) {
    hwgen_error_destroy(error);
    return HWGEN_FAILED;
  }
  first = hwgen_instance(m, a, "first");
  second = hwgen_instance(m, a, "second");
  third = hwgen_instance(m, a, "third");
  hwgen_join(m, first, "i", none, "i");
  hwgen_join(m, second, "i", first, "o");
  hwgen_join(m, none, "o", second, "o");
  hwgen_drive(m, port(m, "first_total"), hwgen_instance_output(m, first, "total"));
  pair = hwgen_instance(m, b, "pair");
  hwgen_join(m, pair, "lanes", none, "lanes");
  point = hwgen_wire(m, type);
  hwgen_net_name(m, point, "corner");
  hwgen_join(m, point, NULL, none, "point");
  values[0] = hwgen_field(m, point, "hi");
  values[1] = hwgen_field(m, point, "lo");
  swapped = hwgen_record(m, type, names, values, 2);
  hwgen_join(m, none, "swapped", swapped, NULL);
  hwgen_join(m, third, "i_data", swapped, NULL);
  hwgen_instance_input(m, third, "i_valid", port(m, "go"));
  hwgen_instance_input(m, third, "o_ready", port(m, "go"));
  hwgen_drive(m, port(m, "total"), hwgen_instance_output(m, third, "total"));
  return HWGEN_OK;
}

int main(int count, char **arguments) {
  hwgen_context *context = hwgen_context_create();
  struct parts parts;
  parts.stage = generator(context, "Stage", NULL, "in i: " STREAM "; out o: " STREAM "; out total: UInt(4)", stage, NULL);
  parts.lanes = generator(context, "Lanes", NULL, LANES, lanes, NULL);
  return write_case(context,
                    generator(context, "Joins", NULL,
                              "in i: " STREAM "; out o: " STREAM "; " LANES " in point: " POINT "; out swapped: " POINT
                              "; in go: Bit; out total: UInt(4); out first_total: UInt(4)",
                              joins, &parts),
                    "", count, arguments);
}
