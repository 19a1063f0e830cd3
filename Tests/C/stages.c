/* Generators with some parameters bound: what is left of them, and whose circuits theirs are. */
#include "check.h"

static int bodies;

static hwgen_status adder(hwgen_module *m, void *user, uint64_t *out_token) {
  hwgen_net sum = hwgen_add(m, hwgen_port_net(m, "I0"), hwgen_port_net(m, "I1"));
  if (hwgen_module_integer(m, "has_ce"))
    sum = hwgen_add(m, sum, hwgen_zext(m, hwgen_port_net(m, "CE"), (int32_t)hwgen_module_integer(m, "bits")));
  hwgen_drive(m, hwgen_port_net(m, "O"), sum);
  bodies++;
  (void)user, (void)out_token;
  return HWGEN_OK;
}

static hwgen_generator add(hwgen_context *context) {
  hwgen_generator_options options = {
      .size = sizeof options,
      .name = "Add",
      .parameters = "bits: int >= 1 \"width\", has_ce: bool = false, low: int = bits / 2, derived twice = 2 * bits, "
                    "require low <= bits, require low >= 0",
      .interface = "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit if has_ce; in spare[i]: UInt(bits + i) for i in 0..<low",
      .members = "area: int = 5 * bits + low",
      .body = adder};
  hwgen_generator generator = {0};
  CHECK_OK(hwgen_generator_declare(context, &options, &generator, &error));
  return generator;
}

static hwgen_generator bind(hwgen_context *context, hwgen_generator generator, const char *arguments) {
  hwgen_generator bound = {0};
  CHECK_OK(hwgen_generator_bind(context, generator, arguments, "bound.c", 5, &bound, &error));
  return bound;
}

#define CHECK_SAYS(generator, what, wanted) \
  CHECK_WRITES(hwgen_generator_text(context, (generator), (what), gather, &text, &error), (wanted))

static void what_is_left(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator all = add(context), carry = bind(context, all, "has_ce = true"), whole;
  CHECK_SAYS(carry, HWGEN_TEXT_NAME, "Add");
  CHECK_SAYS(carry, HWGEN_TEXT_IDENTITY, "Add[has_ce = true]");
  CHECK_SAYS(carry, HWGEN_TEXT_PARAMETERS,
             "bits: int >= 1 \"width\", low: int = bits / 2, derived twice = 2*bits, require bits >= low, "
             "require low >= 0");
  CHECK_SAYS(carry, HWGEN_TEXT_INTERFACE,
             "in I0, I1: UInt(bits); out O: UInt(bits); in CE: Bit; in spare[i]: UInt(bits + i) for i in 0..<low");
  CHECK_SAYS(bind(context, all, "has_ce = false"), HWGEN_TEXT_INTERFACE,
             "in I0, I1: UInt(bits); out O: UInt(bits); in spare[i]: UInt(bits + i) for i in 0..<low");
  /* What is given last decides earlier parameters through what must hold. */
  CHECK_SAYS(bind(context, all, "low = 3"), HWGEN_TEXT_PARAMETERS,
             "bits: int >= 1 \"width\", has_ce: bool = false, derived twice = 2*bits, require bits >= 3");
  whole = bind(context, carry, "8, low = 1");
  CHECK_SAYS(whole, HWGEN_TEXT_PARAMETERS, "derived twice = 16");
  CHECK_SAYS(whole, HWGEN_TEXT_INTERFACE,
             "in I0, I1: UInt(8); out O: UInt(8); in CE: Bit; in spare[i]: UInt(i + 8) for i in 0..<1");
  CHECK_SAYS(whole, HWGEN_TEXT_MEMBERS, "area: int = 41");
  hwgen_context_destroy(context);
}

static void one_circuit_in_however_many_stages(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator all = add(context), a, b, of;
  hwgen_circuit first, found, family[2];
  size_t count;
  bodies = 0;
  CHECK_OK(request(context, all, "16, true, 0", &first, &error));
  a = bind(context, bind(context, bind(context, all, "low = 0"), "has_ce = true"), "bits = 16");
  b = bind(context, bind(context, all, "16"), "low = 0, has_ce = true");
  CHECK_INT(a.bits, b.bits);
  CHECK_INT(a.bits, bind(context, all, "16, true, 0").bits);
  CHECK_INT(a.bits, bind(context, a, "").bits);
  CHECK_OK(request(context, a, "", &found, &error));
  CHECK_INT(found.bits, first.bits);
  CHECK_OK(request(context, bind(context, all, "has_ce = true"), "low = 0, bits = 8 * 2", &found, &error));
  CHECK_INT(found.bits, first.bits);
  CHECK_OK(print(context, found, &error));
  CHECK_OK(print(context, first, &error));
  CHECK_INT(bodies, 1);
  CHECK_OK(hwgen_circuit_generator(context, found, &of, &error));
  CHECK_INT(of.bits, all.bits);
  CHECK_OK(request(context, bind(context, all, "bits = 4"), "", &found, &error));
  CHECK_OK(hwgen_generator_family(context, bind(context, all, "has_ce = true"), family, 2, &count, &error));
  CHECK_INT(count, 1);
  CHECK_INT(family[0].bits, first.bits);
  CHECK_OK(hwgen_context_generators(context, NULL, 0, &count, &error));
  CHECK_INT(count, 1);
  hwgen_context_destroy(context);
}

