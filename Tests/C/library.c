/* The standard library: its names, a generator and its texts, and what is refused. */
#include "check.h"

static int32_t count(void *user, const char *data, size_t size) {
  size_t i, *total = user;
  for (i = 0; i < size; i++) *total += data[i] == ' ';
  return 0;
}

static int32_t stop(void *user, const char *data, size_t size) {
  (void)user, (void)data, (void)size;
  return 1;
}

static void generators(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator fifo, again;
  hwgen_circuit circuit, same;
  size_t spaces = 0;
  CHECK_OK(hwgen_library_names(count, &spaces, &error));
  CHECK(spaces >= 23);
  CHECK_OK(hwgen_library_generator(context, "FIFO", &fifo, &error));
  CHECK_OK(hwgen_library_generator(context, "FIFO", &again, &error));
  CHECK_INT(fifo.bits, again.bits);
  CHECK_OK(hwgen_generator_text(context, fifo, HWGEN_TEXT_PARAMETERS, count, &spaces, &error));
  CHECK_OK(hwgen_circuit_request(context, fifo, "UInt(8), 4", __FILE__, __LINE__, &circuit, &error));
  CHECK_OK(hwgen_circuit_request(context, again, "item = UInt(8), depth = 4", __FILE__, __LINE__, &same, &error));
  CHECK_INT(circuit.bits, same.bits);
  CHECK_OK(print(context, circuit, &error));
  CHECK_OK(hwgen_library_generator(context, "Queue", &again, &error));
  CHECK_OK(hwgen_circuit_request(context, again, "UInt(8), 4", __FILE__, __LINE__, &same, &error));
  CHECK_OK(print(context, same, &error));
  hwgen_context_destroy(context);
}

/* An item that is a record is a port for each field, and what is no data is refused when it is asked for. */
static void records(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator fifo;
  hwgen_circuit circuit;
  size_t port;
  const char *item = "{a: UInt(3), pos: {x: SInt(4), all: Array(2, Bits(2))}}, 4";
  CHECK_OK(hwgen_library_generator(context, "FIFO", &fifo, &error));
  CHECK_OK(hwgen_circuit_request(context, fifo, item, __FILE__, __LINE__, &circuit, &error));
  CHECK_OK(hwgen_circuit_port(context, circuit, "d_a", __FILE__, __LINE__, &port, &error));
  CHECK_OK(hwgen_circuit_port(context, circuit, "q_pos_all", __FILE__, __LINE__, &port, &error));
  CHECK_OK(print(context, circuit, &error));
  CHECK_FAILS(hwgen_circuit_request(context, fifo, "Clock", __FILE__, __LINE__, &circuit, &error), 1023);
  CHECK_FAILS(
      hwgen_circuit_request(context, fifo, "{a: Bit, flip b: Bit}", __FILE__, __LINE__, &circuit, &error), 1023);
  CHECK_FAILS(hwgen_circuit_request(context, fifo, "{a: {r: ResetN}}", __FILE__, __LINE__, &circuit, &error), 1023);
  hwgen_context_destroy(context);
}

/* A list of records as text, and an interface that follows from it. */
static void bank(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator registers;
  hwgen_circuit circuit;
  size_t port;
  const char *two = "[record(name: \"control\", width: 8, reset: 1), record(name: \"status\", access: \"ro\")]";
  CHECK_OK(hwgen_library_generator(context, "AXI4LiteRegisters", &registers, &error));
  CHECK_OK(hwgen_circuit_request(context, registers, two, __FILE__, __LINE__, &circuit, &error));
  CHECK_OK(hwgen_circuit_port(context, circuit, "regs_control_written", __FILE__, __LINE__, &port, &error));
  CHECK_OK(hwgen_circuit_port(context, circuit, "regs_status", __FILE__, __LINE__, &port, &error));
  CHECK_OK(print(context, circuit, &error));
  CHECK_FAILS(hwgen_circuit_request(context, registers, "[]", __FILE__, __LINE__, &circuit, &error), 2110);
  CHECK_FAILS(
      hwgen_circuit_request(
          context, registers, "[record(name: \"a\"), record(name: \"a\")]", __FILE__, __LINE__, &circuit, &error),
      2111);
  hwgen_context_destroy(context);
}

static void refused(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_generator fifo;
  CHECK_FAILS(hwgen_library_generator(context, "Fifo", &fifo, &error), 1009);
  CHECK_FAILS(hwgen_library_generator(context, NULL, &fifo, &error), 9001);
  CHECK_FAILS(hwgen_library_generator(context, "FIFO", NULL, &error), 9001);
  CHECK_FAILS(hwgen_library_generator(NULL, "FIFO", &fifo, &error), 9001);
  CHECK_FAILS(hwgen_library_names(NULL, NULL, &error), 9001);
  CHECK_FAILS(hwgen_library_names(stop, NULL, &error), 5002);
  hwgen_context_destroy(context);
}

TESTS({"generators", generators}, {"records", records}, {"bank", bank}, {"refused", refused})
