/* Checks: their options, the batch codes, and what is refused. */
#include "check.h"

static const char *const PORTS =
    "in clk, other: Clock; in rst: Reset; in en: Bit; in d: UInt(8); in m: Bits(2); out y: UInt(8)";

static hwgen_module *ready(hwgen_context *context) {
  hwgen_module *m = module(context, PORTS);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "d"));
  return m;
}

static void every_check(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = ready(context);
  hwgen_check_options options = {.size = sizeof options};
  hwgen_verilog_options verilog = {.size = sizeof verilog, .profile = HWGEN_PROFILE_SYSTEMVERILOG, .concurrent = 1};
  hwgen_net en = hwgen_port_net(m, "en"), values[2];
  hwgen_circuit circuit;
  struct text text = {NULL, 0};
  options.clock = hwgen_port_net(m, "clk");
  options.reset = hwgen_port_net(m, "rst");
  values[0] = hwgen_port_net(m, "d"), values[1] = hwgen_port_net(m, "m");
  hwgen_assert(m, en, "{} {:x}", values, 2, &options);
  hwgen_assume(m, en, NULL, NULL, 0, &options);
  hwgen_check_name(m, "enabled");
  hwgen_when(m, en);
  hwgen_cover(m, en, "seen", NULL, 0, &options);
  hwgen_end(m);
  options.reset.bits = 0;
  hwgen_print(m, "{:c}", values, 1, &options);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  CHECK_OK(hwgen_circuit_verilog(context, circuit, &verilog, gather, &text, &error));
  CHECK(strstr(text.data, "  enabled: assume property (@(posedge clk) disable iff (rst) en);\n") != NULL);
  CHECK(strstr(text.data, "  cover property (@(posedge clk) disable iff (rst) en & en)\n") != NULL);
  verilog.profile = HWGEN_PROFILE_VERILOG;
  CHECK_FAILS(hwgen_circuit_verilog(context, circuit, &verilog, gather, &text, &error), 2112);
  free(text.data);
  hwgen_context_destroy(context);
}

static void refused(void) {
  static const int codes[] = {2060, 2061, 2061, 2062, 2004, 2004, 2004, 9007, 9001, 9001, 2013, 2010, 9002, 2024, 9006, 9001, 2051};
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < (int)(sizeof codes / sizeof *codes); k++) {
    hwgen_module *other = ready(context), *m = ready(context);
    hwgen_check_options options = {.size = sizeof options, .clock = hwgen_port_net(m, "clk")};
    hwgen_net en = hwgen_port_net(m, "en"), d = hwgen_port_net(m, "d"), bits = hwgen_port_net(m, "m"), stale = en;
    hwgen_circuit circuit;
    stale.bits += 1000;
    switch (k) {
      case 0: hwgen_print(m, "{:q}", &d, 1, &options); break;
      case 1: hwgen_print(m, "{} {}", &d, 1, &options); break;
      case 2: hwgen_assert(m, en, NULL, &d, 1, &options); break;
      case 3: hwgen_print(m, "{:d}", &bits, 1, &options); break;
      case 4: hwgen_assert(m, d, NULL, NULL, 0, &options); break;
      case 5: options.clock = en; hwgen_assert(m, en, NULL, NULL, 0, &options); break;
      case 6: options.reset = en; hwgen_assert(m, en, NULL, NULL, 0, &options); break;
      case 7: options.size--; hwgen_assert(m, en, NULL, NULL, 0, &options); break;
      case 8: hwgen_print(m, NULL, NULL, 0, &options); break;
      case 9: hwgen_print(m, "{}", NULL, 1, &options); break;
      case 10: hwgen_cover(m, en, NULL, NULL, 0, NULL); break;
      case 11: hwgen_assume(m, hwgen_port_net(other, "en"), NULL, NULL, 0, &options); break;
      case 12: hwgen_assume(m, stale, NULL, NULL, 0, &options); break;
      case 13: hwgen_assert(m, hwgen_memory(m, hwgen_uint(m, 8), 4, NULL), NULL, NULL, 0, &options); break;
      case 14: hwgen_check_name(m, "early"); break;
      case 15: hwgen_assert(m, en, NULL, NULL, 0, &options); hwgen_check_name(m, NULL); break;
      default: hwgen_switch(m, d); hwgen_print(m, "a", NULL, 0, &options); hwgen_end(m);
    }
    CHECK_REFUSED(m, codes[k]);
    CHECK_OK(hwgen_module_finish(other, &circuit, &error));
  }
  hwgen_context_destroy(context);
}

static void batch(void) {
  enum { CLK, OTHER, RST, EN, D, M, Y, ASSERT, PRINT, COVER };
  const uint32_t none = 0xffffffffu;
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = ready(context);
  uint32_t two = hwgen_name(context, "{} {:x}"), plain = hwgen_name(context, "plain");
  const uint32_t words[] = {
      HWGEN_OP_CHECK, 0, HWGEN_CHECK_ASSERT, EN, CLK, RST, two, 2, D, M,
      HWGEN_OP_CHECK, 0, HWGEN_CHECK_PRINT, none, OTHER, none, plain, 0,
      HWGEN_OP_CHECK, 0, HWGEN_CHECK_COVER, EN, CLK, none, none, 0,
  };
  const uint32_t kind[] = {HWGEN_OP_CHECK, 0, 4, EN, CLK, RST, none, 0};
  const uint32_t huge[] = {HWGEN_OP_CHECK, 0, 256, EN, CLK, RST, none, 0};
  const uint32_t stale[] = {HWGEN_OP_CHECK, 0, HWGEN_CHECK_ASSERT, EN, CLK, RST, none - 1, 0};
  const uint32_t value[] = {HWGEN_OP_NOT, 0, ASSERT};
  hwgen_circuit circuit;
  size_t done = 0, count;
  CHECK_OK(hwgen_module_append(m, words, sizeof words / sizeof *words, &done, &error));
  CHECK_INT(done, 3);
  CHECK_INT(hwgen_module_size(m, NULL), COVER + 1);
  CHECK_FAILS(hwgen_module_append(m, kind, sizeof kind / sizeof *kind, &done, &error), 9004);
  CHECK_FAILS(hwgen_module_append(m, huge, sizeof huge / sizeof *huge, &done, &error), 9004);
  CHECK_FAILS(hwgen_module_append(m, stale, sizeof stale / sizeof *stale, &done, &error), 9002);
  CHECK_FAILS(hwgen_module_append(m, value, sizeof value / sizeof *value, &done, &error), 2024);
  for (count = 1; count < 10; count++) CHECK_FAILS(hwgen_module_append(m, words, count, &done, &error), 9008);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void no_module(void) {
  hwgen_net net = {0};
  hwgen_assert(NULL, net, NULL, NULL, 0, NULL);
  hwgen_assume(NULL, net, "m", &net, 1, NULL);
  hwgen_cover(NULL, net, NULL, NULL, 0, NULL);
  hwgen_print(NULL, "m", NULL, 0, NULL);
}

TESTS({"every check", every_check}, {"refused", refused}, {"batch", batch}, {"no module", no_module})