static void a_stage_as_a_value(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator all = add(context), row, found;
  hwgen_circuit circuit, again;
  CHECK_OK(declare(context, "Row", "element: generator", "in x: Bit", adder, NULL, &row, &error));
  /* It is bound when its identity is read. */
  CHECK_OK(hwgen_generator_find(context, "Add[has_ce = true, low = 2]", &found, &error));
  CHECK_INT(found.bits, bind(context, all, "low = 2, has_ce = true").bits);
  CHECK_OK(request(context, row, "generator(\"Add[bits = 4]\")", &circuit, &error));
  CHECK_OK(request(context, row, "element = generator(\"Add[bits = 4]\")", &again, &error));
  CHECK_INT(circuit.bits, again.bits);
  CHECK_TELLS(hwgen_generator_find(context, "Add[bits=4]", &found, &error), 1009, NULL,
              "no generator has the identity `Add[bits=4]`");
  CHECK_FAILS(hwgen_generator_find(context, "Sub[bits = 4]", &found, &error), 1009);
  CHECK_FAILS(hwgen_generator_find(context, "Add[bits = 0]", &found, &error), 1004);
  CHECK_FAILS(request(context, row, "generator(\"Add[bits = 0]\")", &circuit, &error), 1004);
  hwgen_context_destroy(context);
}

static void refused(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator all = add(context), carry = bind(context, all, "has_ce = true"), out = {77};
  hwgen_circuit circuit;
#define BIND(generator, arguments) hwgen_generator_bind(context, (generator), (arguments), "bound.c", 5, &out, &error)
  CHECK_TELLS(BIND(all, "bits = 0"), 1004, "bound.c:5", "`bits` of Add is 0; it must be at least 1");
  CHECK_TELLS(BIND(all, "bits = true"), 1003, "bound.c:5", "`bits` of Add is a boolean, true; it must be an integer");
  CHECK_TELLS(BIND(all, "low = 4, bits = 3"), 1005, "bound.c:5", "Add requires bits >= low, and here bits = 3, low = 4");
  CHECK_TELLS(BIND(all, "low = -1"), 1005, "bound.c:5", "Add requires low >= 0, and here low = -1");
  CHECK_TELLS(BIND(carry, "has_ce = true"), 1001, "bound.c:5",
              "Add[has_ce = true] has no parameter `has_ce`; it has bits, low");
  CHECK_TELLS(BIND(carry, "8, 2, 3"), 1007, "bound.c:5",
              "Add[has_ce = true] takes 2 parameters and is given 3 positional values");
  CHECK_TELLS(BIND(all, "twice = 3"), 1025, "bound.c:5", "`twice` of Add is derived and takes no value");
  CHECK_TELLS(BIND(all, "bits = 100000000"), 1019, "bound.c:5", "a width of 100000000; it must be 1 to 16777215");
  CHECK_FAILS(BIND(all, "bits ="), 1008);
  CHECK_FAILS(hwgen_generator_bind(context, all, NULL, NULL, 0, &out, &error), 9001);
  CHECK_FAILS(hwgen_generator_bind(context, all, "", NULL, 0, NULL, &error), 9001);
  CHECK_FAILS(hwgen_generator_bind(NULL, all, "", NULL, 0, &out, &error), 9001);
  CHECK_INT(out.bits, 77);
  CHECK_TELLS(request(context, bind(context, all, "low = 9"), "8", &circuit, &error), 1005, "requested.c:9",
              "Add requires bits >= low, and here bits = 8, low = 9");
  CHECK_TELLS(request(context, carry, "", &circuit, &error), 1002, "requested.c:9", "Add needs a value for `bits`");
  hwgen_context_destroy(context);
}

/* A bound that is not known yet must still hold. */
static void bounds_that_wait(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator generator, stage;
  hwgen_circuit circuit;
  CHECK_OK(declare(context, "G", "n: int, m: int in n..2 * n, k: late int >= 1 = 3", "in x: UInt(k + m)", adder, NULL,
                   &generator, &error));
  stage = bind(context, generator, "m = 6");
  CHECK_SAYS(stage, HWGEN_TEXT_PARAMETERS, "n: int, k: late int >= 1 = 3, require n <= 6, require n >= 3");
  CHECK_SAYS(stage, HWGEN_TEXT_INTERFACE, "in x: UInt(k + 6)");
  CHECK_OK(request(context, stage, "4", &circuit, &error));
  CHECK_TELLS(request(context, stage, "7", &circuit, &error), 1004, "requested.c:9",
              "`m` of G is 6; it must be at least 7");
  hwgen_context_destroy(context);
}

TESTS({"what is left", what_is_left}, {"one circuit in however many stages", one_circuit_in_however_many_stages},
      {"a stage as a value", a_stage_as_a_value}, {"refused", refused}, {"bounds that wait", bounds_that_wait})
