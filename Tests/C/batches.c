/* Batches of operations: every code, huge ones, and ones that are cut short or nonsense. */
#include "check.h"

static const char *const PORTS = "in x: UInt(8); in c: Bit; in clk: Clock; out y: UInt(8)";
enum { X, C, CLK, Y, FIRST };

/* Words of one batch. */
struct batch {
  uint32_t words[256];
  size_t count;
};

static void put(struct batch *batch, size_t count, const uint32_t *words) {
  memcpy(batch->words + batch->count, words, count * sizeof *words);
  batch->count += count;
}
#define PUT(...) \
  put(batch, sizeof(const uint32_t[]){__VA_ARGS__} / sizeof(uint32_t), (const uint32_t[]){__VA_ARGS__})

/* One of every operation; returns how many there are. */
static size_t everything(hwgen_context *context, hwgen_module *m, hwgen_circuit circuit, struct batch *batch) {
  uint32_t u8 = (uint32_t)hwgen_uint(m, 8).bits, u16 = (uint32_t)hwgen_uint(m, 16).bits,
           b8 = (uint32_t)hwgen_bits(m, 8).bits, u4 = (uint32_t)hwgen_uint(m, 4).bits;
  uint32_t place = hwgen_location(context, "batch.c", 5), name = hwgen_name(context, "total"),
           number = hwgen_name(context, "0xff");
  uint32_t none = 0xffffffffu, code, next = FIRST, count = 0, instance;
  batch->count = 0;
  for (code = HWGEN_OP_AND; code <= HWGEN_OP_SHR; code++, next++, count++) PUT(code, place, X, X);
  for (code = HWGEN_OP_NOT; code <= HWGEN_OP_REDUCE_XOR; code++, next++, count++) PUT(code, place, X);
  PUT(HWGEN_OP_CROSSING, place, X, HWGEN_CROSSING_QUASI_STATIC), next++, count++;
  PUT(HWGEN_OP_MUX, place, C, X, X), next++, count++;
  PUT(HWGEN_OP_EXTRACT, place, X, 2, u4), next++, count++;
  PUT(HWGEN_OP_EXTRACT, place, X, 0, u8), next++, count++; /* does nothing, and makes a net */
  PUT(HWGEN_OP_CONCAT, place, 0, 2, X, X), next++, count++;
  PUT(HWGEN_OP_CONCAT, place, u16, 2, X, X), next++, count++;
  PUT(HWGEN_OP_ZEXT, place, X, 16), next++, count++;
  PUT(HWGEN_OP_ZEXT, place, X, 8), next++, count++;
  PUT(HWGEN_OP_SEXT, place, X, 16), next++, count++;
  PUT(HWGEN_OP_CAST, place, X, b8), next++, count++;
  PUT(HWGEN_OP_CAST, place, X, u8), next++, count++;
  PUT(HWGEN_OP_LITERAL, place, u8, 7, 0), next++, count++;
  PUT(HWGEN_OP_LITERAL_TEXT, place, u8, number), next++, count++;
  PUT(HWGEN_OP_WIRE, place, u8), next++, count++;
  PUT(HWGEN_OP_DRIVE, place, next - 1, X), count++;
  PUT(HWGEN_OP_REGISTER, place, u8, none, none, none, none, none), next++, count++;
  PUT(HWGEN_OP_NAME, place, next - 1, name), count++;
  PUT(HWGEN_OP_ATTRIBUTE, place, next - 1, name, none), count++;
  PUT(HWGEN_OP_ATTRIBUTE, place, none, name, number), count++;
  PUT(HWGEN_OP_DRIVE, place, next - 1, next - 2), count++;
  PUT(HWGEN_OP_INSTANCE, place, (uint32_t)circuit.bits, 0), instance = next++, count++;
  PUT(HWGEN_OP_INPUT, place, instance, 0, next - 2), count++;
  PUT(HWGEN_OP_OUTPUT, place, instance, 1), next++, count++;
  PUT(HWGEN_OP_DRIVE, place, Y, next - 1), count++;
  PUT(HWGEN_OP_DIV, place, X, X), next++, count++;
  PUT(HWGEN_OP_MOD, place, X, X), next++, count++;
  PUT(HWGEN_OP_LITERAL, place, (uint32_t)hwgen_uint(m, 8).bits, 9, 0), next++, count++;
  PUT(HWGEN_OP_CHOOSE, place, X, 3, next - 1, X, X), next++, count++;
  PUT(HWGEN_OP_COMPOSE, place, HWGEN_COMPOSE_REPEAT, 3, 1, X), next++, count++;
  return count;
}

