/* Relaxed scopes: widths that differ, the notes, refusals, batches. */
#include "check.h"

static void widths_may_differ(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in a: UInt(4); in b: UInt(9); out y: UInt(6)");
  hwgen_net a = hwgen_port_net(m, "a"), b = hwgen_port_net(m, "b"), sum;
  hwgen_error *notes = NULL;
  hwgen_circuit circuit;
  hwgen_module_at(m, "relaxed.c", 40);
  hwgen_relaxed_begin(m);
  sum = hwgen_add(m, a, b);
  CHECK_WRITES(hwgen_type_text(context, hwgen_net_type(m, sum), gather, &text, &error), "UInt(9)");
  hwgen_module_at(m, "relaxed.c", 41);
  hwgen_drive(m, hwgen_port_net(m, "y"), sum);
  hwgen_relaxed_end(m);
  CHECK_OK(hwgen_module_finish(m, &circuit, &error));
  notes = hwgen_context_take_warnings(context);
  CHECK(notes && hwgen_error_count(notes) == 2);
  CHECK_INT(hwgen_error_code(notes, 0), 2100);
  CHECK_INT(hwgen_error_line(notes, 0), 40);
  CHECK_INT(hwgen_error_code(notes, 1), 2101);
  CHECK_INT(hwgen_error_line(notes, 1), 41);
  hwgen_error_destroy(notes);
  hwgen_context_destroy(context);
}

static void what_is_refused(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in a: UInt(4); in b: UInt(9); out y: UInt(9)");
  hwgen_relaxed_begin(m);
  hwgen_relaxed_end(m);
  hwgen_drive(m, hwgen_port_net(m, "y"), hwgen_add(m, hwgen_port_net(m, "a"), hwgen_port_net(m, "b")));
  CHECK_REFUSED(m, 2003);
  m = module(context, "");
  hwgen_relaxed_end(m);
  CHECK_REFUSED(m, 2102);
  m = module(context, "");
  hwgen_relaxed_begin(m);
  CHECK_REFUSED(m, 2102);
  hwgen_relaxed_begin(NULL);
  hwgen_relaxed_end(NULL);
  hwgen_context_destroy(context);
}

static void a_batch_makes_more_nets(void) {
  hwgen_context *context = hwgen_context_create();
  hwgen_module *m = module(context, "in a: UInt(4); in b: UInt(9); out y: UInt(9)");
  uint32_t words[] = {HWGEN_OP_RELAXED, 0, HWGEN_OP_ADD, 0, 0, 1, HWGEN_OP_RELAXED_END, 0};
  uint32_t end[] = {HWGEN_OP_RELAXED_END, 0};
  size_t done = 0;
  hwgen_type type;
  CHECK_OK(hwgen_module_append(m, words, sizeof words / sizeof *words, &done, &error));
  CHECK_INT(done, 3);
  CHECK_INT(hwgen_module_size(m, &type), 5);
  CHECK_WRITES(hwgen_type_text(context, type, gather, &text, &error), "UInt(9)");
  CHECK_FAILS(hwgen_module_append(m, end, 2, &done, &error), 2102);
  hwgen_context_destroy(context);
}

TESTS({"widths may differ", widths_may_differ}, {"what is refused", what_is_refused},
      {"a batch makes more nets", a_batch_makes_more_nets})
