/* Memories: their options, their ports, the batch codes, and what is refused. */
#include "check.h"

static const char *const PORTS =
    "in clk, other: Clock; in en: Bit; in a: UInt(4); in d: UInt(8); in m: Bits(2); out y: UInt(8)";

static hwgen_module *ready(hwgen_context *context) {
  hwgen_module *m = module(context, PORTS);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "d"));
  return m;
}

static hwgen_net ram(hwgen_module *m) { return hwgen_memory(m, hwgen_uint(m, 8), 16, NULL); }

static void ports(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = ready(context);
  hwgen_memory_options options = {.size = sizeof options, .contents = "1, 0x2, 3"};
  hwgen_memory_read_options read = {.size = sizeof read};
  hwgen_memory_write_options write = {.size = sizeof write};
  hwgen_net memory = hwgen_memory(m, hwgen_uint(m, 8), 16, &options), a = hwgen_port_net(m, "a");
  hwgen_circuit circuit;
  hwgen_net_name(m, memory, "words");
  write.clock = read.clock = hwgen_port_net(m, "clk");
  write.enable = read.enable = hwgen_port_net(m, "en");
  write.mask = hwgen_port_net(m, "m");
  read.on_write = HWGEN_ON_WRITE_NEW;
  hwgen_memory_write(m, memory, a, hwgen_port_net(m, "d"), &write);
  CHECK_INT(hwgen_net_type(m, hwgen_memory_read(m, memory, a)).bits, hwgen_uint(m, 8).bits);
  CHECK_INT(hwgen_net_type(m, hwgen_memory_read_sync(m, memory, a, &read)).bits, hwgen_uint(m, 8).bits);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void one_clock_is_taken(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in clk: Clock; in a: UInt(4); out y: UInt(8)");
  hwgen_net memory = ram(m), a = hwgen_port_net(m, "a");
  hwgen_circuit circuit;
  hwgen_memory_write(m, memory, a, hwgen_memory_read(m, memory, a), NULL);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_memory_read_sync(m, memory, a, NULL));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  hwgen_context_destroy(context);
}

static void a_port_that_reads_and_writes(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = ready(context);
  hwgen_memory_read_write_options options = {.size = sizeof options, .clock = hwgen_port_net(m, "clk")};
  hwgen_net memory = ram(m), a = hwgen_port_net(m, "a"), d = hwgen_port_net(m, "d"), en = hwgen_port_net(m, "en"), word;
  hwgen_circuit circuit;
  word = hwgen_memory_read_write(m, memory, a, d, en, &options);
  CHECK_INT(hwgen_net_type(m, word).bits, hwgen_uint(m, 8).bits);
  options.enable = en;
  options.mask = hwgen_port_net(m, "m");
  options.on_write = HWGEN_ON_WRITE_NEW;
  hwgen_net_name(m, hwgen_memory_read_write(m, memory, a, word, en, &options), "last");
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));

  m = module(context, "in clk: Clock; in a: UInt(4); in en: Bit; in d: UInt(8); out y: UInt(8)");
  a = hwgen_port_net(m, "a"), d = hwgen_port_net(m, "d"), en = hwgen_port_net(m, "en");
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_memory_read_write(m, ram(m), a, d, en, NULL));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void a_port_that_reads_and_writes_is_refused(void) {
  static const struct {
    int code;
    const char *message;
  } wanted[] = {
      {2024, "`d`: UInt(8) is no memory, and has no words to read or write"},
      {2004, "the address of a memory is a UInt, Bits or a Bit, not `clk`: Clock"},
      {2003, "`a`: UInt(4) is written into a memory of UInt(8)"},
      {2004, "the write enable of a memory's port is a Bit, not `d`: UInt(8)"},
      {2004, "the enable of a memory's port is a Bit, not `a`: UInt(4)"},
      {2004, "the clock of a memory's port is a Clock, not `en`: Bit"},
      {2004, "the mask of a write is Bits, a UInt or a Bit, not `clk`: Clock"},
      {9004, "2 is no behaviour of a read during a write"},
      {9007, NULL},
      {2013, NULL},
      {2010, NULL},
      {9001, NULL},
  };
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < (int)(sizeof wanted / sizeof *wanted); k++) {
    hwgen_module *other = ready(context), *m = ready(context);
    hwgen_memory_read_write_options options = {.size = sizeof options, .clock = hwgen_port_net(m, "clk")};
    hwgen_net memory = ram(m), a = hwgen_port_net(m, "a"), d = hwgen_port_net(m, "d"), en = hwgen_port_net(m, "en");
    hwgen_net clk = hwgen_port_net(m, "clk"), none = {0};
    hwgen_circuit circuit;
    switch (k) {
      case 0: memory = d; break;
      case 1: a = clk; break;
      case 2: d = a; break;
      case 3: en = d; break;
      case 4: options.enable = a; break;
      case 5: options.clock = en; break;
      case 6: options.mask = clk; break;
      case 7: options.on_write = 2; break;
      case 8: options.size--; break;
      case 9: options.clock = none; break;
      case 10: en = hwgen_not(other, hwgen_port_net(other, "en")); break;
      default: en = none;
    }
    hwgen_memory_read_write(m, memory, a, d, en, &options);
    if (wanted[k].message) {
      CHECK_REFUSED_TELLS(m, wanted[k].code, NULL, wanted[k].message);
    } else {
      CHECK_REFUSED(m, wanted[k].code);
    }
    CHECK_OK(hwgen_module_finish(other, &circuit, &error));
  }
  hwgen_context_destroy(context);
}