static hwgen_circuit child(hwgen_context *context) {
  hwgen_generator generator;
  hwgen_circuit circuit = {0};
  CHECK_OK(declare(context, "G", NULL, "in x: UInt(8); out y: UInt(8)", wire_body, NULL, &generator, &error));
  CHECK_OK(request(context, generator, "", &circuit, &error));
  return circuit;
}

static void every_operation(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_circuit circuit = child(context);
  hwgen_module *m = module(context, PORTS);
  struct batch batch;
  size_t done = 0, count = everything(context, m, circuit, &batch);
  CHECK_OK(hwgen_module_append(m, batch.words, batch.count, &done, &error));
  CHECK_INT(done, count);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void cut_short_at_every_word(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_circuit circuit = child(context), made;
  struct batch batch;
  size_t cut = 1, total = 1, before = 0;
  for (cut = 0; cut <= total; cut++) {
    hwgen_module *m = module(context, PORTS);
    size_t done = 77, count = everything(context, m, circuit, &batch), rest = 0;
    /* A copy of just that length, so that a read beyond it is seen. */
    uint32_t *words = malloc(cut * sizeof *words + 1);
    hwgen_error *error = NULL;
    hwgen_status status;
    if (!words) exit(2);
    total = batch.count;
    memcpy(words, batch.words, cut * sizeof *words);
    status = hwgen_module_append(m, words, cut, &done, &error);
    if (status) CHECK_INT(hwgen_error_code(error, 0), 9008);
    hwgen_error_destroy(error);
    CHECK(done >= before && done <= before + 1);
    CHECK((status == HWGEN_OK) == (cut == 0 || done == before + 1));
    before = done;
    /* A buffer that ended at a border between operations can be continued. */
    if (status == HWGEN_OK) {
      CHECK_OK(hwgen_module_append(m, batch.words + cut, batch.count - cut, &rest, &error));
      CHECK_INT(done + rest, count);
      CHECK_OK(hwgen_module_finish(m, &made, &error));
    }
    free(words);
  }
  hwgen_context_destroy(context);
}

static void unknown_codes(void) {
  static const uint32_t known[] = {16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 32, 33, 34, 35, 36,
                                   40, 41, 42, 43, 44, 45, 48, 49, 50, 51, 52, 53, 56, 57, 58, 64, 65, 70, 71,
                                   80, 81, 82, 83, 84, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 112, 120,
                                   121, 122, 123, 124, 128, 129, 130, 131, 132, 133, 140, 150, 151, 152,
                                   153, 154, 155, 156, 157, 158, 160};
  hwgen_context *context = hwgen_context_create();
  uint32_t code;
  for (code = 0; code < 300; code++) {
    uint32_t words[16] = {HWGEN_OP_NOT, 0, X, 0, 0};
    hwgen_module *m = module(context, PORTS);
    size_t done = 77, i;
    int is_known = 0;
    for (i = 0; i < sizeof known / sizeof *known; i++) is_known |= known[i] == code;
    words[3] = code < 256 ? code : UINT32_MAX - (code - 256);
    if (!is_known) {
      CHECK_FAILS(hwgen_module_append(m, words, 16, &done, &error), 9004);
      CHECK_INT(done, 1);
    }
    hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
    if (code % 50 == 0) {
      hwgen_circuit circuit;
      CHECK_OK(hwgen_module_finish(m, &circuit, &error));
    }
  }
  hwgen_context_destroy(context);
}

static void bad_operands(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_circuit g = child(context), circuit;
  static const uint32_t big[] = {1000, 0x7fffffffu, 0xfffffffeu, 0xffffffffu};
  size_t k, b;
  for (b = 0; b < sizeof big / sizeof *big; b++) {
    uint32_t w = big[b];
    for (k = 0; k < 27; k++) {
      hwgen_module *m = module(context, PORTS);
      hwgen_net pe = hwgen_instance(m, g, NULL);
      uint32_t instance = (uint32_t)pe.bits, u8 = (uint32_t)hwgen_uint(m, 8).bits, none = 0xffffffffu;
      const uint32_t operations[27][8] = {
          {HWGEN_OP_ADD, 0, w, X},
          {HWGEN_OP_ADD, 0, X, w},
          {HWGEN_OP_NOT, 0, w},
          {HWGEN_OP_MUX, 0, w, X, X},
          {HWGEN_OP_MUX, 0, C, X, w},
          {HWGEN_OP_EXTRACT, 0, w, 0, u8},
          {HWGEN_OP_EXTRACT, 0, X, w, u8},
          {HWGEN_OP_EXTRACT, 0, X, 0, w},
          {HWGEN_OP_CONCAT, 0, 0, w, X},
          {HWGEN_OP_CONCAT, 0, w, 1, X},
          {HWGEN_OP_CONCAT, 0, 0, 1, w},
          {HWGEN_OP_ZEXT, 0, w, 9},
          {HWGEN_OP_SEXT, 0, X, w == 1000 ? 7 : w},
          {HWGEN_OP_CAST, 0, X, w},
          {HWGEN_OP_LITERAL, 0, w, 0, 0},
          {HWGEN_OP_LITERAL, 0, u8, w, w},
          {HWGEN_OP_LITERAL_TEXT, 0, u8, w},
          {HWGEN_OP_WIRE, 0, w},
          {HWGEN_OP_REGISTER, 0, u8, w == none ? 5000 : w, none, none, none, none},
          {HWGEN_OP_REGISTER, 0, u8, none, w == none ? 5000 : w, none, none, none},
          {HWGEN_OP_INSTANCE, 0, w, 0},
          {HWGEN_OP_INSTANCE, 0, (uint32_t)g.bits, w},
          {HWGEN_OP_OUTPUT, 0, instance, w},
          {HWGEN_OP_OUTPUT, 0, w, 1},
          {HWGEN_OP_INPUT, 0, instance, w, X},
          {HWGEN_OP_DRIVE, 0, w, X},
          {HWGEN_OP_NAME, 0, w, 0},
      };
      static const size_t lengths[27] = {4, 4, 3, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 5, 5, 4, 3, 8, 8, 4, 4, 4, 4, 5, 4, 4};
      size_t done = 77;
      hwgen_error *error = NULL;
      if (hwgen_module_append(m, operations[k], lengths[k], &done, &error) == HWGEN_OK) {
        failures++;
        fprintf(stderr, "operation %d with %lu is taken\n", (int)k, (unsigned long)w);
      }
      CHECK_INT(done, 0);
      CHECK_INT(hwgen_error_count(error), 1);
      hwgen_error_destroy(error);
      /* What was refused left nothing behind. */
      hwgen_instance_input(m, pe, "x", hwgen_port_net(m, "x"));
      hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_instance_output(m, pe, "y"));
      CHECK_OK(hwgen_module_finish(m, &circuit, &error));
    }
  }
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

static void a_bad_place(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  hwgen_circuit circuit;
  uint32_t words[] = {HWGEN_OP_NOT, 0xfffffff0u, X, HWGEN_OP_ADD, 123456, X, C};
  size_t done = 0;
  CHECK_FAILS(hwgen_module_append(m, words, 7, &done, &error), 9002);
  CHECK_INT(done, 0);
  words[1] = 0;
  words[4] = hwgen_location(context, "here.c", 44);
  {
    hwgen_error *error = NULL;
    CHECK_INT(hwgen_module_append(m, words, 7, &done, &error), HWGEN_FAILED);
    CHECK_INT(done, 1);
    CHECK_TEXT(hwgen_error_file(error, 0), "here.c");
    CHECK_INT(hwgen_error_line(error, 0), 44);
    hwgen_error_destroy(error);
  }
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_port_net(m, "x"));
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  hwgen_context_destroy(context);
}

