/* Division, choices, parts at an index that is a value, and what is put together: types, refusals, batches. */
#include "check.h"

#define CHECK_TYPE(net, wanted) \
  CHECK_WRITES(hwgen_type_text(context, hwgen_net_type(m, (net)), gather, &text, &error), (wanted))

static const char *const PORTS =
    "in u, v: UInt(8); in n: UInt(3); in s: SInt(8); in b: Bits(6); in c: Bit; in r: Array(4, Bits(2)); in clk: Clock";

static void types_of_results(void) {
  static const char *const keys[] = {"0", "0x7", "3"};
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  hwgen_net u = hwgen_port_net(m, "u"), v = hwgen_port_net(m, "v"), n = hwgen_port_net(m, "n"),
            s = hwgen_port_net(m, "s"), b = hwgen_port_net(m, "b"), c = hwgen_port_net(m, "c"),
            r = hwgen_port_net(m, "r"), values[8], valid;
  size_t i;
  for (i = 0; i < 8; i++) values[i] = i % 2 ? u : v;
  CHECK_TYPE(hwgen_div(m, u, n), "UInt(8)");
  CHECK_TYPE(hwgen_div(m, n, u), "UInt(3)");
  CHECK_TYPE(hwgen_mod(m, u, n), "UInt(3)");
  CHECK_TYPE(hwgen_mod(m, s, s), "SInt(8)");
  CHECK_TYPE(hwgen_select(m, n, keys, values, 3, u), "UInt(8)");
  CHECK_TYPE(hwgen_select1hot(m, b, values, 6), "UInt(8)");
  CHECK_TYPE(hwgen_index(m, u, n), "Bit");
  CHECK_TYPE(hwgen_index(m, r, u), "Bits(2)");
  CHECK_TYPE(hwgen_slice_at(m, s, n, 3), "UInt(3)");
  CHECK_TYPE(hwgen_slice_at(m, b, u, 6), "Bits(6)");
  CHECK_TYPE(hwgen_replace(m, r, n, hwgen_slice(m, b, 0, 2)), "Array(4, Bits(2))");
  CHECK_TYPE(hwgen_priority_encode(m, b, &valid), "UInt(3)");
  CHECK_TYPE(valid, "Bit");
  CHECK_TYPE(hwgen_priority_encode(m, c, NULL), "UInt(1)");
  CHECK_TYPE(hwgen_popcount(m, u), "UInt(4)");
  CHECK_TYPE(hwgen_count_leading_zeros(m, b), "UInt(3)");
  CHECK_TYPE(hwgen_count_trailing_zeros(m, c), "UInt(1)");
  CHECK_TYPE(hwgen_add_expanding(m, u, n), "UInt(9)");
  CHECK_TYPE(hwgen_sub_expanding(m, u, n), "SInt(9)");
  CHECK_TYPE(hwgen_min(m, s, s), "SInt(8)");
  CHECK_TYPE(hwgen_max(m, u, v), "UInt(8)");
  CHECK_TYPE(hwgen_abs(m, s), "UInt(8)");
  CHECK_TYPE(hwgen_abs(m, u), "UInt(8)");
  CHECK_TYPE(hwgen_reverse(m, b), "Bits(6)");
  CHECK_TYPE(hwgen_rotate_left(m, s, n), "SInt(8)");
  CHECK_TYPE(hwgen_rotate_right(m, b, u), "Bits(6)");
  CHECK_TYPE(hwgen_repeat(m, n, 4), "Bits(12)");
  hwgen_context_destroy(context);
}

/* Each call in a module of its own, which it then makes impossible to finish. */
#define REFUSES(code, call)                      \
  do {                                           \
    hwgen_module *m = module(context, PORTS);    \
    hwgen_net u = hwgen_port_net(m, "u"), n = hwgen_port_net(m, "n"), s = hwgen_port_net(m, "s"), none = {0}; \
    hwgen_net r = hwgen_port_net(m, "r"), clk = hwgen_port_net(m, "clk");                                     \
    hwgen_circuit circuit;                       \
    (void)u, (void)n, (void)s, (void)none, (void)r, (void)clk; \
    (void)(call);                                \
    CHECK_FAILS(hwgen_module_finish(m, &circuit, &error), code); \
  } while (0)