static void refused(void) {
  static const int codes[] = {2040, 2041, 2042, 2042, 2043, 2042, 9007, 9007, 9007, 9004, 2004, 2024, 2013, 2024, 2010};
  hwgen_context *context = hwgen_context_create();
  int k;
  for (k = 0; k < (int)(sizeof codes / sizeof *codes); k++) {
    hwgen_module *other = ready(context), *m = ready(context);
    hwgen_memory_options options = {.size = sizeof options};
    hwgen_memory_read_options read = {.size = sizeof read, .clock = hwgen_port_net(m, "clk")};
    hwgen_memory_write_options write = {.size = sizeof write, .clock = hwgen_port_net(m, "clk")};
    hwgen_type word = hwgen_uint(m, 8);
    hwgen_net memory = ram(m), a = hwgen_port_net(m, "a"), d = hwgen_port_net(m, "d");
    hwgen_circuit circuit;
    switch (k) {
      case 0: hwgen_memory(m, word, 0, NULL); break;
      case 1: hwgen_memory(m, word, (uint64_t)1 << 40, NULL); break;
      case 2: options.contents = "1, 2"; hwgen_memory(m, word, 1, &options); break;
      case 3: options.contents = "256"; hwgen_memory(m, word, 1, &options); break;
      case 4: options.file = "/no/such/file.hex"; hwgen_memory(m, word, 1, &options); break;
      case 5: options.contents = options.file = ""; hwgen_memory(m, word, 1, &options); break;
      case 6: options.size--; hwgen_memory(m, word, 1, &options); break;
      case 7: read.size--; hwgen_memory_read_sync(m, memory, a, &read); break;
      case 8: write.size--; hwgen_memory_write(m, memory, a, d, &write); break;
      case 9: read.on_write = 2; hwgen_memory_read_sync(m, memory, a, &read); break;
      case 10: hwgen_memory_read(m, memory, hwgen_port_net(m, "clk")); break;
      case 11: hwgen_memory_read(m, a, a); break;
      case 12: hwgen_memory_read_sync(m, memory, a, NULL); break;
      case 13: hwgen_not(m, memory); break;
      default: hwgen_memory_read(m, ram(other), a);
    }
    CHECK_REFUSED(m, codes[k]);
    CHECK_OK(hwgen_module_finish(other, &circuit, &error));
  }
  hwgen_context_destroy(context);
}

/* The contents of a memory of a type, or the message with which they are refused. */
static void contents_of(const char *type, const char *list, int code, const char *message) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = ready(context);
  hwgen_memory_options options = {.size = sizeof options, .contents = list};
  hwgen_circuit circuit;
  hwgen_type word;
  CHECK_OK(hwgen_type_parse(context, type, &word, &error));
  hwgen_memory(m, word, 4, &options);
  if (code) {
    CHECK_TELLS(hwgen_module_finish(m, &circuit, &error), code, NULL, message);
  } else {
    CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  }
  hwgen_context_destroy(context);
}