/* Words without sense, from a fixed sequence. */
static void noise(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_circuit circuit = child(context);
  uint32_t r = 1;
  int round;
  (void)circuit;
  for (round = 0; round < 3000; round++) {
    uint32_t words[64];
    size_t done = 0, i, count = 1 + (size_t)round % 64;
    hwgen_module *m = module(context, PORTS);
    hwgen_error *error = NULL;
    for (i = 0; i < count; i++) {
      r = r * 1664525u + 1013904223u;
      words[i] = r >> 30 == 0 ? r : (r >> 8) % (r >> 29 == 7 ? 64 : 12);
      if (i % 4 == 0) words[i] = 16 + (r >> 12) % 44;
      if (i % 4 == 1 && (r >> 9) % 4) words[i] = 0;
    }
    hwgen_module_append(m, words, count, &done, &error);
    CHECK(done <= count);
    hwgen_error_destroy(error);
    error = NULL;
    hwgen_module_finish(m, &circuit, &error);
    hwgen_error_destroy(error);
  }
  hwgen_context_destroy(context);
}

static void a_huge_batch(void) {
  enum { OPERATIONS = 1000000 };
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, PORTS);
  hwgen_circuit circuit;
  uint32_t *words = malloc((OPERATIONS + 1) * 4 * sizeof *words), i;
  size_t done = 0;
  if (!words) exit(2);
  for (i = 0; i < OPERATIONS; i++) {
    words[4 * i] = i % 2 ? HWGEN_OP_XOR : HWGEN_OP_ADD;
    words[4 * i + 1] = 0;
    words[4 * i + 2] = i ? FIRST + i - 1 : X;
    words[4 * i + 3] = X;
  }
  words[4 * i] = HWGEN_OP_DRIVE;
  words[4 * i + 1] = 0;
  words[4 * i + 2] = Y;
  words[4 * i + 3] = FIRST + i - 1;
  CHECK_OK(hwgen_module_append(m, words, 4 * (OPERATIONS + 1), &done, &error));
  CHECK_INT(done, OPERATIONS + 1);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  CHECK_OK(print(context, circuit, &error));
  free(words);
  hwgen_context_destroy(context);
}