static void what_is_refused(void) {
  static const char *const twice[] = {"1", "1"}, *const odd[] = {"one"}, *const large[] = {"8"}, *const missing[] = {NULL};
  hwgen_context *context = hwgen_context_create();
  REFUSES(2004, hwgen_div(m, u, s));
  REFUSES(2024, hwgen_mod(m, r, r));
  REFUSES(2030, hwgen_select(m, n, twice, ((hwgen_net[]){u, u}), 2, u));
  REFUSES(2031, hwgen_select(m, n, twice, &u, 1, none));
  REFUSES(2011, hwgen_select(m, n, odd, &u, 1, u));
  REFUSES(2011, hwgen_select(m, n, large, &u, 1, u));
  REFUSES(9001, hwgen_select(m, n, missing, &u, 1, u));
  REFUSES(9001, hwgen_select(m, n, NULL, &u, 1, u));
  REFUSES(2024, hwgen_select(m, n, NULL, NULL, 0, u));
  REFUSES(2003, hwgen_select(m, n, twice, &u, 1, n));
  REFUSES(2024, hwgen_select1hot(m, n, &u, 1));
  REFUSES(2004, hwgen_select1hot(m, n, ((hwgen_net[]){u, u, s}), 3));
  REFUSES(2024, hwgen_index(m, u, s));
  REFUSES(2012, hwgen_slice_at(m, u, n, 9));
  REFUSES(2012, hwgen_slice_at(m, u, n, 0));
  REFUSES(2003, hwgen_replace(m, r, n, u));
  REFUSES(2024, hwgen_popcount(m, r));
  REFUSES(2024, hwgen_count_leading_zeros(m, clk));
  REFUSES(2024, hwgen_priority_encode(m, clk, NULL));
  REFUSES(2004, hwgen_add_expanding(m, u, s));
  REFUSES(2003, hwgen_min(m, u, n));
  REFUSES(2024, hwgen_abs(m, r));
  REFUSES(2024, hwgen_reverse(m, r));
  REFUSES(2024, hwgen_rotate_left(m, u, s));
  REFUSES(2024, hwgen_repeat(m, u, 0));
  REFUSES(2024, hwgen_repeat(m, u, 0x7fffffff));
  hwgen_context_destroy(context);
}

static void a_composition_in_a_batch_tells_what_it_made(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(4)");
  uint32_t words[] = {HWGEN_OP_COMPOSE, 0, HWGEN_COMPOSE_POPCOUNT, 0, 1, 0};
  uint32_t bad[] = {HWGEN_OP_COMPOSE, 0, HWGEN_COMPOSE_MIN, 0, 1, 0};
  uint32_t same[] = {HWGEN_OP_COMPOSE, 0, HWGEN_COMPOSE_ABS, 0, 1, 0};
  hwgen_type type = {0};
  hwgen_circuit circuit;
  size_t done = 0, count;
  CHECK_INT(hwgen_module_size(m, &type), 2);
  CHECK_WRITES(hwgen_type_text(context, type, gather, &text, &error), "UInt(4)");
  CHECK_OK(hwgen_module_append(m, words, 6, &done, &error));
  count = hwgen_module_size(m, &type);
  CHECK(count > 10);
  CHECK_WRITES(hwgen_type_text(context, type, gather, &text, &error), "UInt(4)");
  /* Nothing is left of what was refused. */
  CHECK_FAILS(hwgen_module_append(m, bad, 6, &done, &error), 2024);
  bad[2] = 99;
  CHECK_FAILS(hwgen_module_append(m, bad, 6, &done, &error), 9004);
  CHECK_FAILS(hwgen_module_append(m, words, 5, &done, &error), 9008);
  CHECK_INT(hwgen_module_size(m, NULL), count);
  /* What does nothing makes a net. */
  CHECK_OK(hwgen_module_append(m, same, 6, &done, &error));
  CHECK_INT(hwgen_module_size(m, NULL), count + 1);
  {
    uint32_t drive[] = {HWGEN_OP_DRIVE, 0, 1, 0};
    drive[3] = (uint32_t)count - 1;
    CHECK_OK(hwgen_module_append(m, drive, 4, &done, &error));
  }
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_INT(hwgen_module_size(NULL, NULL), 0);
  hwgen_context_destroy(context);
}

TESTS({"types of results", types_of_results}, {"what is refused", what_is_refused},
      {"a composition in a batch tells what it made", a_composition_in_a_batch_tells_what_it_made})