static void contents_are_values(void) {
  contents_of("SFix(2, 2)", "1, -2, 0.25, -3/4", 0, NULL);
  contents_of("Enum(a, b, c)", "a, b, c, 2", 0, NULL);
  contents_of("{x: UInt(3), y: Array(2, Bit)}", "{x: 1, y: [0, 1]}, {y: [1, 1], x: 7}", 0, NULL);
  contents_of("Union(data(UInt(4)), none)", "data(5), none", 0, NULL);
  contents_of("SFix(2, 2)", "1, 0.1", 2042, "word 1 of the contents: column 4: a number that is no multiple of 2^-2, for SFix(2, 2)");
  contents_of("Enum(a, b, c)", "a, d", 2042, "word 1 of the contents: column 5: Enum(a, b, c) has no member `d`; it has a, b, c");
  contents_of("OneHot(a, b, c)", "a, b, 3", 2042, "word 2 of the contents is 3, the code of no member of OneHot(a, b, c)");
  contents_of("{x: UInt(3)}", "{x: 1}, {x: 8}", 2042, "word 1 of the contents: column 13: a number that does not fit UInt(3), which has 0 to 7");
  contents_of("Array(2, Bit)", "[1, 0], [1", 2042, "word 1 of the contents: column 11: 1 of the 2 elements of Array(2, Bit)");
  contents_of("UInt(3)", "1, 2, 3, 4, 5", 2042, "more than 4 words of contents for a memory of 4");
}

static void budget(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m;
  hwgen_circuit circuit;
  CHECK_OK(hwgen_context_set_budget(context, HWGEN_BUDGET_MEMORY_BITS, 128, &error));
  m = ready(context);
  ram(m);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  m = ready(context);
  hwgen_memory(m, hwgen_uint(m, 8), 17, NULL);
  CHECK_REFUSED(m, 2041);
  hwgen_context_destroy(context);
}

static void batch(void) {
  enum { CLK, OTHER, EN, A, D, M, Y, MEMORY, READ, SYNC, WRITE };
  const uint32_t none = 0xffffffffu;
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = ready(context);
  uint32_t byte = (uint32_t)hwgen_uint(m, 8).bits, list = hwgen_name(context, "1, 2");
  const uint32_t words[] = {
      HWGEN_OP_MEMORY, 0, byte, 16, 0, list, none,
      HWGEN_OP_MEMORY_READ, 0, MEMORY, A,
      HWGEN_OP_MEMORY_READ_SYNC, 0, MEMORY, CLK, EN, A, HWGEN_ON_WRITE_NEW,
      HWGEN_OP_MEMORY_WRITE, 0, MEMORY, CLK, none, A, D, M,
      HWGEN_OP_MEMORY_READ_WRITE, 0, MEMORY, CLK, EN, EN, A, D, M, HWGEN_ON_WRITE_NEW,
  };
  const uint32_t huge[] = {HWGEN_OP_MEMORY, 0, byte, 0, 256, none, none};
  const uint32_t wrong[] = {HWGEN_OP_MEMORY_READ_SYNC, 0, MEMORY, CLK, EN, A, 7};
  const uint32_t mode[] = {HWGEN_OP_MEMORY_READ_WRITE, 0, MEMORY, CLK, EN, EN, A, D, M, 2};
  const uint32_t never[] = {HWGEN_OP_MEMORY_READ_WRITE, 0, MEMORY, CLK, EN, none, A, D, none, HWGEN_ON_WRITE_OLD};
  const uint32_t stale[] = {HWGEN_OP_MEMORY, 0, byte, 4, 0, none - 1, none};
  hwgen_circuit circuit;
  hwgen_type last;
  size_t done = 0, count;
  CHECK_OK(hwgen_module_append(m, words, sizeof words / sizeof *words, &done, &error));
  CHECK_INT(done, 5);
  CHECK_INT(hwgen_module_size(m, &last), WRITE + 4);
  CHECK_INT(last.bits, hwgen_uint(m, 8).bits);
  CHECK_FAILS(hwgen_module_append(m, mode, sizeof mode / sizeof *mode, &done, &error), 9004);
  CHECK_FAILS(hwgen_module_append(m, never, sizeof never / sizeof *never, &done, &error), 9002);
  for (count = 1; count < 10; count++) CHECK_FAILS(hwgen_module_append(m, mode, count, &done, &error), 9008);
  CHECK_FAILS(hwgen_module_append(m, huge, sizeof huge / sizeof *huge, &done, &error), 2041);
  CHECK_FAILS(hwgen_module_append(m, wrong, sizeof wrong / sizeof *wrong, &done, &error), 9004);
  CHECK_FAILS(hwgen_module_append(m, stale, sizeof stale / sizeof *stale, &done, &error), 9002);
  for (count = 1; count < 7; count++) CHECK_FAILS(hwgen_module_append(m, words, count, &done, &error), 9008);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

TESTS({"ports", ports}, {"one clock is taken", one_clock_is_taken}, {"refused", refused},
      {"contents are values", contents_are_values},
      {"a port that reads and writes", a_port_that_reads_and_writes},
      {"a port that reads and writes is refused", a_port_that_reads_and_writes_is_refused}, {"budget", budget},
      {"batch", batch})