/* A count that no array has is refused before anything is read. */
static void impossible_counts(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in x: UInt(8); out y: UInt(8)");
  hwgen_net x = hwgen_port_net(m, "x");
  hwgen_type type = {0};
  hwgen_circuit circuit;
  hwgen_port ports[2];
  uint32_t words[4] = {0};
  size_t done = 0, count = 0;
  CHECK_FAILS(hwgen_module_append(m, words, SIZE_MAX, &done, &error), 9008);
  CHECK_FAILS(hwgen_operation_type(context, HWGEN_OP_CONCAT, &type, SIZE_MAX, NULL, 0, &type, &error), 9008);
  hwgen_drive(m, hwgen_port_net(m, "y"), x);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  /* A capacity may be any: two ports are written. */
  CHECK_OK(hwgen_circuit_ports(context, circuit, ports, SIZE_MAX, &count, &error));
  CHECK_INT(count, 2);
  m = module(context, "in x: UInt(8); out y: UInt(8)");
  x = hwgen_port_net(m, "x");
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_concat(m, &x, SIZE_MAX));
  CHECK_FAILS(hwgen_module_finish(m, &circuit, &error), 9008);
  hwgen_context_destroy(context);
}

TESTS({"every operation", every_operation}, {"cut short at every word", cut_short_at_every_word},
      {"unknown codes", unknown_codes}, {"bad operands", bad_operands}, {"a bad place", a_bad_place},
      {"noise", noise}, {"impossible counts", impossible_counts}, {"a huge batch of a million operations in one chain", a_huge_batch})
